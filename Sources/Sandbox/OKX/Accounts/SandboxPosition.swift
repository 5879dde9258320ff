/// An open perpetual, margined and settled in `marginCurrency`.
public struct SandboxPosition: Hashable, Sendable {
    /// The exchange's `posId`, a number as text, since it exceeds what a JSON number holds exactly.
    public var id: String
    /// The exchange's `instId`, such as `BTC-USDT-SWAP`.
    public var instrument: String
    /// The currency that margin and profit are counted in.
    public var marginCurrency: String
    /// Isolated or cross.
    public var marginMode: SandboxMarginMode
    /// Long or short in hedge mode, `net` in one-way mode.
    public var side: SandboxPositionSide
    /// Contracts; the sign tells the direction when `side` is `net`, otherwise it is positive.
    public var contracts: SandboxQuantity
    /// Coins in one contract.
    public var contractValue: SandboxQuantity
    /// The average price of opening, in the quote currency.
    public var averagePrice: SandboxQuantity
    /// How many times the margin the position is worth.
    public var leverage: SandboxQuantity
    /// How long the position has been open, in milliseconds before now.
    public var ageMilliseconds: Int64
    /// When it was opened, for one that a trade has opened here; `ageMilliseconds` says nothing then.
    public var openedAtMilliseconds: Int64?
    /// The number of the trade that last changed it.
    public var tradeID = "785524470"

    /// A position margined in USDT, unless said otherwise; its margin and profit follow from the prices.
    public init(
        id: String,
        instrument: String,
        marginCurrency: String = "USDT",
        marginMode: SandboxMarginMode,
        side: SandboxPositionSide,
        contracts: SandboxQuantity,
        contractValue: SandboxQuantity,
        averagePrice: SandboxQuantity,
        leverage: SandboxQuantity,
        ageMilliseconds: Int64
    ) {
        self.id = id
        self.instrument = instrument
        self.marginCurrency = marginCurrency
        self.marginMode = marginMode
        self.side = side
        self.contracts = contracts
        self.contractValue = contractValue
        self.averagePrice = averagePrice
        self.leverage = leverage
        self.ageMilliseconds = ageMilliseconds
    }
}

/// The side of one position, spelled as `posSide` spells it; `net` is the only one in one-way mode.
public enum SandboxPositionSide: String, Hashable, Sendable, CaseIterable {
    case net, long, short
}

/// The margin mode of one position, spelled as `mgnMode` spells it.
public enum SandboxMarginMode: String, Hashable, Sendable, CaseIterable {
    case isolated, cross
}
