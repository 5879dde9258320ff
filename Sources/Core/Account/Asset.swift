/// One asset in one wallet. An amount is `nil` where the exchange gave none; it is never replaced by zero.
public struct Asset: Hashable, Sendable {
    /// The asset's code, such as `BTC`.
    public let code: String
    public let total: Amount?
    public let available: Amount?
    public let inUse: Amount?
    /// In the currency of the snapshot's equity.
    public let value: Amount?
    public let unrealizedProfit: Amount?

    public init(code: String, total: Amount?, available: Amount?, inUse: Amount?, value: Amount?, unrealizedProfit: Amount?) {
        self.code = code
        self.total = total
        self.available = available
        self.inUse = inUse
        self.value = value
        self.unrealizedProfit = unrealizedProfit
    }
}
