import Domain

/// Something to be done outside of the machine: once or many times it answers with `Event.operation`, under the ticket that it was given.
public enum Operation: Hashable, Sendable {
    /// The whole verification; tells every row as it settles.
    case verify(AccessTarget)
    /// Settings and balances once more.
    case refresh(AccessTarget)
    /// Has the exchange tell of every change; goes on until it is cancelled. The exchange's clock is so many milliseconds ahead.
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
