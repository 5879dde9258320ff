/// An exact decimal number with the text it came from. Nothing is rounded unless asked for.
///
/// Two amounts are equal when their values are, however they are written: `1.0` is `1`, and `-0` is `0`.
public struct Amount: Hashable, Comparable, Sendable, AdditiveArithmetic, CustomStringConvertible {
    /// How many digits follow the point in plain notation.
    public let scale: Int
    private let sign: Sign
    /// The magnitude is `limbs` times the words' base to the power of `exponent`. The lowest word is never 0, and zero has the exponent 0,
    /// so that each value has one form.
    private let limbs: Limbs
    private let exponent: Int
    /// What the amount was read from; `nil` where it was computed.
    private let source: String?

    private enum Sign: Hashable {
        case plus
        case minus
    }

    /// What becomes of the digits that are dropped.
    public enum Rounding: String, CaseIterable, Hashable, Sendable {
        /// They are cut off.
        case towardZero
        /// Any that is not 0 makes the last kept digit one larger.
        case awayFromZero
        /// To the nearest; from the middle away from zero.
        case halfUp
        /// To the nearest; from the middle to the even digit.
        case halfEven
    }

    /// The digits that a text may have, and that its plain notation may have.
    public static let maximumDigits = 400

    /// The whole number 0, which sums start from.
    public static let zero = Amount(0)

    /// Reads an optional `-`, digits, optionally a point with digits, and optionally an exponent as in `1e-8` or `1E+3`; all in
    /// ASCII. `nil` for anything else, and for more than `maximumDigits` digits. Leading zeros are allowed.
    public init?(_ text: String) {
        // Sign, point, and an exponent of "E", sign and nine digits.
        guard text.utf8.count <= Amount.maximumDigits + 13 else { return nil }
        var bytes = text.utf8.makeIterator()
        var next = bytes.next()

        func takeDigits(_ use: (UInt8) -> Void) -> Int {
            var count = 0
            while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                use(byte - UInt8(ascii: "0"))
                count += 1
                next = bytes.next()
            }
            return count
        }

