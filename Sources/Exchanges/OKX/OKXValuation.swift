import Domain

/// The exchange's valuation of a whole account, in USD.
public struct OKXValuation: Hashable, Sendable {
    public let total: Amount?
    public let trading: Amount?
    public let funding: Amount?
    public let earn: Amount?
    /// A wallet of old accounts that the exchange no longer uses.
    public let classic: Amount?
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]
}
