import TestSupport
import Testing

@testable import Domain

struct AmountTests {
    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("-0.00", "0.00"), ("007.50", "7.50"), ("0.000000000000000001", "0.000000000000000001"),
        ("99999999999999999999.123456789012345678", "99999999999999999999.123456789012345678"),
        ("-0.0273000000000002", "-0.0273000000000002"), ("1e-8", "0.00000001"), ("1E+3", "1000"), ("1.50e1", "15.0"),
        ("-12.5e-3", "-0.0125"), ("0e5", "0"), ("0e-3", "0.000"), ("-99.9998177776581948", "-99.9998177776581948"),
        ("174238.6793649711331679", "174238.6793649711331679"), ("94.42612990333333", "94.42612990333333"),
        ("1000000000", "1000000000"), ("999999999.999999999", "999999999.999999999"), ("1e0000000000000001", "10"),
        ("123456789012345678901234567890123456789012345678901234567890", "123456789012345678901234567890123456789012345678901234567890"),
        ("1000000000000000000.000000000000000000100", "1000000000000000000.000000000000000000100"),
    ])
    func readsAndKeepsEveryDigit(text: String, plain: String) throws {
        let amount = try #require(Amount(text))
        #expect(amount.written == text)
        #expect(amount.plain == plain)
        #expect(amount.description == plain)
    }

    @Test(arguments: [
        "", "-", "+1", "--1", ".5", "5.", "-.5", "1.e5", "NaN", "nan", "inf", "Infinity", " 1", "1 ", "1\n", "1 000", "1,000", "1,5",
        "1_000", "0x10", "１２", "1e", "1e+", "1e-", "1e1.5", "1.2.3", "123abc", "٣", "1\u{0301}", "1\0", "e5", "−1",
    ])
    func refusesWhatIsNotANumber(text: String) {
        #expect(Amount(text) == nil)
    }

    @Test func refusesWhatIsTooLong() {
        let nines = String(repeating: "9", count: 400)
        #expect(Amount(nines)?.plain == nines)
        #expect(Amount(nines + "9") == nil)
        #expect(Amount(String(repeating: "0", count: 401)) == nil)
        #expect(Amount("1e399")?.plain.count == 400)
        #expect(Amount("1e400") == nil)
        #expect(Amount("1e-399")?.plain.count == 401)
        #expect(Amount("1e-400") == nil)
        #expect(Amount("0e-400") == nil)
        #expect(Amount("1e999999999999999999999999") == nil)
        #expect(Amount("1e-9223372036854775808") == nil)
        #expect(Amount(String(repeating: "1", count: 1_000_000)) == nil)
    }

    @Test func comparesByValue() throws {
        let one = try amount("1.0")
        #expect(one == Amount(1))
        #expect(one.hashValue == Amount(1).hashValue)
        #expect(try amount("-0") == .zero)
        #expect(try amount("-0").hashValue == Amount.zero.hashValue)
        #expect(try amount("1e9") == amount("1000000000.000"))
        #expect(try amount("-2") < amount("-1.999999999999999999"))
        #expect(try amount("-0.1") < .zero)
        #expect(try !(amount("-0.0") < .zero))
        #expect(try amount("0.000000001") < amount("0.0000000010000000001"))
        #expect(try amount("999999999") < amount("1000000000"))
        #expect(try amount("0.5") < amount("1000000000"))
    }

    @Test func namesItsParts() throws {
        #expect(try amount("12.340").scale == 3)
        #expect(try amount("12.340").trimmed.plain == "12.34")
        #expect(try amount("1200.000").trimmed.plain == "1200")
        #expect(try amount("0.000").trimmed.plain == "0")
        #expect(try amount("0.0000000010").trimmed.plain == "0.000000001")
        #expect(try amount("-5.5").magnitude.plain == "5.5")
        #expect(try amount("-5.5").isNegative)
        #expect(try !amount("-0").isNegative)
        #expect(try amount("-0.0").isZero)
        #expect(try amount("-12.99").wholePart == -12)
        #expect(try amount("0.99").wholePart == 0)
        #expect(Amount(Int.min).wholePart == Int.min)
        #expect(Amount(Int.max).plain == "9223372036854775807")
        #expect(try amount("9223372036854775808").wholePart == nil)
        #expect(try amount("1e399").wholePart == nil)
    }

    @Test(arguments: [
        ("152550.81", "152 550.81"), ("-1234567", "-1 234 567"), ("123", "123"), ("-123", "-123"), ("1000", "1 000"),
        ("0.1234567", "0.1234567"), ("1234.5678", "1 234.5678"),
    ])
    func groupsThousands(text: String, grouped: String) throws {
        #expect(try amount(text).grouped(separator: " ") == grouped)
    }

    @Test(arguments: [
        ("0.1", "0.2", "0.3", "-0.1", "0.02"), ("1.00", "1", "2.00", "0.00", "1.00"),
        ("999999999.999999999", "0.000000001", "1000000000.000000000", "999999999.999999998", "0.999999999999999999"),
        (
            "99999999999999999999.123456789012345678", "-0.0273000000000002", "99999999999999999999.096156789012345478",
            "99999999999999999999.150756789012345878", "-2730000000000019999.9760703703400368617007578024691356"
        ),
        ("1e20", "-1e20", "0", "200000000000000000000", "-10000000000000000000000000000000000000000"),
        ("0", "-1.5", "-1.5", "1.5", "0.0"),
    ])
    func calculatesExactly(left: String, right: String, sum: String, difference: String, product: String) throws {
        #expect(try (amount(left) + amount(right)).plain == sum)
        #expect(try (amount(left) - amount(right)).plain == difference)
        #expect(try (amount(left) * amount(right)).plain == product)
        #expect(try (amount(left) + amount(right)).written == sum)
    }

    @Test(arguments: [
        ("1", "3", 5, "0.33333", "0.33334", "0.33333", "0.33333"), ("2", "3", 3, "0.666", "0.667", "0.667", "0.667"),
        ("-2", "3", 3, "-0.666", "-0.667", "-0.667", "-0.667"), ("1", "2", 0, "0", "1", "1", "0"),
        ("3", "2", 0, "1", "2", "2", "2"), ("-1", "-8", 2, "0.12", "0.13", "0.13", "0.12"), ("6", "3", 2, "2.00", "2.00", "2.00", "2.00"),
        ("0", "7", 1, "0.0", "0.0", "0.0", "0.0"),
        (
            "1e30", "1e-30", 0, "1" + String(repeating: "0", count: 60),
            "1" + String(repeating: "0", count: 60), "1" + String(repeating: "0", count: 60), "1" + String(repeating: "0", count: 60)
        ),
        ("-1", "1e12", 3, "0.000", "-0.001", "0.000", "0.000"),
    ])
    func divides(
        left: String, right: String, scale: Int, towardZero: String, awayFromZero: String, halfUp: String, halfEven: String
    ) throws {
        for rounding in Amount.Rounding.allCases {
            let expected =
                switch rounding {
                case .towardZero: towardZero
                case .awayFromZero: awayFromZero
                case .halfUp: halfUp
                case .halfEven: halfEven
                }
            #expect(try amount(left).divided(by: amount(right), scale: scale, rounding: rounding)?.plain == expected)
        }
    }

    @Test func dividingByZeroGivesNothing() throws {
        #expect(Amount(1).divided(by: .zero, scale: 2, rounding: .halfUp) == nil)
        #expect(try Amount(1).divided(by: amount("-0.00"), scale: 2, rounding: .halfUp) == nil)
    }

    @Test func roundsToAScale() throws {
        #expect(try amount("2.345").rounded(toScale: 2, rounding: .halfUp).plain == "2.35")
        #expect(try amount("2.345").rounded(toScale: 2, rounding: .halfEven).plain == "2.34")
        #expect(try amount("2.345").rounded(toScale: 2, rounding: .towardZero).plain == "2.34")
        #expect(try amount("-2.341").rounded(toScale: 2, rounding: .awayFromZero).plain == "-2.35")
        #expect(try amount("999.995").rounded(toScale: 2, rounding: .halfUp).plain == "1000.00")
        #expect(try amount("5").rounded(toScale: 2, rounding: .halfUp).plain == "5.00")
        #expect(try amount("-0.004").rounded(toScale: 2, rounding: .halfUp).plain == "0.00")
        #expect(try amount("0.5").rounded(toScale: -3, rounding: .halfUp).plain == "1")
        #expect(try amount("1e-20").rounded(toScale: Int.max, rounding: .halfUp).plain.count == 402)
    }

    @Test func computedAmountsMayBeLongerThanReadOnes() throws {
        let product = try amount("1e399") * amount("1e-399")
        #expect(product == Amount(1))
        #expect(try (amount("1e399") + amount("1e-399")).plain.count == 800)
    }

    /// Whole numbers of up to 36 digits in total stand in for amounts of one scale, so that 128 bits can tell what is right.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func agreesWithWholeNumbers(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let scale = Int.random(in: 0...12, using: &random)
            let (first, second) = (wholeNumber(using: &random), wholeNumber(using: &random))
            let (left, right) = try (scaled(first, scale), scaled(second, scale))
            let comment: Comment = "seed \(seed): \(first) \(second) scale \(scale)"

            #expect((left < right) == (first < second), comment)
            #expect((left == right) == (first == second), comment)
            #expect(try left + right == scaled(first + second, scale), comment)
            #expect(try left - right == scaled(first - second, scale), comment)
            #expect(try left * right == scaled(first * second, 2 * scale), comment)
            if second != 0 {
                #expect(left.divided(by: right, scale: 0, rounding: .towardZero)?.plain == "\(first / second)", comment)
            }
        }
    }

    /// Division of numbers of many words, checked by multiplying back.
    @Test(arguments: [11, 12, 13] as [UInt64])
    func quotientTimesDivisorIsTheDividend(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<3_000 {
            let dividend = limbs(upTo: 12, using: &random)
            let divisor = limbs(upTo: 7, using: &random)
            if divisor.isZero { continue }
            let (quotient, remainder) = dividend.divided(by: divisor)
            #expect(quotient * divisor + remainder == dividend, "seed \(seed)")
            #expect(remainder < divisor, "seed \(seed)")
        }
    }

    @Test(arguments: [21, 22] as [UInt64])
    func keepsTheLawsOfArithmetic(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let texts = (0..<3).map { _ in decimalText(using: &random) }
            let (a, b, c) = try (amount(texts[0]), amount(texts[1]), amount(texts[2]))
            let comment: Comment = "seed \(seed): \(texts)"
            #expect((a + b) + c == a + (b + c), comment)
            #expect(a + b == b + a, comment)
            #expect((a * b) * c == a * (b * c), comment)
            #expect(a * (b + c) == a * b + a * c, comment)
            #expect((a - b) + b == a, comment)
            #expect((a < b) == (b - a > .zero), comment)
            #expect((a + b).hashValue == (b + a).hashValue, comment)
            for rounding in Amount.Rounding.allCases where !b.isZero {
                let quotient = try #require(a.divided(by: b, scale: 30, rounding: rounding))
                #expect(try (quotient * b - a).magnitude < b.magnitude * amount("1e-30") || (quotient * b - a).isZero, comment)
            }
        }
    }

    @Test(arguments: [31] as [UInt64])
    func survivesARoundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<3_000 {
            let text = decimalText(using: &random)
            let amount = try amount(text)
            let again = try self.amount(amount.plain)
            #expect(again == amount, "seed \(seed): \(text)")
            #expect(again.plain == amount.plain, "seed \(seed): \(text)")
            #expect(again.scale == amount.scale, "seed \(seed): \(text)")
            #expect(amount.trimmed == amount, "seed \(seed): \(text)")
            #expect(!amount.trimmed.plain.hasSuffix(".0"), "seed \(seed): \(text)")
        }
    }

    @Test(arguments: [41] as [UInt64])
    func anyTextIsReadOrRefused(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let signs: [Character] = ["0", "1", "9", "-", "+", ".", "e", "E", " ", "é"]
        for _ in 0..<20_000 {
            let text = String((0..<Int.random(in: 0...9, using: &random)).map { _ in signs.randomElement(using: &random)! })
            guard let amount = Amount(text) else { continue }
            #expect(Amount(amount.plain) == amount, "seed \(seed): \(text)")
            #expect(Double(text) != nil, "seed \(seed): \(text)")
        }
    }

    private func amount(_ text: String) throws -> Amount {
        try #require(Amount(text), "\(text)")
    }

    private func scaled(_ whole: Int128, _ scale: Int) throws -> Amount {
        try amount("\(whole)e-\(scale)")
    }

    private func wholeNumber(using random: inout SeededGenerator) -> Int128 {
        let digits = Int.random(in: 0...18, using: &random)
        let bound = (0..<digits).reduce(Int128(1)) { power, _ in power * 10 }
        return Int128.random(in: -bound...bound, using: &random)
    }

    private func limbs(upTo count: Int, using random: inout SeededGenerator) -> Limbs {
        let edges: [UInt32] = [0, 1, 499_999_999, 500_000_000, 999_999_998, 999_999_999]
        return Limbs(
            words: (0..<Int.random(in: 0...count, using: &random)).map { _ in
                Int.random(in: 0...1, using: &random) == 0
                    ? edges.randomElement(using: &random)! : UInt32.random(in: 0...999_999_999, using: &random)
            })
    }

    private func decimalText(using random: inout SeededGenerator) -> String {
        func digits(_ range: ClosedRange<Int>) -> String {
            let character: Character? = Int.random(in: 0...3, using: &random) == 0 ? ["0", "9"].randomElement(using: &random) : nil
            return String(
                (0..<Int.random(in: range, using: &random)).map { _ in
                    character ?? "0123456789".randomElement(using: &random)!
                })
        }
        var text = Int.random(in: 0...1, using: &random) == 0 ? "-" : ""
        text += digits(1...40)
        if Int.random(in: 0...2, using: &random) > 0 { text += "." + digits(1...40) }
        if Int.random(in: 0...4, using: &random) == 0 { text += "e\(Int.random(in: -30 ... 30, using: &random))" }
        return text
    }
}
