import Domain

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
