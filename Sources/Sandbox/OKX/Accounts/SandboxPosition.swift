/// An open perpetual, margined and settled in `marginCurrency`.
public struct SandboxPosition: Hashable, Sendable {
    public var id: String
    public var instrument: String
    public var marginCurrency: String
    public var marginMode: SandboxMarginMode
    public var side: SandboxPositionSide
    /// Contracts; the sign tells the direction when `side` is `net`, otherwise it is positive.
    public var contracts: SandboxQuantity
    /// Coins in one contract.
    public var contractValue: SandboxQuantity
    public var averagePrice: SandboxQuantity
    public var leverage: SandboxQuantity
    /// How long the position has been open, in milliseconds before now.
    public var ageMilliseconds: Int64

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
