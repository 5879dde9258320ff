extension SandboxBybit {
    /// What follows from an account and the prices. What `wallet-balance`, `position/list` and the overview tell comes from here, so that
    /// it agrees.
    struct AccountFigures: Sendable {
        let account: Account
        let prices: Prices
        let positions: [PositionFigures]

        init(_ account: Account, prices: Prices) {
            self.account = account
            self.prices = prices
            positions = account.positions.compactMap { PositionFigures($0, of: account, prices: prices) }
        }

        /// One coin of the unified wallet with what positions and orders make of it.
        struct CoinFigures: Sendable {
            let coin: Coin
            let profit: SandboxQuantity
            let optionValue: SandboxQuantity
            let positionMargin: SandboxQuantity
            let positionMaintenance: SandboxQuantity
            let orderMargin: SandboxQuantity
            let locked: SandboxQuantity

            /// Bybit v5, "Get Wallet Balance".
            var equity: SandboxQuantity { coin.wallet - coin.spotBorrow + profit + optionValue }

            /// All that is owed: for spot trades, and for losses that the wallet could not pay.
            var borrowed: SandboxQuantity { coin.spotBorrow + (coin.wallet.isNegative ? -coin.wallet : .zero) }

            var isEmpty: Bool {
                [coin.wallet, coin.spotBorrow, coin.interest, coin.bonus, profit, optionValue, positionMargin, orderMargin, locked]
                    .allSatisfy(\.isZero)
            }
        }

        /// The coins of the wallet, then those that only positions have.
        var coins: [CoinFigures] {
            var all = account.unified
            for coin in positions.map(\.instrument.settleCoin) + account.orders.compactMap({ Self.heldCoin($0)?.coin })
            where !all.contains(where: { $0.coin == coin }) {
                all.append(Coin(coin, .zero))
            }
            return all.map(figures)
        }

        func figures(of coin: Coin) -> CoinFigures {
            let own = positions.filter { $0.instrument.settleCoin == coin.coin }
            let held = account.orders.compactMap(Self.heldCoin).filter { $0.coin == coin.coin }
            return CoinFigures(
                coin: coin,
                profit: .sum(own.filter { $0.instrument.category != .option }.map(\.profit)),
                optionValue: .sum(own.map(\.optionValue)),
                positionMargin: .sum(own.map(\.initialMargin)),
                positionMaintenance: .sum(own.map(\.maintenanceMargin)),
                orderMargin: .sum(account.orders.compactMap(orderMargin).filter { $0.coin == coin.coin }.map(\.amount)),
                locked: coin.locked + .sum(held.map(\.amount)))
        }

        /// What an order for a pair holds back: what it pays with.
        private static func heldCoin(_ order: Order) -> (coin: String, amount: SandboxQuantity)? {
            guard order.isSpot, let pair = Instrument.named(order.symbol, .spot) else { return nil }
            switch order.side {
            case .buy: return (pair.quoteCoin, (order.price * order.quantity).cut(toScale: 8))
            case .sell: return (pair.baseCoin, order.quantity)
            }
        }

        private func orderMargin(_ order: Order) -> (coin: String, amount: SandboxQuantity)? {
            guard !order.isSpot, order.trigger == nil, let contract = Instrument.contract(order.symbol) else { return nil }
            let value = PositionFigures.value(of: order.quantity, at: order.price, contract)
            let slot = account.leverage(of: order.symbol)
            let leverage = contract.category == .option ? SandboxQuantity.one : order.side == .buy ? slot.buy : slot.sell
            return (contract.settleCoin, value.divided(by: leverage, scale: 8) ?? value)
        }

        // MARK: In USD

        func value(of figures: CoinFigures) -> SandboxQuantity { prices.value(figures.equity, of: figures.coin.coin) }

        /// The sum of the coins as each of them is told.
        var totalEquity: SandboxQuantity { .sum(coins.map(value)) }

        var totalWallet: SandboxQuantity { .sum(coins.map { prices.value($0.coin.wallet, of: $0.coin.coin) }) }

        var totalProfit: SandboxQuantity { .sum(coins.map { prices.value($0.profit, of: $0.coin.coin) }) }

        /// What stands behind positions: options do not, nor do coins that their owner keeps out.
        var totalMargin: SandboxQuantity {
            .sum(
                coins.filter(\.coin.isCollateral).map {
                    prices.value($0.coin.wallet - $0.coin.spotBorrow + $0.profit, of: $0.coin.coin)
                })
        }

        var totalInitialMargin: SandboxQuantity {
            .sum(coins.map { prices.value($0.positionMargin + $0.orderMargin, of: $0.coin.coin) })
        }

        var totalMaintenance: SandboxQuantity { .sum(coins.map { prices.value($0.positionMaintenance, of: $0.coin.coin) }) }

        var totalAvailable: SandboxQuantity { max(.zero, totalMargin - totalInitialMargin) }

        func share(_ amount: SandboxQuantity) -> SandboxQuantity { amount.divided(by: totalMargin, scale: 4) ?? .zero }
    }
}
