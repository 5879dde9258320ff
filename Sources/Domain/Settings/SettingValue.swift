/// A value that a setting can have, in the exchange's words.
public struct SettingValue: Hashable, Sendable {
    /// A word for programs, such as `one-way`; one of a fixed list, or a number.
    public let id: String
    /// On its own, beside the name of the setting.
    public let words: Phrase
    /// Among the values of other settings, in the line of an account.
    public let brief: Phrase
    /// The same in a printed report.
    public let printed: Phrase

    /// What is not said is said as it is on its own, or as it is in the line.
    public init(_ id: String, _ words: Phrase, brief: Phrase? = nil, printed: Phrase? = nil) {
        self.id = id
        self.words = words
        self.brief = brief ?? words
        self.printed = printed ?? brief ?? words
    }
}
