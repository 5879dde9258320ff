import Domain

/// Work outside of the machine, which answers once or many times with `Event.operation`, under its ticket.
public enum Operation: Hashable, Sendable {
    /// The whole verification; reports every row as it settles.
    case verify(AccessTarget)
    /// Settings and balances once more.
    case refresh(AccessTarget)
    /// Streams the changes of an account until it is cancelled. The exchange's clock is so many milliseconds ahead.
    case stream(AccessTarget, clockOffsetMilliseconds: Int64)
    /// Looks for the place that the key belongs to; the user has agreed to its being sent there.
    case probe(AccessTarget, among: [AccountPlace])
    /// Reads the futures settings; changes nothing.
    case readSettings(AccessTarget, SettingsTarget)
    /// Carries out a plan that the user has confirmed; tells every step as it ends.
    case applySettings(AccessTarget, [SettingStep], SettingsTarget)
    /// Asks the user's browser and the exchange for a key; tells how far it has come, and waits for answers.
    case authorize(AuthorizationRequest)
    case vault(VaultCommand)
    case export(ExportRequest)
}

/// What an operation reports.
public enum OperationEvent: Hashable, Sendable {
    /// A row of a verification has settled.
    case rowSettled(VerificationRow, VerificationResult)
    /// A step of a plan has ended.
    case settingApplied(AppliedSetting)
    case authorizationAdvanced(AuthorizationAdvance)
    /// From here on the exchange tells of every change.
    case streamLive
    case changed(AccountDelta)
    /// A change may have been missed: the account has to be read by request.
    case readingWanted
    /// A reading takes longer than it should.
    case readingLate
    /// The line broke; it comes back by itself.
    case streamInterrupted
    /// Another program is writing the vault, and the operation waits for it.
    case vaultAwaited

    // With these it has ended.
    case read(AccountSnapshot)
    /// The exchange pushes nothing here, or refuses to.
    case streamEnded
    case failed(Failure)
    case probed(ProbeFindings)
    case settings(SettingsFindings)
    case settingsApplied(SettingsOutcome)
    /// A key was made; it lies in the slots that were named.
    case authorized(AccountPlace)
    case exported(ExportOutcome)
    /// What the vault holds now, and how long it took.
    case vault([ListedConnection], milliseconds: Int)

    /// Whether it is the operation's last event.
    var isLast: Bool {
        switch self {
        case .rowSettled, .settingApplied, .authorizationAdvanced, .vaultAwaited, .streamLive, .changed, .readingWanted, .readingLate,
            .streamInterrupted:
            false
        case .read, .streamEnded, .failed, .probed, .settings, .settingsApplied, .authorized, .exported, .vault: true
        }
    }
}
