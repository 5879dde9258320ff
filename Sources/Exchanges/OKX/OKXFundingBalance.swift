import Domain

/// The balances of the funding wallet, without values: the exchange gives none.
public struct OKXFundingBalance: Hashable, Sendable {
    public let assets: [Asset]
    /// Values that were there and could not be understood, for the user to read.
    public let unreadable: [String]
}
