/// Whether contracts can be held with isolated margin.
public enum IsolatedContracts: Hashable, Sendable {
    case offered
    case notOffered
}
