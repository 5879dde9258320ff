extension SandboxBybit {
    /// What the owner of an account does on the exchange's website, where no API has a say.
    public enum UserAction: Hashable, Sendable {
        /// Deletes every key of the account.
        case deleteKeys
        /// Binds every key to these addresses; to none when empty.
        case bindAddresses([String])
        /// Changes what every key may do.
        case setPermissions(Permissions, readOnly: Bool)
        case setMarginMode(MarginMode)
        /// Switches a coin and all its symbols, but for those with a position.
        case setPositionMode(PositionMode, coin: String)
        case place(Order)
        case cancelOrders
        /// Closes every position at the mark price.
        case closePositions
        case repayBorrowings
        /// Moves coins from the funding wallet into the unified one, or back when negative.
        case transfer(String, SandboxQuantity)
    }

    /// A trade at the price of the moment, as if an order had been filled.
    public struct Trade: Hashable, Sendable {
        /// A pair or a contract.
        public var symbol: String
        /// Whether it is the pair of that name, and not the perpetual.
        public var isSpot: Bool
        /// In the instrument's unit; bought when positive, sold when negative.
        public var size: SandboxQuantity
        /// In hedge mode, the position that it opens, adds to or reduces: 1 long, 2 short; `nil`: by what is bought or sold.
        public var index: Int?

        /// A trade of a contract, unless said otherwise.
        public init(_ symbol: String, size: SandboxQuantity, isSpot: Bool = false, index: Int? = nil) {
            self.symbol = symbol
            self.size = size
            self.isSpot = isSpot
            self.index = index
        }
    }

    /// The outcome of what an owner does.
    public enum Outcome: Hashable, Sendable {
        case done
        /// No account has that `id`.
        case accountUnknown
        /// There is no such instrument, or no such index in the account's position mode.
        case notOffered
        /// There is too little of what it would take.
        case tooLittle
    }
}

extension SandboxBybit.Account {
    private static let greatestTrade: SandboxQuantity = "1000000000"
    private static let greatestOrderCount = 500
    private static let spotFee: SandboxQuantity = "0.001"

    mutating func carryOut(
        _ action: SandboxBybit.UserAction, prices: SandboxBybit.Prices, nowMilliseconds: Int64
    ) -> SandboxBybit.Outcome {
        switch action {
        case .deleteKeys: keys = []
        case .bindAddresses(let addresses):
            for index in keys.indices { keys[index].addresses = addresses }
        case .setPermissions(let permissions, let readOnly):
            for index in keys.indices {
                keys[index].permissions = permissions
                keys[index].readOnly = readOnly
            }
        case .setMarginMode(let mode):
            marginMode = mode
            pending = nil
        case .setPositionMode(let mode, let coin):
            positionModes.coins[coin] = mode
            positionModes.symbols = [:]
            for position in positions { positionModes.symbols[position.symbol] = position.index == 0 ? .oneWay : .hedge }
        case .place(let order):
            let category = order.isSpot ? SandboxBybit.Category.spot : nil
            let exists =
                category.map { SandboxBybit.Instrument.named(order.symbol, $0) != nil }
                ?? (SandboxBybit.Instrument.contract(order.symbol) != nil)
            guard exists, orders.count < Self.greatestOrderCount else { return .notOffered }
            orders.append(order)
        case .cancelOrders: orders = []
        case .closePositions:
            for position in positions {
                let size = position.side == .buy ? -position.size : position.size
                _ = fill(.init(position.symbol, size: size, index: position.index), prices: prices, nowMilliseconds: nowMilliseconds)
            }
        case .repayBorrowings:
            for index in unified.indices {
                unified[index].wallet = max(.zero, unified[index].wallet - unified[index].spotBorrow)
                unified[index].spotBorrow = .zero
                unified[index].interest = .zero
            }
        case .transfer(let coin, let amount):
            let index = funding.firstIndex { $0.coin == coin }
            let there = index.map { funding[$0].amount - funding[$0].frozen } ?? .zero
            let here = unified.first { $0.coin == coin }?.wallet ?? .zero
            guard amount.isNegative ? -amount <= here : amount <= there else { return .tooLittle }
            add(amount, of: coin)
            if let index { funding[index].amount = funding[index].amount - amount } else { funding.append(.init(coin, -amount)) }
        }
        return .done
    }

