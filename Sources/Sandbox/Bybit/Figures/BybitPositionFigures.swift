extension SandboxBybit {
    /// What follows from a position and the prices.
    struct PositionFigures: Sendable {
        let position: Position
        let instrument: Instrument
        let mark: SandboxQuantity
        /// In the coin of settlement, as all amounts here.
        let value: SandboxQuantity
        let profit: SandboxQuantity
        let initialMargin: SandboxQuantity
        let maintenanceMargin: SandboxQuantity
        /// Empty where there is none to tell.
        let liquidationPrice: SandboxQuantity?
        let breakEvenPrice: SandboxQuantity
        /// `nil` in portfolio margin, and of options.
        let leverage: SandboxQuantity?

        static let feeRate: SandboxQuantity = "0.00055"
        private static let maintenanceRate: SandboxQuantity = "0.005"

        /// `nil` for a symbol that does not exist.
        init?(_ position: Position, of account: Account, prices: Prices) {
            guard let instrument = Instrument.contract(position.symbol) else { return nil }
            self.position = position
            self.instrument = instrument
            let mark = prices.mark(instrument)
            self.mark = mark
            let slot = account.leverage(of: position.symbol)
            let leverage = position.side == .buy ? slot.buy : slot.sell
            self.leverage = account.marginMode == .portfolio || instrument.category == .option ? nil : leverage
            value = Self.value(of: position.size, at: mark, instrument)
            profit = Self.profit(of: position, at: mark, instrument)
            let opened = Self.value(of: position.size, at: position.averagePrice, instrument)
            switch instrument.category {
            case .option:
                // What is bought is paid for; what is sold needs a tenth of the coin's price beside its own.
                let index = (prices.usd(instrument.baseCoin) ?? .zero) * position.size
                initialMargin = position.side == .buy ? .zero : (value + index * "0.1").cut(toScale: 8)
                maintenanceMargin = position.side == .buy ? .zero : (value + index * "0.03").cut(toScale: 8)
            case .spot, .linear, .inverse:
                let base = account.marginMode == .isolated ? opened : value
                initialMargin = base.divided(by: leverage, scale: 8) ?? base
                maintenanceMargin = (value * Self.maintenanceRate).cut(toScale: 8)
            }
            liquidationPrice =
                account.marginMode == .isolated && instrument.category != .option
                ? Self.liquidation(of: position, leverage: leverage, instrument) : nil
            let fees = SandboxQuantity.one + (position.side == .buy ? Self.feeRate + Self.feeRate : -(Self.feeRate + Self.feeRate))
            breakEvenPrice = (position.averagePrice * fees).cut(toScale: 8)
        }

        /// What an option is worth to who holds it; nothing for other contracts, of which only the profit counts.
        var optionValue: SandboxQuantity {
            guard instrument.category == .option else { return .zero }
            return position.side == .buy ? value : -value
        }

        /// What a size is worth at a price: inverse contracts are counted in dollars and settled in coins.
        static func value(of size: SandboxQuantity, at price: SandboxQuantity, _ instrument: Instrument) -> SandboxQuantity {
            instrument.category == .inverse ? size.divided(by: price, scale: 8) ?? .zero : (size * price).cut(toScale: 8)
        }

        /// What closing a position at a price brings.
        static func profit(of position: Position, at price: SandboxQuantity, _ instrument: Instrument) -> SandboxQuantity {
            var moved = price - position.averagePrice
            if position.side == .sell { moved = -moved }
            let amount = moved * position.size
            guard instrument.category == .inverse else { return amount.cut(toScale: 8) }
            return amount.divided(by: price * position.averagePrice, scale: 8) ?? .zero
        }

        private static func liquidation(
            of position: Position, leverage: SandboxQuantity, _ instrument: Instrument
        ) -> SandboxQuantity? {
            guard let share = SandboxQuantity.one.divided(by: leverage, scale: 12) else { return nil }
            let room = share - maintenanceRate
            let factor = position.side == .buy ? SandboxQuantity.one - room : .one + room
            guard factor > .zero else { return nil }
            if instrument.category == .inverse {
                let divisor = position.side == .buy ? SandboxQuantity.one + room : .one - room
                return position.averagePrice.divided(by: divisor, scale: instrument.priceScale)
            }
            return (position.averagePrice * factor).cut(toScale: instrument.priceScale)
        }
    }
}
