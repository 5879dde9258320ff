import Domain

/// The balances of the trading wallet.
public struct OKXTradingBalance: Hashable, Sendable {
    /// In USD; covers the trading wallet only.
    public let totalEquity: Amount?
    public let assets: [Asset]
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]
}
