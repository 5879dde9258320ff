import Domain

/// Amounts as the screens show them.
enum AmountText {
    /// Every digit, in groups of three; a dash where there is none.
    static func exact(_ amount: Amount?, _ text: Text) -> String {
        amount.map { $0.trimmed.grouped(separator: " ") } ?? text.unknownAmount
    }

    /// Money in the currency of the total: two decimals, or more where the amount would otherwise round to zero.
    static func value(_ amount: Amount?, scale: Int = 2, _ text: Text) -> String {
        guard let amount else { return text.unknownAmount }
        let rounded = amount.rounded(toScale: scale, rounding: .halfEven)
        if rounded.isZero, !amount.isZero {
            let least = "0." + String(repeating: "0", count: scale - 1) + "1"
            return amount.isNegative ? "> -" + least : "< " + least
        }
        return rounded.grouped(separator: " ")
    }

    /// Every digit of a gain or a loss, in groups of three; a gain has its plus sign.
    static func signed(_ change: Amount) -> String { signed(change.trimmed.grouped(separator: " "), of: change) }

    /// The words of a gain or a loss: a gain has its plus sign.
    static func signed(_ words: String, of amount: Amount) -> String {
        // What is said to be less than the least that is shown has no digits that a sign could stand before.
        amount > .zero && !words.hasPrefix("<") ? "+" + words : words
    }

    /// A change as a percentage of what was there before, with its sign; `nil` where that was nothing or less.
    static func signedPercent(_ change: Amount, of before: Amount, _ text: Text) -> String? {
        guard before > .zero, let percent = (change * Amount(100)).divided(by: before, scale: 12, rounding: .awayFromZero) else {
            return nil
        }
        return signed(value(percent, text), of: percent) + " %"
    }

    /// A share in thousandths, as a percentage with one decimal.
    static func percent(_ thousandths: Int) -> String {
        "\(thousandths < 0 ? "-" : "")\(thousandths.magnitude / 10).\(thousandths.magnitude % 10)"
    }

    /// A share, 1 being all, as a percentage with one decimal.
    static func percent(of share: Amount) -> String {
        (share * Amount(100)).rounded(toScale: 1, rounding: .halfEven).grouped(separator: " ")
    }

    /// The share of a part in a positive whole, in thousandths.
    static func thousandths(_ part: Amount?, of whole: Amount?) -> Int? {
        guard let part, let whole, !whole.isZero, !whole.isNegative,
            let share = part.divided(by: whole, scale: 3, rounding: .halfEven)
        else { return nil }
        // Shares beyond a thousand to one are not shown. `magnitude` also covers the smallest integer, which has no positive counterpart.
        return (share * Amount(1_000)).wholePart.flatMap { $0.magnitude < 1_000_000 ? $0 : nil }
    }
}
