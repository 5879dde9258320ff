extension SandboxBybit {
    /// An account of the exchange: keys, settings, wallets, orders and positions.
    public struct Account: Hashable, Sendable, Identifiable {
        /// A short name, unique in a configuration; the log uses it.
        public var id: String
        /// What the account is an example of.
        public var title: SandboxTitle
        /// The keys by which it can be reached; the first is the one that demos use.
        public var keys: [Key]
        /// The exchange's number of the account.
        public var uid: Int64
        /// The number of the main account; `nil` for a main account.
        public var parentUid: Int64?
        /// What kind of account it is.
        public var status: UnifiedStatus
        /// How margin is shared between positions, for the account as a whole.
        public var marginMode: MarginMode
        /// Whether others copy its trades.
        public var isMasterTrader: Bool
        /// Where its owner lives, in three letters.
        public var region: String
        /// One-way or hedge, of coins and symbols for which it has been set; everything else is one-way.
        public var positionModes: PositionModes
        /// The leverage of symbols for which it has been set; 10 for the others.
        public var leverages: [String: Leverage]
        /// The coins of the unified wallet.
        public var unified: [Coin]
        /// The coins of the funding wallet.
        public var funding: [Deposit]
        /// What is put up to earn.
        public var earn: [EarnDeposit]
        /// Further wallets of the overview, under the exchange's names.
        public var others: [Wallet]
        /// Whether the overview tells its total in whole dollars and without Alpha, as the exchange's own example does.
        public var overviewIsRounded: Bool
        /// Orders that wait.
        public var orders: [Order]
        /// Open positions.
        public var positions: [Position]
        /// A margin mode that has been accepted and is not in force yet.
        var pending: PendingMarginMode?

        /// A main account in isolated margin and one-way mode with nothing in it, unless said otherwise.
        public init(
            id: String, title: SandboxTitle, keys: [Key], uid: Int64, parentUid: Int64? = nil, status: UnifiedStatus = .unified2Pro,
            marginMode: MarginMode = .isolated, isMasterTrader: Bool = false, region: String = "SGP",
            positionModes: PositionModes = PositionModes(), leverages: [String: Leverage] = [:], unified: [Coin] = [],
            funding: [Deposit] = [], earn: [EarnDeposit] = [], others: [Wallet] = [], overviewIsRounded: Bool = false,
            orders: [Order] = [], positions: [Position] = []
        ) {
            self.id = id
            self.title = title
            self.keys = keys
            self.uid = uid
            self.parentUid = parentUid
            self.status = status
            self.marginMode = marginMode
            self.isMasterTrader = isMasterTrader
            self.region = region
            self.positionModes = positionModes
            self.leverages = leverages
            self.unified = unified
            self.funding = funding
            self.earn = earn
            self.others = others
            self.overviewIsRounded = overviewIsRounded
            self.orders = orders
            self.positions = positions
        }

        /// The leverage of a symbol.
        func leverage(of symbol: String) -> Leverage { leverages[symbol] ?? Leverage("10") }
    }

    /// The kind of account, as `unifiedMarginStatus` of `account/info` counts it (Bybit v5 enum definitions).
    public enum UnifiedStatus: Int, Hashable, Sendable, CaseIterable {
        case classic = 1
        case unified1 = 3
        case unified1Pro = 4
        case unified2 = 5
        case unified2Pro = 6
    }

    /// The margin mode of an account, spelled as `marginMode` of `account/info` spells it.
    public enum MarginMode: String, Hashable, Sendable, CaseIterable {
        case isolated = "ISOLATED_MARGIN"
        case cross = "REGULAR_MARGIN"
        case portfolio = "PORTFOLIO_MARGIN"
    }

    /// A margin mode on its way.
    struct PendingMarginMode: Hashable, Sendable {
        let mode: MarginMode
        /// On the clock that never goes back.
        let dueAtMilliseconds: Int64
    }

    /// One-way or hedge, as `mode` of `switch-mode` counts them.
    public enum PositionMode: Int, Hashable, Sendable, CaseIterable {
        case oneWay = 0
        case hedge = 3
    }

    /// Position modes: that of the symbol counts before that of its coin, and one-way where neither is set.
    public struct PositionModes: Hashable, Sendable {
        /// By the coin in which contracts are settled.
        public var coins: [String: PositionMode]
        /// By symbol.
        public var symbols: [String: PositionMode]

        /// One-way everywhere, unless said otherwise.
        public init(coins: [String: PositionMode] = [:], symbols: [String: PositionMode] = [:]) {
            self.coins = coins
            self.symbols = symbols
        }

        /// Only perpetuals in USDT can be hedged.
        func mode(of instrument: Instrument) -> PositionMode {
            guard instrument.canHedge else { return .oneWay }
            return symbols[instrument.symbol] ?? coins[instrument.settleCoin] ?? .oneWay
        }
    }

    /// The leverage of what is bought and of what is sold, which differ at most in hedge mode with isolated margin.
    public struct Leverage: Hashable, Sendable {
        /// Of long positions.
        public var buy: SandboxQuantity
        /// Of short positions.
        public var sell: SandboxQuantity

        /// The same for both.
        public init(_ both: SandboxQuantity) {
            buy = both
            sell = both
        }

        /// One for each side.
        public init(buy: SandboxQuantity, sell: SandboxQuantity) {
            self.buy = buy
            self.sell = sell
        }
    }
}
