/// How keys of an exchange are told from those of others in files, programs and messages. All in small letters without anything between them.
public struct KeyNames: Hashable, Sendable {
    /// What the exchange is called there.
    public let exchange: [String]
    /// What else may stand before a label of a field.
    public let before: [String]
    /// What else may stand behind one.
    public let behind: [String]

    /// The names of one exchange.
    public init(exchange: [String], before: [String] = [], behind: [String] = []) {
        self.exchange = exchange
        self.before = before
        self.behind = behind
    }
}
