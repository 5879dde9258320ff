/// The part that an account plays in copy trading of contracts.
public enum SandboxCopyTrading: Hashable, Sendable {
    case none
    case lead
    /// Follows so many traders.
    case copier(traderCount: Int)

    /// As `roleType` of `account/config` spells it.
    var roleType: String {
        switch self {
        case .none: "0"
        case .lead: "1"
        case .copier: "2"
        }
    }
}
