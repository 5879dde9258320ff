/// What came of applying a plan.
public struct SettingsOutcome: Hashable, Sendable {
    /// The steps that were tried, in their order; those after the first that stopped it are not among them.
    public let applied: [AppliedSetting]
    /// Why it stopped; `nil` where every step was done.
    public let failure: Failure?
    /// The settings afterwards.
    public let findings: Result<SettingsFindings, Failure>

    /// An outcome as it is shown: what was tried, why it stopped, and how things stand now.
    public init(applied: [AppliedSetting], failure: Failure?, findings: Result<SettingsFindings, Failure>) {
        self.applied = applied
        self.failure = failure
        self.findings = findings
    }
}

/// A change that was tried.
public struct AppliedSetting: Hashable, Sendable {
    /// The call of the plan that was made, or was to be made.
    public let step: SettingStep
    /// What the settings read back afterwards say of it.
    public let result: SettingResult
    /// Why it went no further.
    public let failure: Failure?

    /// A step with its result, and a failure where there is more to say than the result.
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
    /// The settings that matter to futures, in the exchange's order.
    public let rows: [SettingRow]
    /// The calls that would change what can be changed here, in the order in which they have to be made; empty where there are none.
    public let plan: [SettingStep]

    /// Rows as they were read, with the plan that follows from them.
    public init(rows: [SettingRow], plan: [SettingStep]) {
        self.rows = rows
        self.plan = plan
    }

    /// Whether any setting is known to be another than the wanted one.
    public var differs: Bool { rows.contains { $0.state.differs } }

    /// The first setting with that id, whatever it applies to.
    public subscript(id: String) -> SettingRow? { rows.first { $0.id == id } }

    /// The one setting that is meant.
    public subscript(key: Setting.Key) -> SettingRow? { rows.first { $0.setting.key == key } }
}
