/// Whether contracts can be held with isolated margin.
public enum OKXIsolatedContracts: Hashable, Sendable {
    case offered
    case notOffered
}
