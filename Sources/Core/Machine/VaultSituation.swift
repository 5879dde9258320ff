/// Whether there is a vault when the interface starts.
public enum VaultSituation: Hashable, Sendable {
    /// Connections are for this session only, as in the demo.
    case unused
    /// None has been made yet.
    case missing
    /// There is one, to be unlocked. The work factor says how much work that is, where it is known: 2 to the power of it.
    case present(workFactor: Int?)
}
