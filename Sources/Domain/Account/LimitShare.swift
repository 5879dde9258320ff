/// How much of a limit of an exchange is used: by this program, and by whatever else is counted there, such as the user's bots.
public struct LimitShare: Hashable, Sendable {
    /// The exchange adapter's name for the limit.
    public let name: String
    /// How much may be used in one window, in the exchange's own units.
    public let units: Int64
    /// What this program has used in the window, at most what the exchange told was used in all.
    public let own: Int64
    /// What others have used in the window: all that the exchange told, without our own share.
    public let others: Int64

    /// What an exchange told was used of a limit, and what this program knows to have used itself.
    public init(name: String, units: Int64, told: Int64, own: Int64) {
        self.name = name
        self.units = max(1, units)
        let told = min(max(told, 0), self.units)
        self.own = min(max(own, 0), told)
        others = told - self.own
    }

    /// Whether a larger share of this limit is used than of the other.
    public func isMoreUsed(than other: LimitShare) -> Bool {
        (own + others).multipliedFullWidth(by: other.units) > (other.own + other.others).multipliedFullWidth(by: units)
    }

    /// Such as `Limit used: 61 % by others, 3 % by Tidegate`.
    public var words: Phrase {
        let (others, own) = (percent(others), percent(own))
        return Phrase(
            en: "Limit used: \(others) % by others, \(own) % by Tidegate", zh: "请求限额：其他程序已用 \(others) %，Tidegate 已用 \(own) %")
    }

    private func percent(_ part: Int64) -> Int64 {
        let product = part.multipliedFullWidth(by: 100)
        return units.dividingFullWidth(product).quotient
    }
}
