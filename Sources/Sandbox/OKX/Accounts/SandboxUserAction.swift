/// What the owner of an account does on the exchange's website, where no API has a say.
public enum SandboxUserAction: Hashable, Sendable {
    /// Answers the questions that a mode asks, so that the API reaches it too; the mode stays as it is.
    case activateMode(SandboxAccountMode)
    /// Switches the account mode.
    case switchMode(SandboxAccountMode)
    case switchPositionMode(SandboxPositionMode)
    case switchIsolatedMode(SandboxIsolatedMode)
    case cancelOrders
    case stopBots
    /// Closes every position at the mark price.
    case closePositions
    case repayBorrowings
    case endCopyTrading
    case setIsolatedContracts(SandboxIsolatedContracts)
    /// Deletes every key of the account.
    case deleteKeys
    /// Changes what every key of the account may do.
    case setPermissions([SandboxPermission])
    /// Binds every key of the account to these addresses; to none when empty.
    case bindAddresses([String])
}

/// The outcome of a user's action.
public enum SandboxUserOutcome: Hashable, Sendable {
    case done
    /// No account has that `id`.
    case accountUnknown
}
