/// One currency of a trading account, without positions. Borrowed cash is negative.
public struct SandboxHolding: Hashable, Sendable {
    /// The exchange's code of the currency, such as `USDT`.
    public var currency: String
    /// Cash in coins (`cashBal`), without the margin of isolated positions; negative when borrowed.
    public var cash: SandboxQuantity
    /// Coins held by open orders (`ordFrozen`).
    public var frozenByOrders: SandboxQuantity
    /// Interest in coins that has accrued on a debt and is not yet deducted.
    public var interest: SandboxQuantity
    /// USD paid for one coin on average (`openAvgPx`), if the exchange knows it.
    public var averageCost: SandboxQuantity?

    /// Cash without debt, orders and a known cost, unless said otherwise.
    public init(
        _ currency: String,
        cash: SandboxQuantity,
        frozenByOrders: SandboxQuantity = "0",
        interest: SandboxQuantity = "0",
        averageCost: SandboxQuantity? = nil
    ) {
        self.currency = currency
        self.cash = cash
        self.frozenByOrders = frozenByOrders
        self.interest = interest
        self.averageCost = averageCost
    }
}
