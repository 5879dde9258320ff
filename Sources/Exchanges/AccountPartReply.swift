import Domain

/// What a reply told about a part of an account.
public enum AccountPartReply: Hashable, Sendable {
    case identity(Identity)
    case trading(TradingBalance)
    case funding(FundingBalance)
    /// Also for `AccountPart.euroValuation`.
    case valuation(Valuation)
    /// Also for `AccountPart.fallbackPrices`.
    case prices(IndexPrices)
    case positions(OpenPositions)
    /// Units of the yuan for one dollar.
    case yuanRate(Amount)

    /// Values that were there and could not be understood, for the user to read.
    var unreadable: [String] {
        switch self {
        case .identity(let identity): identity.unreadable
        case .trading(let balance): balance.unreadable
        case .funding(let balance): balance.unreadable
        case .valuation(let valuation): valuation.unreadable
        case .prices, .yuanRate: []
        case .positions(let positions): positions.unreadable + positions.unreadableFigures
        }
    }
}
