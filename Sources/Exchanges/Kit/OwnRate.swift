import Domain

/// The rate that an exchange itself gives a coin, by what it makes of one holding of it: for fiat money often the only one.
enum OwnRate {
    /// What an amount is worth where another amount of the same coin, `held`, is told to be worth `worth`; `nil` where that gives no rate.
    static func value(of total: Amount, held: Amount?, worth: Amount?) -> Amount? {
        guard let held, let worth, !held.isZero, !worth.isZero, held.isNegative == worth.isNegative else { return nil }
        return (total * worth).divided(by: held, scale: 16, rounding: .halfEven)?.trimmed
    }
}
