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

/// How a step of the verification ended.
public enum VerificationResult: Hashable, Sendable {
    /// In order. The phrase says what was found, such as the clock offset.
    case ok(Phrase)
    case warning(Notice)
    case failed(Failure)
    /// Not reached, because an earlier step failed, or not offered here.
    case skipped
}
