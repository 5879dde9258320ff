/// How a job ended.
public enum JobOutcome: Hashable, Sendable {
    case read(AccountSnapshot)
    case failed(Failure)
    case probed(ProbeFindings)
    case settings(SettingsFindings)
    case settingsApplied(SettingsOutcome)
    case exported(ExportOutcome)
    /// What the vault holds now, and how long it took.
    case vault([ListedConnection], milliseconds: Int)
}
