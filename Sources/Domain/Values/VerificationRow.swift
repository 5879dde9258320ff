/// A step of the verification, in the order in which it is shown.
public enum VerificationRow: String, CaseIterable, Hashable, Sendable {
    case reach
    case clock
    case key
    case secret
    case address
    case permissions
    case withdrawal
    case environment
    case settings
    case balances
}
