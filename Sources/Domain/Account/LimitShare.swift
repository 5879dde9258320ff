/// How much of a limit of an exchange is used: by this program, and by whatever else is counted there, such as the user's bots.
public struct LimitShare: Hashable, Sendable {
    /// What the exchange's folder calls the limit.
    public let name: String
    /// All that there is in a window.
    public let units: Int64
    public let own: Int64
    public let others: Int64

    /// What an exchange told was used of a limit, and what this program knows to have used itself.
    public init(name: String, units: Int64, told: Int64, own: Int64) {
        self.name = name
        self.units = max(1, units)
        let told = min(max(told, 0), self.units)
        self.own = min(max(own, 0), told)
        others = told - self.own
    }

    /// Whether less is left there than elsewhere.
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
