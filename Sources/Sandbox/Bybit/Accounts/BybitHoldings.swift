extension SandboxBybit {
    /// One coin of the unified wallet, what positions and orders make of it left out.
    public struct Coin: Hashable, Sendable {
        /// Its code, such as `USDT`.
        public var coin: String
        /// What lies there, borrowed coins included; negative where losses have eaten more.
        public var wallet: SandboxQuantity
        /// Held back by something else than an order that the account lists.
        public var locked: SandboxQuantity
        /// Borrowed for spot trades.
        public var spotBorrow: SandboxQuantity
        /// Interest that has not been taken yet.
        public var interest: SandboxQuantity
        /// A gift that can be lost and not be withdrawn.
        public var bonus: SandboxQuantity
        /// What has been won and lost since the account exists.
        public var realised: SandboxQuantity
        /// Whether it counts as collateral.
        public var isCollateral: Bool

        /// Coins that nothing holds back, unless said otherwise.
        public init(
            _ coin: String, _ wallet: SandboxQuantity, locked: SandboxQuantity = "0", spotBorrow: SandboxQuantity = "0",
            interest: SandboxQuantity = "0", bonus: SandboxQuantity = "0", realised: SandboxQuantity = "0", isCollateral: Bool = true
        ) {
            self.coin = coin
            self.wallet = wallet
            self.locked = locked
            self.spotBorrow = spotBorrow
            self.interest = interest
            self.bonus = bonus
            self.realised = realised
            self.isCollateral = isCollateral
        }
    }

    /// One coin of the funding wallet, or of a wallet that only the overview knows. Negative for a loan.
    public struct Deposit: Hashable, Sendable {
        /// Its code.
        public var coin: String
        /// All of it.
        public var amount: SandboxQuantity
        /// The part of it that cannot be moved.
        public var frozen: SandboxQuantity

        /// An amount that can be moved, unless a part is frozen.
        public init(_ coin: String, _ amount: SandboxQuantity, frozen: SandboxQuantity = "0") {
            self.coin = coin
            self.amount = amount
            self.frozen = frozen
        }
    }

    /// A position of the earn products.
    public struct EarnDeposit: Hashable, Sendable {
        /// Which product.
        public var product: EarnProduct
        /// The coin that was put up.
        public var coin: String
        /// How much of it; zero for one that has been redeemed.
        public var amount: SandboxQuantity
        /// What it has brought so far.
        public var profit: SandboxQuantity

        /// A deposit that has brought nothing yet, unless said otherwise.
        public init(_ product: EarnProduct, _ coin: String, _ amount: SandboxQuantity, profit: SandboxQuantity = "0") {
            self.product = product
            self.coin = coin
            self.amount = amount
            self.profit = profit
        }
    }

    /// An earn product, spelled as `category` of `earn/position` spells it.
    public enum EarnProduct: String, Hashable, Sendable, CaseIterable {
        case flexible = "FlexibleSaving"
        case onChain = "OnChain"

        /// As the overview names it.
        var overviewName: String {
            switch self {
            case .flexible: "Easy Earn"
            case .onChain: "On-Chain Earn"
            }
        }
    }

    /// A wallet that stands in the overview alone, under a name of the exchange, which may be one that no list has.
    public struct Wallet: Hashable, Sendable {
        /// As `accountType` spells it.
        public var accountType: String
        /// Its coins; those without a category stand under an empty one.
        public var categories: [(name: String, coins: [Deposit])] {
            get { parts.map { ($0.name, $0.coins) } }
            set { parts = newValue.map { Part(name: $0.name, coins: $0.coins) } }
        }
        private var parts: [Part]

        private struct Part: Hashable, Sendable {
            var name: String
            var coins: [Deposit]
        }

        /// A wallet without categories.
        public init(_ accountType: String, _ coins: [Deposit]) {
            self.accountType = accountType
            parts = [Part(name: "", coins: coins)]
        }

        /// A wallet with categories.
        public init(_ accountType: String, categories: [(name: String, coins: [Deposit])]) {
            self.accountType = accountType
            parts = categories.map { Part(name: $0.name, coins: $0.coins) }
        }
    }

    /// An order that waits.
    public struct Order: Hashable, Sendable {
        /// The exchange's number of it.
        public var id: String
        /// Whether it is for a pair; a perpetual may bear the same name.
        public var isSpot: Bool
        /// What is to be traded.
        public var symbol: String
        /// Whether it would buy or sell.
        public var side: Side
        /// At which price.
        public var price: SandboxQuantity
        /// How much, in the instrument's unit.
        public var quantity: SandboxQuantity
        /// The price that sets it off; `nil` for one that stands in the book.
        public var trigger: SandboxQuantity?
        /// The index of the position that it is for.
        public var index: Int

        /// An order for a contract in one-way mode that stands in the book, unless said otherwise.
        public init(
            id: String, symbol: String, isSpot: Bool = false, side: Side, price: SandboxQuantity, quantity: SandboxQuantity,
            trigger: SandboxQuantity? = nil, index: Int = 0
        ) {
            self.id = id
            self.isSpot = isSpot
            self.symbol = symbol
            self.side = side
            self.price = price
            self.quantity = quantity
            self.trigger = trigger
            self.index = index
        }
    }

    /// Bought or sold, spelled as `side` spells it.
    public enum Side: String, Hashable, Sendable, CaseIterable {
        case buy = "Buy"
        case sell = "Sell"
    }

    /// An open position.
    public struct Position: Hashable, Sendable {
        /// The contract.
        public var symbol: String
        /// 0 in one-way mode; in hedge mode 1 for long and 2 for short.
        public var index: Int
        /// Long or short.
        public var side: Side
        /// How much, always positive: coins, or dollars of an inverse contract.
        public var size: SandboxQuantity
        /// The price at which it was opened.
        public var averagePrice: SandboxQuantity
        /// What this position has brought so far.
        public var realised: SandboxQuantity
        /// How long before the start of the sandbox it was opened.
        public var ageMilliseconds: Int64
        /// Opened while the sandbox runs: when.
        var openedAtMilliseconds: Int64?
        /// Changed while the sandbox runs: when.
        var changedAtMilliseconds: Int64?
        /// Counts its changes.
        var sequence: Int64 = 0

        /// A position in one-way mode, opened an hour ago, unless said otherwise.
        public init(
            _ symbol: String, _ side: Side, _ size: SandboxQuantity, at averagePrice: SandboxQuantity, index: Int = 0,
            realised: SandboxQuantity = "0", ageMilliseconds: Int64 = 3_600_000
        ) {
            self.symbol = symbol
            self.index = index
            self.side = side
            self.size = size
            self.averagePrice = averagePrice
            self.realised = realised
            self.ageMilliseconds = ageMilliseconds
        }
    }
}
