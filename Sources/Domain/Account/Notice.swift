/// A warning with its words.
public struct Notice: Hashable, Sendable {
    public let warning: Warning
    public let message: Phrase
    public let remedy: [Phrase]
    /// The message without amounts, where it has any; for a screen that is to show none.
    public let discreet: Phrase?

    public init(_ warning: Warning, message: Phrase, discreet: Phrase? = nil, remedy: [Phrase]) {
        self.warning = warning
        self.message = message
        self.remedy = remedy
        self.discreet = discreet
    }
}
