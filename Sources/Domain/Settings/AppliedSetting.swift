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
