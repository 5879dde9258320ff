/// An open position, as far as the exchange described it. An amount is `nil` where it gave none; it is never replaced by zero.
public struct Position: Hashable, Sendable {
    /// Such as `BTC-USDT-SWAP`.
    public let instrument: String
    /// What is traded: a perpetual or dated future, an option, or a coin on margin.
    public let kind: Kind
    /// `nil` where it could not be read.
    public let side: PositionSide?
    /// Contracts, or coins of a margin trade, as the exchange wrote it. Without a sign where `side` tells the direction.
    public let size: Amount?
    /// The average price at which it was opened, in the instrument's quote currency.
    public let entryPrice: Amount?
    /// The exchange's mark price, by which profit and liquidation are reckoned.
    public let markPrice: Amount?
    /// In `currency`.
    public let unrealizedProfit: Amount?
    /// How many times the margin the position is worth, such as 10.
    public let leverage: Amount?
    /// `nil` for a mode that this program does not know.
    public let marginMode: MarginMode?
    /// The exchange's estimate of the mark price at which it is liquidated.
    public let liquidationPrice: Amount?
    /// What margin and profit are counted in; `nil` where the exchange did not say.
    public let currency: String?

    /// The kinds of instruments, by the words that JSON has for them.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case perpetual
        case future
        case margin
        case option
        /// One that this program does not know.
        case other
    }

    /// What a loss can consume: the position's own margin, or all of the account's.
    public enum MarginMode: String, CaseIterable, Hashable, Sendable {
        case isolated
        case cross
    }

    /// Only what every exchange tells is required; any other amount is `nil` unless given.
    public init(
        instrument: String, kind: Kind, side: PositionSide?, size: Amount?, entryPrice: Amount? = nil, markPrice: Amount? = nil,
        unrealizedProfit: Amount? = nil, leverage: Amount? = nil, marginMode: MarginMode?, liquidationPrice: Amount? = nil,
        currency: String? = nil
    ) {
        self.instrument = instrument
        self.kind = kind
        self.side = side
        self.size = size
        self.entryPrice = entryPrice
        self.markPrice = markPrice
        self.unrealizedProfit = unrealizedProfit
        self.leverage = leverage
        self.marginMode = marginMode
        self.liquidationPrice = liquidationPrice
        self.currency = currency
    }

    /// Whether it is a contract held with cross margin, while isolated margin is recommended.
    public var isCrossContract: Bool {
        switch kind {
        case .perpetual, .future: marginMode == .cross
        case .margin, .option, .other: false
        }
    }
}

/// The direction of a position.
public enum PositionSide: String, CaseIterable, Hashable, Sendable {
    case long
    case short
}

/// The open positions of an account, or that they could not be had, so that unknown positions are never shown as none.
public enum PositionsReading: Hashable, Sendable {
    /// All that are open; empty where there is none.
    case read([Position])
    case failed(Failure)
    /// They were not asked for.
    case unasked

    /// `nil` where they could not be had.
    public var list: [Position]? {
        switch self {
        case .read(let positions): positions
        case .failed, .unasked: nil
        }
    }
}