        var sign = Sign.plus
        if next == UInt8(ascii: "-") {
            sign = .minus
            next = bytes.next()
        }
        var digits: [UInt8] = []
        guard takeDigits({ digits.append($0) }) > 0 else { return nil }
        var fractionCount = 0
        if next == UInt8(ascii: ".") {
            next = bytes.next()
            fractionCount = takeDigits { digits.append($0) }
            guard fractionCount > 0 else { return nil }
        }
        var power = 0
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            next = bytes.next()
            let isBelowOne = next == UInt8(ascii: "-")
            if isBelowOne || next == UInt8(ascii: "+") { next = bytes.next() }
            let count = takeDigits { power = min(power * 10 + Int($0), 1_000_000) }
            guard count > 0 else { return nil }
            if isBelowOne { power.negate() }
        }
        guard next == nil, digits.count <= Amount.maximumDigits else { return nil }

        let scale = max(0, fractionCount - power)
        let leadingZeros = digits.prefix { $0 == 0 }.count
        let wholeDigits = leadingZeros == digits.count ? 1 : max(1, digits.count - leadingZeros - fractionCount + power)
        guard wholeDigits + scale <= Amount.maximumDigits else { return nil }

        let trailingZeros = leadingZeros == digits.count ? 0 : digits.reversed().prefix { $0 == 0 }.count
        let significant = digits[leadingZeros...].dropLast(trailingZeros)
        let lowestPower = power - fractionCount + trailingZeros
        let exponent = Amount.wordIndex(ofPower: lowestPower)
        let offset = lowestPower - exponent * Limbs.digitsPerWord
        var words = [UInt32](repeating: 0, count: (significant.count + offset) / Limbs.digitsPerWord + 1)
        for (index, digit) in significant.reversed().enumerated() {
            let (word, place) = (offset + index).quotientAndRemainder(dividingBy: Limbs.digitsPerWord)
            words[word] += UInt32(digit) * Limbs.powersOfTen[place]
        }
        self.init(sign: sign, limbs: Limbs(words: words), exponent: exponent, scale: scale, source: text)
    }

    /// A whole number.
    public init(_ whole: Int) {
        self.init(
            sign: whole < 0 ? .minus : .plus, limbs: Limbs(UInt64(whole.magnitude)), exponent: 0, scale: 0, source: nil
        )
    }

    /// So many hundredths, such as cents, with two digits after the point.
    public init(hundredths: Int) {
        let fraction = Limbs(UInt64(hundredths.magnitude)) * Limbs.powersOfTen[Limbs.digitsPerWord - 2]
        self.init(sign: hundredths < 0 ? .minus : .plus, limbs: fraction, exponent: -1, scale: 2)
    }

    private init(sign: Sign, limbs: Limbs, exponent: Int, scale: Int, source: String? = nil) {
        let (kept, dropped) = limbs.withoutTrailingZeroWords()
        self.limbs = kept
        self.exponent = kept.isZero ? 0 : exponent + dropped
        self.sign = kept.isZero ? .plus : sign
        self.scale = scale
        self.source = source
    }

    /// Exactly the text that the amount was read from; plain notation where it was computed.
    public var written: String { source ?? plain }

    /// Decimal notation without exponent, with every digit after the point, zeros at the end too. Zero has no sign.
    public var plain: String { plain(separator: nil) }

    /// The same as `plain`, so that an amount inside a string is never cut or rounded.
    public var description: String { plain }

    /// Plain notation with the digits before the point in groups of three, such as `152 550.81`.
    public func grouped(separator: Character) -> String { plain(separator: separator) }

    private func plain(separator: Character?) -> String {
        var whole: [UInt8] = []
        for index in stride(from: max(0, topWordIndex), through: 0, by: -1) {
            Amount.appendDigits(of: word(at: index), to: &whole)
        }
        let leadingZeros = whole.dropLast().prefix { $0 == UInt8(ascii: "0") }.count
        whole.removeFirst(leadingZeros)

        var text = isNegative ? "-" : ""
        if let separator {
            for (index, digit) in whole.enumerated() {
                if index > 0, (whole.count - index) % 3 == 0 { text.append(separator) }
                text.unicodeScalars.append(Unicode.Scalar(digit))
            }
        } else {
            text += String(decoding: whole, as: UTF8.self)
        }
        if scale > 0 {
            var fraction: [UInt8] = []
            var index = -1
            while fraction.count < scale {
                Amount.appendDigits(of: word(at: index), to: &fraction)
                index -= 1
            }
            text += "." + String(decoding: fraction.prefix(scale), as: UTF8.self)
        }
        return text
    }

    /// How many characters `trimmed.grouped(separator:)` has, without making them.
    public var groupedLength: Int {
        let top = word(at: topWordIndex)
        let digits =
            topWordIndex < 0 || isZero ? 1 : topWordIndex * Limbs.digitsPerWord + (Limbs.powersOfTen.lastIndex { top >= $0 } ?? 0) + 1
        let fraction = trimmed.scale
        return (isNegative ? 1 : 0) + digits + (digits - 1) / 3 + (fraction > 0 ? fraction + 1 : 0)
    }

    private static func appendDigits(of word: UInt32, to digits: inout [UInt8]) {
        for power in Limbs.powersOfTen.reversed() {
            digits.append(UInt8(ascii: "0") + UInt8(word / power % 10))
        }
    }

    /// Whether it is 0, however many digits it was written with.
    public var isZero: Bool { limbs.isZero }

    /// Whether it is below zero.
    public var isNegative: Bool { sign == .minus }

    /// Without its sign.
    public var magnitude: Amount { Amount(sign: .plus, limbs: limbs, exponent: exponent, scale: scale) }

    /// The same value without zeros at the end of its fraction.
    public var trimmed: Amount {
        guard exponent < 0, let lowest = limbs.words.first else { return withScale(0) }
        let zeros = Limbs.powersOfTen.lastIndex { lowest % $0 == 0 } ?? 0
        return withScale(-exponent * Limbs.digitsPerWord - zeros)
    }

    /// The digits before the point, with the sign; `nil` where they do not fit.
    public var wholePart: Int? {
        var whole = 0
        for index in stride(from: max(0, topWordIndex), through: 0, by: -1) {
            let (product, isTooLarge) = whole.multipliedReportingOverflow(by: Int(Limbs.base))
            let word = Int(word(at: index))
            let (sum, isSumTooLarge) = product.addingReportingOverflow(isNegative ? -word : word)
            if isTooLarge || isSumTooLarge { return nil }
            whole = sum
        }
        return whole
    }

    /// The hundredths that there are in it, rounded to the nearest; `nil` where they do not fit.
    public var hundredths: Int? { (rounded(toScale: 2, rounding: .halfEven) * Amount(100)).wholePart }

    /// The place of the highest word, counted from the one before the point.
    private var topWordIndex: Int { exponent + limbs.words.count - 1 }

    private func word(at index: Int) -> UInt32 {
        limbs.words.indices.contains(index - exponent) ? limbs.words[index - exponent] : 0
    }

    private func withScale(_ scale: Int) -> Amount {
        Amount(sign: sign, limbs: limbs, exponent: exponent, scale: scale)
    }

    private static func wordIndex(ofPower power: Int) -> Int {
        power >= 0 ? power / Limbs.digitsPerWord : -((Limbs.digitsPerWord - 1 - power) / Limbs.digitsPerWord)
    }

    /// Compares values: `1.0` equals `1`, whatever the scales.
    public static func == (left: Amount, right: Amount) -> Bool {
        left.sign == right.sign && left.exponent == right.exponent && left.limbs == right.limbs
    }

    /// Equal values have equal hashes, whatever their scales.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(sign)
        hasher.combine(exponent)
        hasher.combine(limbs)
    }

    /// Compares values exactly, also of very different scales.
    public static func < (left: Amount, right: Amount) -> Bool {
        switch (left.sign, right.sign) {
        case (.plus, .plus): isSmaller(left, right)
        case (.minus, .minus): isSmaller(right, left)
        case (.minus, .plus): true
        case (.plus, .minus): false
        }
    }

    private static func isSmaller(_ left: Amount, _ right: Amount) -> Bool {
        if left.isZero || right.isZero { return left.isZero && !right.isZero }
        if left.topWordIndex != right.topWordIndex { return left.topWordIndex < right.topWordIndex }
        for index in stride(from: left.topWordIndex, through: min(left.exponent, right.exponent), by: -1) {
            let (one, other) = (left.word(at: index), right.word(at: index))
            if one != other { return one < other }
        }
        return false
    }

    /// Exact; with as many digits after the point as the longer of the two.
    public static func + (left: Amount, right: Amount) -> Amount {
        let scale = max(left.scale, right.scale)
        if left.isZero { return right.withScale(scale) }
        if right.isZero { return left.withScale(scale) }
        let exponent = min(left.exponent, right.exponent)
        let one = left.limbs.raised(by: left.exponent - exponent)
        let other = right.limbs.raised(by: right.exponent - exponent)
        if left.sign == right.sign {
            return Amount(sign: left.sign, limbs: one + other, exponent: exponent, scale: scale)
        }
        if one < other { return Amount(sign: right.sign, limbs: other - one, exponent: exponent, scale: scale) }
        return Amount(sign: left.sign, limbs: one - other, exponent: exponent, scale: scale)
    }

    /// Exact; with as many digits after the point as the longer of the two.
    public static func - (left: Amount, right: Amount) -> Amount { left + -right }

    /// The same magnitude with the other sign; zero stays zero.
    public static prefix func - (amount: Amount) -> Amount {
        Amount(sign: amount.isNegative ? .plus : .minus, limbs: amount.limbs, exponent: amount.exponent, scale: amount.scale)
    }

    /// Exact; with as many digits after the point as the two together.
    public static func * (left: Amount, right: Amount) -> Amount {
        Amount(
            sign: left.sign == right.sign ? .plus : .minus, limbs: left.limbs * right.limbs,
            exponent: left.exponent + right.exponent, scale: left.scale + right.scale
        )
    }

    /// The quotient with `scale` digits after the point (0 to `maximumDigits`; other numbers count as the nearest of these);
    /// `nil` when dividing by zero.
    public func divided(by divisor: Amount, scale: Int, rounding: Rounding) -> Amount? {
        guard !divisor.isZero else { return nil }
        return quotient(by: divisor, scale: min(max(0, scale), Amount.maximumDigits), rounding: rounding)
    }

    /// With exactly `scale` digits after the point, zeros added where there are fewer. From 0 to `maximumDigits` or to the
    /// amount's own scale where that is larger; other numbers count as the nearest of these.
    public func rounded(toScale scale: Int, rounding: Rounding) -> Amount {
        let target = min(max(0, scale), max(Amount.maximumDigits, self.scale))
        return target >= self.scale ? withScale(target) : quotient(by: Amount(1), scale: target, rounding: rounding)
    }

    private func quotient(by divisor: Amount, scale: Int, rounding: Rounding) -> Amount {
        let (wholeWords, places) = scale.quotientAndRemainder(dividingBy: Limbs.digitsPerWord)
        let shift = exponent - divisor.exponent + wholeWords
        let numerator = (limbs * Limbs.powersOfTen[places]).raised(by: shift)
        let denominator = divisor.limbs.raised(by: -shift)
        var (quotient, rest) = numerator.divided(by: denominator)
        let growth: Bool
        switch rounding {
        case .towardZero: growth = false
        case .awayFromZero: growth = !rest.isZero
        case .halfUp: growth = !(rest + rest < denominator)
        case .halfEven: growth = denominator < rest + rest || (rest + rest == denominator && quotient.isOdd)
        }
        if growth { quotient = quotient + Limbs(1) }
        let padding = places == 0 ? 0 : Limbs.digitsPerWord - places
        return Amount(
            sign: sign == divisor.sign ? .plus : .minus, limbs: quotient * Limbs.powersOfTen[padding],
            exponent: -(scale + padding) / Limbs.digitsPerWord, scale: scale
        )
    }
}
