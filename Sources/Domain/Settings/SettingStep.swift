/// One call of a plan.
public struct SettingStep: Hashable, Sendable {
    public let change: SettingChange
    /// The request as it will be made, such as `POST /api/v5/… {"…":"…"}`.
    public let call: String

    public init(_ change: SettingChange, call: String) {
        self.change = change
        self.call = call
    }
}
