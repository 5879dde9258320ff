import Testing

@testable import Core
@testable import Domain

/// Shares, bars and lines of figures hold whatever an exchange writes.
struct ShareTests {
    /// The smallest integer has no absolute value among the integers.
    static let edges = [
        "-9223372036854775.808", "-9223372036854775808", "9223372036854775.807", "9223372036854775.808", "-9223372036854775.809", "999.999",
        "1000", "-999.999", "-1000",
        "0.0005", "-0.0004", "1e390", "-1e390", "1e-390", "0", "-0",
    ]

    @Test(arguments: edges) func everyShareIsOneOrNone(text: String) throws {
        let part = try #require(Amount(text))
        for whole in ["1", "0.001", "9223372036854775808", "-1", "0", "1e-390"] {
            let share = AmountText.thousandths(part, of: Amount(whole))
            guard let share else { continue }
            #expect(share.magnitude < 1_000_000)
            #expect(AmountText.percent(share).hasPrefix("-") == (share < 0))
            for columns in [0, 1, 7, 200] {
                let (filled, rest) = Glyphs.of(.unicode).bar(share: share, columns: columns)
                #expect(TextWidth.columns(of: filled + rest) == columns)
            }
        }
    }

    @Test func sharesAreExact() {
        #expect(AmountText.thousandths(Amount("-9223372036854775.808"), of: Amount("1")) == nil)
        #expect(AmountText.thousandths(Amount("999.999"), of: Amount("1")) == 999_999)
        #expect(AmountText.thousandths(Amount("1000"), of: Amount("1")) == nil)
        #expect(AmountText.thousandths(Amount("1"), of: Amount("3")) == 333)
        #expect(AmountText.thousandths(Amount("-1"), of: Amount("8")) == -125)
        #expect(AmountText.percent(.min).hasSuffix("0.8") && AmountText.percent(.max).hasSuffix("0.7"))
        #expect(AmountText.percent(-5) == "-0.5" && AmountText.percent(1_234) == "123.4")
    }

    /// At every start, as the interface showed it: the account is drawn, on the screen and line by line.
    @Test(arguments: edges) func anAccountWithSuchValuesIsDrawn(text: String) throws {
        let wallet = Wallet(
            kind: .trading, total: Amount(text), assets: [Sample.asset("BTC", text, available: text, inUse: text, value: text)])
        for total in ["1", text] {
            var transcript = MachineTranscript(Sample.live())
            try transcript.connect(
                Sample.snapshot(equity: AccountSnapshot.Equity(currency: "USD", total: try #require(Amount(total))), wallets: [wallet]))
            for size in [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 160, rows: 50)] {
                #expect(FrameFlaws.found(in: transcript.frame(size)) == [])
            }
            var speech = PlainSpeech()
            #expect(!speech.lines(for: PlainPage(transcript.view, language: .english), on: .answer).isEmpty)
        }
    }
}
