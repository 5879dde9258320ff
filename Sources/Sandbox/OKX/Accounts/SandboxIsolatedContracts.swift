/// Whether the exchange lets an account hold contracts with isolated margin. Its pages say both, so both can be had here.
public enum SandboxIsolatedContracts: String, Hashable, Sendable, CaseIterable {
    case offered
    case notOffered = "not-offered"
}
