import Domain

/// The rate of a currency that one account tells for all, now and then. Nothing waits for it: the next reading knows.
public struct LateRate: Sendable {
    /// How long a rate counts.
    public let freshMilliseconds: Int64
    /// When to ask again after it could not be had.
    public let retryMilliseconds: Int64
    /// Asks for it; `nil` where it could not be had.
    public let ask: @Sendable (any ExchangeClient) async -> ExchangeRates.Rate?

    /// A rate by how long it counts and how it is asked for.
    public init(
        freshMilliseconds: Int64, retryMilliseconds: Int64, ask: @escaping @Sendable (any ExchangeClient) async -> ExchangeRates.Rate?
    ) {
        self.freshMilliseconds = freshMilliseconds
        self.retryMilliseconds = retryMilliseconds
        self.ask = ask
    }
}