    /// Carries out a trade: pairs move coins, contracts change a position, and what is won, lost and paid goes to the wallet.
    mutating func fill(
        _ trade: SandboxBybit.Trade, prices: SandboxBybit.Prices, nowMilliseconds: Int64
    ) -> SandboxBybit.Outcome {
        guard !trade.size.isZero, trade.size.magnitude <= Self.greatestTrade else { return .notOffered }
        if trade.isSpot {
            guard let pair = SandboxBybit.Instrument.named(trade.symbol, .spot) else { return .notOffered }
            return exchange(pair, trade.size, at: prices.mark(pair))
        }
        guard let contract = SandboxBybit.Instrument.contract(trade.symbol) else { return .notOffered }
        let mark = prices.mark(contract)
        let index: Int
        switch positionModes.mode(of: contract) {
        case .oneWay:
            guard trade.index ?? 0 == 0 else { return .notOffered }
            index = 0
        case .hedge:
            index = trade.index ?? (trade.size.isNegative ? 2 : 1)
            guard index == 1 || index == 2 else { return .notOffered }
        }
        let place = positions.firstIndex { $0.symbol == trade.symbol && $0.index == index }
        let held = place.map { positions[$0].side == .buy ? positions[$0].size : -positions[$0].size } ?? .zero
        let next = held + trade.size
        if index == 1 && next.isNegative || index == 2 && next > .zero { return .tooLittle }
        var position =
            place.map { positions[$0] }
            ?? {
                var new = SandboxBybit.Position(contract.symbol, .buy, .zero, at: mark, index: index)
                new.openedAtMilliseconds = nowMilliseconds
                return new
            }()
        let reduces = held.isNegative != trade.size.isNegative && !held.isZero
        if reduces {
            var closed = position
            closed.size = min(held.magnitude, trade.size.magnitude)
            let profit = SandboxBybit.PositionFigures.profit(of: closed, at: mark, contract)
            position.realised = position.realised + profit
            // The value of an option is no profit that is settled: what it is sold for comes in as a whole.
            realise(contract.category == .option ? .zero : profit, of: contract.settleCoin)
        } else {
            position.averagePrice = Self.average(held.magnitude, position.averagePrice, trade.size.magnitude, mark)
        }
        if held.isNegative != next.isNegative && !next.isZero && reduces {
            position.averagePrice = mark
            position.openedAtMilliseconds = nowMilliseconds
        }
        if contract.category == .option { realise(-(trade.size * mark).cut(toScale: 8), of: contract.settleCoin) }
        let fee = SandboxBybit.PositionFigures.value(of: trade.size.magnitude, at: mark, contract) * SandboxBybit.PositionFigures.feeRate
        realise(-fee.cut(toScale: 8), of: contract.settleCoin)
        position.size = next.magnitude
        position.side = next.isNegative ? .sell : .buy
        position.sequence += 1
        position.changedAtMilliseconds = nowMilliseconds
        if let place { positions.remove(at: place) }
        if !next.isZero { positions.insert(position, at: place ?? positions.count) }
        return .done
    }

    private mutating func realise(_ amount: SandboxQuantity, of coin: String) {
        add(amount, of: coin)
        if let index = unified.firstIndex(where: { $0.coin == coin }) { unified[index].realised = unified[index].realised + amount }
    }

    private static func average(
        _ held: SandboxQuantity, _ price: SandboxQuantity, _ added: SandboxQuantity, _ mark: SandboxQuantity
    ) -> SandboxQuantity {
        (held * price + added * mark).divided(by: held + added, scale: 8) ?? mark
    }

    /// Buys or sells coins.
    private mutating func exchange(
        _ pair: SandboxBybit.Instrument, _ size: SandboxQuantity, at price: SandboxQuantity
    ) -> SandboxBybit.Outcome {
        let worth = size * price
        let paid = (worth + worth.magnitude * Self.spotFee).cut(toScale: 8)
        let needed = size.isNegative ? (pair.baseCoin, -size) : (pair.quoteCoin, paid)
        let there = unified.first { $0.coin == needed.0 }?.wallet ?? .zero
        guard needed.1 <= there else { return .tooLittle }
        add(size, of: pair.baseCoin)
        add(-paid, of: pair.quoteCoin)
        return .done
    }
}
