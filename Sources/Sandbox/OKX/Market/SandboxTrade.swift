/// A trade at the price of the moment, as if an order had been filled.
public struct SandboxTrade: Hashable, Sendable {
    /// A pair with USDT such as `SOL-USDT`, or a perpetual such as `BTC-USDT-SWAP`.
    public var instrument: String
    /// Coins, or contracts of a perpetual; bought when positive, sold when negative.
    public var size: SandboxQuantity
    /// The side that it opens, adds to or reduces in hedge mode; `nil`: long for what is bought, short for what is sold.
    public var side: SandboxPositionSide?

    /// A trade in one-way mode, unless a side is given.
    public init(_ instrument: String, size: SandboxQuantity, side: SandboxPositionSide? = nil) {
        self.instrument = instrument
        self.size = size
        self.side = side
    }
}

/// The outcome of a trade.
public enum SandboxTradeOutcome: Hashable, Sendable {
    /// Carried out under this number.
    case done(id: String)
    /// No account has that `id`.
    case accountUnknown
    /// No price, or no such side in the account's position mode.
    case notOffered
    /// There is too little of what it would take.
    case tooLittle
}

extension SandboxAccount {
    private static let greatestTrade: SandboxQuantity = "1000000000"

    /// Carries out a trade. Equity stays what it was at the mark price, but for the fee.
    mutating func carryOut(
        _ trade: SandboxTrade, id: String, positionID: String, prices: PriceTable, nowMilliseconds: Int64
    ) -> SandboxTradeOutcome {
        guard !trade.size.isZero, trade.size.magnitude <= Self.greatestTrade else { return .notOffered }
        let parts = trade.instrument.split(separator: "-").map(String.init)
        if parts.count == 2, parts[1] == "USDT", let price = prices.tradePrice(of: parts[0], in: parts[1]) {
            return exchange(parts[0], trade.size, at: price, prices: prices) ? .done(id: id) : .tooLittle
        }
        guard PriceTable.perpetuals.contains(trade.instrument), let mark = prices.mark(trade.instrument) else { return .notOffered }
        let side = trade.side ?? (positionMode == .oneWay ? .net : trade.size.isNegative ? .short : .long)
        guard (side == .net) == (positionMode == .oneWay) else { return .notOffered }
        let place = positions.firstIndex { $0.instrument == trade.instrument && $0.side == side }
        let old = place.map { positions[$0] } ?? opening(trade.instrument, side: side, id: positionID, mark: mark, nowMilliseconds)
        var new = old
        let added = side == .short ? -trade.size : trade.size
        new.contracts = old.contracts + added
        new.tradeID = id
        guard side == .net || !new.contracts.isNegative else { return .tooLittle }
        if old.contracts.isZero || (old.contracts.isNegative != new.contracts.isNegative && !new.contracts.isZero) {
            new.averagePrice = mark
        } else if old.contracts.isNegative == added.isNegative {
            let paid = old.contracts * old.averagePrice + added * mark
            new.averagePrice = paid.divided(by: new.contracts, scale: 8) ?? mark
        }
        let fee = trade.size.magnitude * old.contractValue * mark * PositionFigures.feeRate
        let cash = cash(of: old.marginCurrency) + Self.held(old, prices) - Self.held(new, prices) - fee
        guard !cash.isNegative else { return .tooLittle }
        setCash(cash, of: old.marginCurrency)
        if let place { positions.remove(at: place) }
        if !new.contracts.isZero { positions.insert(new, at: place ?? 0) }
        return .done(id: id)
    }

    /// Buys or sells coins for USDT.
    private mutating func exchange(
        _ coin: String, _ size: SandboxQuantity, at price: SandboxQuantity, prices: PriceTable
    ) -> Bool {
        let worth = size * price
        let paid = worth + worth.magnitude * PositionFigures.feeRate
        let spendable = cash(of: size.isNegative ? coin : "USDT") - frozen(size.isNegative ? coin : "USDT")
        guard (size.isNegative ? -size : paid) <= spendable else { return false }
        let before = trading.first { $0.currency == coin }
        setCash(cash(of: coin) + size, of: coin)
        setCash(cash(of: "USDT") - paid, of: "USDT")
        guard !size.isNegative, let index = trading.firstIndex(where: { $0.currency == coin }), let bought = prices.usd(coin) else {
            return true
        }
        let held = before?.cash ?? .zero
        if held.isZero {
            trading[index].averageCost = bought
        } else if let cost = before?.averageCost, !held.isNegative {
            trading[index].averageCost = (held * cost + size * bought).divided(by: held + size, scale: 8)
        }
        return true
    }

    private func opening(
        _ instrument: String, side: SandboxPositionSide, id: String, mark: SandboxQuantity, _ nowMilliseconds: Int64
    ) -> SandboxPosition {
        let coins: [String: SandboxQuantity] = ["BTC-USDT-SWAP": "0.01", "ETH-USDT-SWAP": "0.1"]
        let slot = SandboxLeverageSlot(instrument, .isolated, side: side)
        var position = SandboxPosition(
            id: id, instrument: instrument, marginMode: .isolated, side: side, contracts: .zero,
            contractValue: coins[instrument] ?? .one, averagePrice: mark, leverage: leverages[slot] ?? "3", ageMilliseconds: 0)
        position.openedAtMilliseconds = nowMilliseconds
        return position
    }

    /// What a position holds of the account's worth, beside its cash.
    private static func held(_ position: SandboxPosition, _ prices: PriceTable) -> SandboxQuantity {
        let figures = PositionFigures(position, prices: prices)
        return switch position.marginMode {
        case .isolated: figures.equity
        case .cross: figures.profit
        }
    }

    private func cash(of currency: String) -> SandboxQuantity {
        trading.first { $0.currency == currency }?.cash ?? .zero
    }

    private func frozen(_ currency: String) -> SandboxQuantity {
        trading.first { $0.currency == currency }?.frozenByOrders ?? .zero
    }

    private mutating func setCash(_ cash: SandboxQuantity, of currency: String) {
        if let index = trading.firstIndex(where: { $0.currency == currency }) {
            trading[index].cash = cash
        } else {
            trading.append(SandboxHolding(currency, cash: cash))
        }
    }
}
