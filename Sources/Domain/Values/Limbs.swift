/// A whole number without sign and without bound, in words of nine decimal digits.
struct Limbs: Hashable, Sendable {
    /// The least significant word first; the last one is never 0, and 0 itself has no words.
    private(set) var words: [UInt32]

    static let digitsPerWord = 9
    static let base: UInt64 = 1_000_000_000
    static let powersOfTen: [UInt32] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]

    init(words: [UInt32]) {
        self.words = words
        dropLeadingZeros()
    }

    init(_ value: UInt64) {
        words = []
        var rest = value
        while rest > 0 {
            words.append(UInt32(rest % Limbs.base))
            rest /= Limbs.base
        }
    }

    var isZero: Bool { words.isEmpty }
    var isOdd: Bool { words.first.map { $0 & 1 == 1 } ?? false }

    /// Multiplied by the base so many times.
    func raised(by count: Int) -> Limbs {
        guard count > 0, !isZero else { return self }
        return Limbs(words: Array(repeating: 0, count: count) + words)
    }

    /// Without its lowest words that are 0, and how many those were.
    func withoutTrailingZeroWords() -> (Limbs, count: Int) {
        let count = words.prefix { $0 == 0 }.count
        return (count == 0 ? self : Limbs(words: Array(words[count...])), count)
    }

    static func < (left: Limbs, right: Limbs) -> Bool {
        if left.words.count != right.words.count { return left.words.count < right.words.count }
        for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
            return left.words[index] < right.words[index]
        }
        return false
    }

    static func + (left: Limbs, right: Limbs) -> Limbs {
        let (long, short) = left.words.count >= right.words.count ? (left.words, right.words) : (right.words, left.words)
        var sum = long
        var carry: UInt64 = 0
        for index in sum.indices {
            if index >= short.count, carry == 0 { break }
            let total = UInt64(sum[index]) + (index < short.count ? UInt64(short[index]) : 0) + carry
            carry = total >= base ? 1 : 0
            sum[index] = UInt32(total - carry * base)
        }
        if carry > 0 { sum.append(1) }
        return Limbs(words: sum)
    }

    /// `right` must not be the larger one.
    static func - (left: Limbs, right: Limbs) -> Limbs {
        var rest = left.words
        var borrow: Int64 = 0
        for index in rest.indices {
            if index >= right.words.count, borrow == 0 { break }
            var value = Int64(rest[index]) - (index < right.words.count ? Int64(right.words[index]) : 0) - borrow
            borrow = value < 0 ? 1 : 0
            value += borrow * Int64(base)
            rest[index] = UInt32(value)
        }
        return Limbs(words: rest)
    }

    static func * (left: Limbs, right: UInt32) -> Limbs {
        if right == 1 { return left }
        var product = left.words
        var carry: UInt64 = 0
        for index in product.indices {
            let total = UInt64(product[index]) * UInt64(right) + carry
            product[index] = UInt32(total % base)
            carry = total / base
        }
        if carry > 0 { product.append(UInt32(carry)) }
        return Limbs(words: product)
    }

    static func * (left: Limbs, right: Limbs) -> Limbs {
        guard !left.isZero, !right.isZero else { return Limbs(words: []) }
        var product = [UInt32](repeating: 0, count: left.words.count + right.words.count)
        for (low, factor) in left.words.enumerated() {
            var carry: UInt64 = 0
            for (index, other) in right.words.enumerated() {
                let total = UInt64(factor) * UInt64(other) + UInt64(product[low + index]) + carry
                product[low + index] = UInt32(total % base)
                carry = total / base
            }
            product[low + right.words.count] = UInt32(carry)
        }
        return Limbs(words: product)
    }

    /// The quotient rounded down and what is left; `divisor` must not be 0.
    func divided(by divisor: Limbs) -> (quotient: Limbs, remainder: Limbs) {
        if self < divisor { return (Limbs(words: []), self) }
        if divisor.words.count == 1 { return divided(byWord: UInt64(divisor.words[0])) }

        // Long division with quotient words guessed from the leading ones (Knuth, volume 2, 4.3.1, algorithm D). Scaling makes
        // the divisor's first word at least half the base, so that a guess is too large by two at most.
        let scaling = UInt32(Limbs.base / (UInt64(divisor.words[divisor.words.count - 1]) + 1))
        let scaled = (divisor * scaling).words
        let count = scaled.count
        var rest = (self * scaling).words
        rest += Array(repeating: 0, count: words.count + 1 - rest.count)
        var quotient = [UInt32](repeating: 0, count: words.count + 1 - count)
        let first = UInt64(scaled[count - 1])
        let second = UInt64(scaled[count - 2])

        for position in quotient.indices.reversed() {
            let leading = UInt64(rest[position + count]) * Limbs.base + UInt64(rest[position + count - 1])
            var guess = leading / first
            var left = leading % first
            while guess >= Limbs.base || guess * second > left * Limbs.base + UInt64(rest[position + count - 2]) {
                guess -= 1
                left += first
                if left >= Limbs.base { break }
            }
            if Limbs.subtract(scaled, times: guess, from: &rest, at: position) == .belowZero {
                guess -= 1
                Limbs.addBack(scaled, to: &rest, at: position)
            }
            quotient[position] = UInt32(guess)
        }
        let remainder = Limbs(words: Array(rest[..<count])).divided(byWord: UInt64(scaling)).quotient
        return (Limbs(words: quotient), remainder)
    }

    private enum Difference {
        case zeroOrMore
        case belowZero
    }

    private static func subtract(_ words: [UInt32], times factor: UInt64, from rest: inout [UInt32], at position: Int) -> Difference {
        var carry: UInt64 = 0
        var borrow: Int64 = 0
        for index in 0...words.count {
            let product = (index < words.count ? factor * UInt64(words[index]) : 0) + carry
            carry = product / base
            var value = Int64(rest[position + index]) - Int64(product % base) - borrow
            borrow = value < 0 ? 1 : 0
            value += borrow * Int64(base)
            rest[position + index] = UInt32(value)
        }
        return borrow == 0 ? .zeroOrMore : .belowZero
    }

    private static func addBack(_ words: [UInt32], to rest: inout [UInt32], at position: Int) {
        var carry: UInt64 = 0
        for index in 0...words.count {
            let total = UInt64(rest[position + index]) + (index < words.count ? UInt64(words[index]) : 0) + carry
            carry = total / base
            rest[position + index] = UInt32(total % base)
        }
    }

    private func divided(byWord divisor: UInt64) -> (quotient: Limbs, remainder: Limbs) {
        var quotient = words
        var rest: UInt64 = 0
        for index in quotient.indices.reversed() {
            let total = rest * Limbs.base + UInt64(quotient[index])
            quotient[index] = UInt32(total / divisor)
            rest = total % divisor
        }
        return (Limbs(words: quotient), Limbs(rest))
    }

    private mutating func dropLeadingZeros() {
        while words.last == 0 { words.removeLast() }
    }
}
