/// What came of applying a plan.
public struct SettingsOutcome: Hashable, Sendable {
    /// The steps that were tried, in their order; those after the first that stopped it are not among them.
    public let applied: [AppliedSetting]
    /// Why it stopped; `nil` where every step was done.
    public let failure: Failure?
    /// The settings afterwards.
    public let findings: Result<SettingsFindings, Failure>

    public init(applied: [AppliedSetting], failure: Failure?, findings: Result<SettingsFindings, Failure>) {
        self.applied = applied
        self.failure = failure
        self.findings = findings
    }
}
