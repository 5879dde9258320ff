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

/// A change that was tried.
public struct AppliedSetting: Hashable, Sendable {
    public let step: SettingStep
    public let result: SettingResult
    /// Why it went no further.
    public let failure: Failure?

    public init(_ step: SettingStep, _ result: SettingResult, failure: Failure? = nil) {
        self.step = step
        self.result = result
        self.failure = failure
    }
}

/// What came of a change.
public enum SettingResult: String, CaseIterable, Hashable, Sendable {
    case changed
    /// The setting is as before: it was right already, or the request had no effect.
    case unchanged
    /// The exchange, or a check before the request, refused it.
    case refused
    /// The request was made, and its outcome could not be read.
    case unknown
}

/// The futures settings of an account, and the calls that would mend what can be mended.
public struct SettingsFindings: Hashable, Sendable {
    public let rows: [SettingRow]
    public let plan: [SettingStep]

    public init(rows: [SettingRow], plan: [SettingStep]) {
        self.rows = rows
        self.plan = plan
    }

    /// Whether any setting is known to be another than the wanted one.
    public var differs: Bool { rows.contains { $0.state.differs } }

    /// The first of that word, whatever it applies to.
    public subscript(id: String) -> SettingRow? { rows.first { $0.id == id } }

    /// The one setting that is meant.
    public subscript(key: Setting.Key) -> SettingRow? { rows.first { $0.setting.key == key } }
}
