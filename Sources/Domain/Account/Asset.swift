/// One asset in one wallet. An amount is `nil` where the exchange gave none; it is never replaced by zero.
public struct Asset: Hashable, Sendable {
    /// The asset's code, such as `BTC`.
    public let code: String
    /// All of it in this wallet, in units of the asset; below zero where more is owed than held.
    public let total: Amount?
    /// The part that can be used for orders or transfers.
    public let available: Amount?
    /// The part that is held back by orders, positions or products.
    public let inUse: Amount?
    /// In the currency of the snapshot's equity.
    public let value: Amount?
    /// The profit of open positions settled in the asset, in its units; below zero for a loss.
    public let unrealizedProfit: Amount?
    /// What is owed of it, above zero; `nil` where the exchange named no debt.
    public let debt: Amount?
    /// What one unit is worth, in the currency of the snapshot's equity; `nil` where the exchange did not tell a price.
    public let price: Amount?
    /// How much the price is above that of 24 hours ago, exact; below zero where it fell.
    public let dayChange: Amount?

    /// Nothing is worked out from the other amounts: what the exchange did not give stays `nil`.
    public init(
        code: String, total: Amount?, available: Amount?, inUse: Amount?, value: Amount?, unrealizedProfit: Amount?, debt: Amount? = nil,
        price: Amount? = nil, dayChange: Amount? = nil
    ) {
        self.code = code
        self.total = total
        self.available = available
        self.inUse = inUse
        self.value = value
        self.unrealizedProfit = unrealizedProfit
        self.debt = debt
        self.price = price
        self.dayChange = dayChange
    }

    /// The change of the price in 24 hours, in per cent of what it was before; `nil` where one of them is not known.
    public var dayChangePercent: Amount? {
        guard let price, let dayChange, price > dayChange else { return nil }
        return (dayChange * Amount(100)).divided(by: price - dayChange, scale: 12, rounding: .awayFromZero)
    }

    /// Whether it is owed, or worth less than nothing: something that is never hidden.
    public var isDebt: Bool {
        [total, available, inUse, value].contains { $0?.isNegative == true } || debt.map { !$0.isZero } == true
    }

    /// Whether there is an amount of it and no value.
    public var isUnpriced: Bool {
        value == nil && total.map { !$0.isZero } == true
    }

    /// The same with a value.
    public func valued(_ value: Amount?) -> Asset { with(value: value, price: price, dayChange: dayChange) }

    /// The same with what one unit is worth, and how much that has changed in 24 hours.
    public func priced(_ price: Amount?, dayChange: Amount?) -> Asset { with(value: value, price: price, dayChange: dayChange) }

    private func with(value: Amount?, price: Amount?, dayChange: Amount?) -> Asset {
        Asset(
            code: code, total: total, available: available, inUse: inUse, value: value, unrealizedProfit: unrealizedProfit, debt: debt,
            price: price, dayChange: dayChange)
    }
}
