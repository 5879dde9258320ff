import JSON

extension SandboxBybit {
    /// Carries out what changes the settings of an account, or refuses it and changes nothing.
    struct Settings: Sendable {
        private(set) var account: Account
        let prices: Prices
        /// How long a margin mode takes from being accepted to being in force.
        let delayMilliseconds: Int64
        /// A clock that never goes back.
        let steadyMilliseconds: Int64

        init(_ account: Account, prices: Prices, delayMilliseconds: Int64, steadyMilliseconds: Int64) {
            self.account = account
            self.prices = prices
            self.delayMilliseconds = delayMilliseconds
            self.steadyMilliseconds = steadyMilliseconds
        }

        // MARK: Margin mode

        /// Accepts a margin mode for the account; it is in force a while later (Bybit v5, "Set Margin Mode").
        mutating func setMarginMode(_ parameters: Parameters) throws(Refusal) -> JSONValue {
            let mode = try parameters.word("setMarginMode", as: MarginMode.self)
            guard account.status != .classic else { throw .listed(10028) }
            let accepted = JSONValue.members(["reasons": []])
            if mode == account.pending?.mode ?? account.marginMode { return accepted }
            let reasons = reasons(against: mode)
            guard reasons.isEmpty else { throw .marginMode(reasons) }
            account.pending = PendingMarginMode(mode: mode, dueAtMilliseconds: steadyMilliseconds + max(0, delayMilliseconds))
            account.settle(atMilliseconds: steadyMilliseconds)
            return accepted
        }

        private static let portfolioMinimum: SandboxQuantity = "1000"

        private func reasons(against mode: MarginMode) -> [Refusal.Reason] {
            var reasons: [Refusal.Reason] = []
            if mode == .portfolio {
                let least = Self.portfolioMinimum * (prices.usd("USDC") ?? .one)
                if AccountFigures(account, prices: prices).totalEquity < least {
                    reasons.append(.init(code: 3_400_000, message: "Equity needs to be equal to or greater than 1000 USDC"))
                }
                if account.isMasterTrader {
                    reasons.append(.init(code: 3_401_010, message: "As a master trader you cannot use portfolio margin"))
                }
            }
            if !account.orders.isEmpty {
                reasons.append(
                    .init(
                        code: 3_400_002,
                        message:
                            "Please ensure that there are no active orders in your account, including Limit, Market and Conditional orders"
                    ))
            }
            if !account.positions.isEmpty {
                reasons.append(.init(code: 3_400_001, message: "Please ensure that there are no positions in your account"))
            }
            // That it is refused is told; under which number is not.
            if mode == .isolated, account.unified.contains(where: { !$0.spotBorrow.isZero }) {
                reasons.append(.init(code: 3_400_071, message: "Please repay what you have borrowed for spot margin trading"))
            }
            return reasons
        }

        // MARK: Position mode

        /// Switches a symbol, or the default of a coin and all its symbols that are free: the others stay as they are and nobody is told
        /// (Bybit v5, "Switch Position Mode").
        mutating func switchMode(_ parameters: Parameters) throws(Refusal) -> JSONValue {
            let category = try parameters.word("category", as: Category.self)
            guard category == .linear || category == .inverse else { throw .parameter("category") }
            guard let number = Int(try parameters.required("mode")), let mode = PositionMode(rawValue: number) else {
                throw .parameter("mode")
            }
            if let symbol = parameters["symbol"] {
                guard let instrument = Instrument.named(symbol, category) else { throw .parameter("symbol") }
                try switchMode(of: instrument, to: mode)
            } else {
                try switchMode(ofCoin: try parameters.required("coin"), category: category, to: mode)
            }
            return .object([])
        }

        private mutating func switchMode(of instrument: Instrument, to mode: PositionMode) throws(Refusal) {
            guard instrument.canHedge || mode == .oneWay else { throw .listed(110029) }
            guard account.positionModes.mode(of: instrument) != mode else { throw .listed(110025) }
            guard !hasOrders(instrument) else { throw .listed(110028) }
            guard !hasPosition(instrument) else { throw .listed(110024) }
            account.positionModes.symbols[instrument.symbol] = mode
        }

        private mutating func switchMode(ofCoin coin: String, category: Category, to mode: PositionMode) throws(Refusal) {
            let concerned = Instrument.of(category).filter { $0.settleCoin == coin }
            guard !concerned.isEmpty else { throw .parameter("coin") }
            guard concerned.contains(where: \.canHedge) else { throw .listed(mode == .oneWay ? 110025 : 110029) }
            let before = account.positionModes
            var modes = before
            modes.coins[coin] = mode
            for instrument in concerned {
                let isFree = !hasOrders(instrument) && !hasPosition(instrument)
                modes.symbols[instrument.symbol] = isFree ? nil : before.mode(of: instrument)
            }
            let isChanged = concerned.contains { modes.mode(of: $0) != before.mode(of: $0) }
            guard isChanged || before.coins[coin] ?? .oneWay != mode else { throw .listed(110025) }
            account.positionModes = modes
        }

        private func hasOrders(_ instrument: Instrument) -> Bool {
            account.orders.contains { $0.symbol == instrument.symbol && !$0.isSpot }
        }

        private func hasPosition(_ instrument: Instrument) -> Bool {
            account.positions.contains { $0.symbol == instrument.symbol }
        }

        // MARK: Leverage

        /// Sets the leverage of a symbol (Bybit v5, "Set Leverage").
        mutating func setLeverage(_ parameters: Parameters) throws(Refusal) -> JSONValue {
            let category = try parameters.word("category", as: Category.self)
            guard category == .linear || category == .inverse else { throw .parameter("category") }
            guard let instrument = Instrument.named(try parameters.required("symbol"), category) else { throw .parameter("symbol") }
            let wanted = Leverage(buy: try parameters.quantity("buyLeverage"), sell: try parameters.quantity("sellLeverage"))
            for (name, value) in [("buyLeverage", wanted.buy), ("sellLeverage", wanted.sell)]
            where value < .one || value > instrument.greatestLeverage || value.scale > 2 {
                throw .parameter(name)
            }
            guard account.marginMode != .portfolio else { throw .listed(110038) }
            let mayDiffer = account.marginMode == .isolated && account.positionModes.mode(of: instrument) == .hedge
            guard wanted.buy == wanted.sell || mayDiffer else { throw .parameter("buyLeverage must be equal to sellLeverage; it") }
            guard wanted != account.leverage(of: instrument.symbol) else { throw .listed(110043) }
            account.leverages[instrument.symbol] = wanted
            return .object([])
        }

        // MARK: Demo

        /// Tops a demo account up (Bybit v5, "Request Demo Trading Funds").
        mutating func applyMoney() -> JSONValue {
            for (coin, amount) in [("USDT", SandboxQuantity("100000")), ("USDC", "100000"), ("BTC", "1"), ("ETH", "1")] {
                account.add(amount, of: coin)
            }
            return .object([])
        }
    }
}

extension SandboxBybit.Account {
    /// Puts a margin mode in force whose time has come.
    mutating func settle(atMilliseconds steadyMilliseconds: Int64) {
        guard let next = pending, next.dueAtMilliseconds <= steadyMilliseconds else { return }
        marginMode = next.mode
        pending = nil
    }

    /// Adds to a coin of the unified wallet, or takes from it.
    mutating func add(_ amount: SandboxQuantity, of coin: String) {
        if let index = unified.firstIndex(where: { $0.coin == coin }) {
            unified[index].wallet = unified[index].wallet + amount
        } else {
            unified.append(SandboxBybit.Coin(coin, amount))
        }
    }
}
