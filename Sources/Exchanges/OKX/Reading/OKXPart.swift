import Domain

/// A part of an account that one request reads.
public enum OKXPart: String, CaseIterable, AccountPart {
    /// Who the key belongs to and what it may do.
    case identity
    case trading
    case funding
    /// The exchange's own valuation of the whole account.
    case valuation
    /// Public prices in the currency of the equity.
    case prices
    case positions
    /// The exchange's public rate of the yuan. Nothing but totals in that currency needs it.
    case yuanRate
    /// The whole account in euros, for the rate of the euro, which the exchange tells nowhere else. Not part of an ordinary reading.
    case euroValuation
    /// Public prices in a stablecoin, for assets that have none in the currency of the equity. Asked for only where needed.
    case fallbackPrices

    /// The parts that every fetch reads. They do not depend on one another.
    public static let everyFetch: [OKXPart] = [.identity, .trading, .funding, .valuation, .prices, .positions, .yuanRate]
}

/// What a reply told about a part of an account.
public enum OKXPartReply: Hashable, Sendable {
    case identity(OKXIdentity)
    case trading(OKXTradingBalance)
    case funding(OKXFundingBalance)
    /// Also for `OKXPart.euroValuation`.
    case valuation(OKXValuation)
    /// Also for `OKXPart.fallbackPrices`.
    case prices(OKXIndexPrices)
    case positions(OKXOpenPositions)
    /// Units of the yuan for one dollar.
    case yuanRate(Amount)

    /// Values that were there and could not be understood, for the user to read.
    var unreadable: [String] {
        switch self {
        case .identity(let identity): identity.identity.unreadable
        case .trading(let balance): balance.unreadable
        case .funding(let balance): balance.unreadable
        case .valuation(let valuation): valuation.unreadable
        case .prices, .yuanRate: []
        case .positions(let positions): positions.unreadable + positions.unreadableFigures
        }
    }
}
