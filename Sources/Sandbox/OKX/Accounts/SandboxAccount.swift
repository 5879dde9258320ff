/// An account of the sandbox: keys, settings, balances, orders and positions.
public struct SandboxAccount: Hashable, Sendable, Identifiable {
    /// A short name, unique in a configuration; the log uses it.
    public var id: String
    /// What the account is an example of.
    public var title: SandboxTitle
    /// The keys by which the account can be reached; the first is the one that demos use.
    public var keys: [SandboxKey]
    /// The exchange's number of the account.
    public var uid: String
    /// The number of the main account; the same as `uid` for a main account.
    public var mainUid: String
    /// The mode that `account/config` tells as `acctLv`.
    public var accountMode: SandboxAccountMode
    /// The mode that `account/config` tells as `posMode`.
    public var positionMode: SandboxPositionMode
    /// The setting that `account/config` tells as `ctIsoMode`.
    public var isolatedMode: SandboxIsolatedMode
    /// How margin moves into isolated margin trades.
    public var marginIsolatedMode: SandboxMarginIsolatedMode
    /// The account modes that the user has once switched to on the website; the API reaches no others.
    public var activatedModes: Set<SandboxAccountMode>
    /// Whether contracts can be held isolated here.
    public var isolatedContracts: SandboxIsolatedContracts
    /// The leverage that has been set; other instruments have that of their position, or 3.
    public var leverages: [SandboxLeverageSlot: SandboxQuantity]
    /// The leverage for positions that are taken along out of portfolio margin, when it has been preset.
    public var presetLeverage: SandboxQuantity?
    /// Waiting orders, which keep settings from being changed.
    public var orders: [SandboxOrder]
    /// Running trading bots.
    public var botCount: Int
    /// The part in copy trading, which keeps some modes from being chosen.
    public var copyTrading: SandboxCopyTrading
    /// The currencies of the trading account.
    public var trading: [SandboxHolding]
    /// The currencies of the funding account.
    public var funding: [SandboxDeposit]
    /// The currencies that are put up to earn; the exchange tells their sum only.
    public var earn: [SandboxDeposit]
    /// What is left in the classic wallet of old accounts; the exchange tells its sum only.
    public var classic: [SandboxDeposit]
    /// Open perpetuals.
    public var positions: [SandboxPosition]

    /// A main account in Futures mode with nothing in it, unless said otherwise; its own mode always counts as activated.
    public init(
        id: String,
        title: SandboxTitle,
        keys: [SandboxKey],
        uid: String,
        mainUid: String? = nil,
        accountMode: SandboxAccountMode = .futures,
        positionMode: SandboxPositionMode = .oneWay,
        isolatedMode: SandboxIsolatedMode = .automatic,
        marginIsolatedMode: SandboxMarginIsolatedMode = .automatic,
        activatedModes: Set<SandboxAccountMode> = Set(SandboxAccountMode.allCases),
        isolatedContracts: SandboxIsolatedContracts = .offered,
        leverages: [SandboxLeverageSlot: SandboxQuantity] = [:],
        orders: [SandboxOrder] = [],
        botCount: Int = 0,
        copyTrading: SandboxCopyTrading = .none,
        trading: [SandboxHolding] = [],
        funding: [SandboxDeposit] = [],
        earn: [SandboxDeposit] = [],
        classic: [SandboxDeposit] = [],
        positions: [SandboxPosition] = []
    ) {
        self.id = id
        self.title = title
        self.keys = keys
        self.uid = uid
        self.mainUid = mainUid ?? uid
        self.accountMode = accountMode
        self.positionMode = positionMode
        self.isolatedMode = isolatedMode
        self.marginIsolatedMode = marginIsolatedMode
        self.activatedModes = activatedModes.union([accountMode])
        self.isolatedContracts = isolatedContracts
        self.leverages = leverages
        self.orders = orders
        self.botCount = botCount
        self.copyTrading = copyTrading
        self.trading = trading
        self.funding = funding
        self.earn = earn
        self.classic = classic
        self.positions = positions
    }
}

/// The account mode, spelled as `acctLv` spells it.
public enum SandboxAccountMode: String, Hashable, Sendable, CaseIterable {
    case spot = "1"
    case futures = "2"
    case multiCurrency = "3"
    case portfolio = "4"
}

/// One-way or hedge, spelled as `posMode` spells it.
public enum SandboxPositionMode: String, Hashable, Sendable, CaseIterable {
    case oneWay = "net_mode"
    case hedge = "long_short_mode"
}

/// How margin moves into isolated contracts, spelled as `ctIsoMode` spells it.
public enum SandboxIsolatedMode: String, Hashable, Sendable, CaseIterable {
    case automatic
    case byHand = "autonomy"
}

/// How margin moves into isolated margin trades, spelled as `mgnIsoMode` spells it.
public enum SandboxMarginIsolatedMode: String, Hashable, Sendable, CaseIterable {
    case automatic
    case autoTransfers = "auto_transfers_ccy"
    case quick = "quick_margin"
}

/// Whether the exchange lets an account hold contracts with isolated margin. Its pages contradict each other, so both can be played.
public enum SandboxIsolatedContracts: String, Hashable, Sendable, CaseIterable {
    case offered
    case notOffered = "not-offered"
}

/// The part that an account plays in copy trading of contracts.
public enum SandboxCopyTrading: Hashable, Sendable {
    case none
    case lead
    /// Follows so many traders.
    case copier(traderCount: Int)

    /// As `roleType` of `account/config` spells it.
    var roleType: String {
        switch self {
        case .none: "0"
        case .lead: "1"
        case .copier: "2"
        }
    }
}

/// One currency of a funding account, or of the earn products.
public struct SandboxDeposit: Hashable, Sendable {
    /// The exchange's code of the currency, such as `USDT`.
    public var currency: String
    /// All of it, in coins.
    public var balance: SandboxQuantity
    /// The part of it that cannot be moved, in coins.
    public var frozen: SandboxQuantity

    /// A balance that can be moved, unless a part is frozen.
    public init(_ currency: String, balance: SandboxQuantity, frozen: SandboxQuantity = "0") {
        self.currency = currency
        self.balance = balance
        self.frozen = frozen
    }
}

/// Real trading, or the exchange's demo trading; a key works in only one of them (OKX API guide, "Demo Trading Services").
public enum SandboxEnvironment: String, Hashable, Sendable, CaseIterable {
    case live, demo
}

/// A site of the exchange; an account and its keys belong to one of them (OKX API guide, "Overview").
public enum SandboxSite: String, Hashable, Sendable, CaseIterable {
    case global, eea, us
}

/// What a leverage is stored for (OKX API guide, "Set leverage"). `side` is `net` except for isolated contracts in hedge mode.
public struct SandboxLeverageSlot: Hashable, Sendable {
    /// An instrument, or a currency where a leverage is kept by currency.
    public var instrument: String
    /// The margin mode that the leverage is for.
    public var marginMode: SandboxMarginMode
    /// The side that the leverage is for.
    public var side: SandboxPositionSide

    /// A leverage for both directions, unless a side is given.
    public init(_ instrument: String, _ marginMode: SandboxMarginMode, side: SandboxPositionSide = .net) {
        self.instrument = instrument
        self.marginMode = marginMode
        self.side = side
    }
}
