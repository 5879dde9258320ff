/// A warning with its words.
public struct Notice: Hashable, Sendable {
    public let warning: Warning
    public let message: Phrase
    public let remedy: [Phrase]

    public init(_ warning: Warning, message: Phrase, remedy: [Phrase]) {
        self.warning = warning
        self.message = message
        self.remedy = remedy
    }
}
