import Domain

/// How a job ended.
public enum JobOutcome: Hashable, Sendable {
    case read(AccountSnapshot)
    case failed(Failure)
    case probed(ProbeFindings)
    case settings(SettingsFindings)
    case settingsApplied(SettingsOutcome)
    /// A key was made; it lies in the slots that were named.
    case authorized(AccountPlace)
    case exported(ExportOutcome)
    /// What the vault holds now, and how long it took.
    case vault([ListedConnection], milliseconds: Int)
}
