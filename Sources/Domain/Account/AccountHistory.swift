/// What an account was worth lately, under the name of its connection.
public struct AccountHistory: Hashable, Sendable {
    public let name: String
    public let history: EquityHistory

    public init(name: String, history: EquityHistory) {
        self.name = name
        self.history = history
    }
}
