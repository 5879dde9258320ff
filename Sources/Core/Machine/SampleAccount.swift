import Domain

/// An account of the sandbox exchange that a learner can connect.
public struct SampleAccount: Hashable, Sendable, Identifiable {
    public let id: String
    public let title: Phrase
    public let environment: TradingEnvironment

    public init(id: String, title: Phrase, environment: TradingEnvironment) {
        self.id = id
        self.title = title
        self.environment = environment
    }
}
