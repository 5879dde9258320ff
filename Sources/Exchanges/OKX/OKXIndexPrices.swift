import Domain

/// Index prices in one quote currency. Only prices above zero are kept.
public struct OKXIndexPrices: Hashable, Sendable {
    public let quote: String
    /// By asset code.
    public let prices: [String: Amount]
}
