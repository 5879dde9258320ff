/// One call of a plan. Whoever shows it or carries it out need not know what it is about; the exchange's folder made it and knows.
public struct SettingStep: Hashable, Sendable {
    /// The setting that it changes. It need not be one that has a row.
    public let setting: Setting.Key
    /// What it does, for people.
    public let words: Phrase
    /// The request as it will be made, such as `POST /api/v5/… {"…":"…"}`.
    public let call: String
    /// What else the user has to know before saying yes; `nil`: nothing.
    public let caution: Phrase?
    /// The value that the setting is to have when it is read back; `nil` where the exchange shows it in another way.
    public let wanted: SettingValue?
    /// What the exchange's folder needs to make the call; nobody else reads it.
    public let parameters: [String: String]

    /// A call by what it changes, what it says to people and to the exchange, and what is to come of it.
    public init(
        _ setting: Setting.Key, words: Phrase, call: String, caution: Phrase? = nil, wanted: SettingValue?,
        parameters: [String: String] = [:]
    ) {
        self.setting = setting
        self.words = words
        self.call = call
        self.caution = caution
        self.wanted = wanted
        self.parameters = parameters
    }

    /// A word for programs.
    public var id: String { setting.id }
}
