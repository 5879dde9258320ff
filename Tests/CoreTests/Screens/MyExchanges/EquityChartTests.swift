import Testing

@testable import Core
@testable import Domain

/// What is said and drawn of what accounts were worth.
struct EquityChartTests {
    private static let now = Sample.moment.unixMilliseconds

    private func format(_ secrecy: Viewing.AmountSecrecy = .shown, _ currency: TotalCurrency = .dollar, _ language: Language = .english)
        -> AmountFormat
    {
        AmountFormat(text: Text.of(language), glyphs: .unicode, secrecy: secrecy, currency: currency, rates: .none)
    }

    private func chart(
        _ histories: [EquityHistory], _ range: ChartRange = .day, _ secrecy: Viewing.AmountSecrecy = .shown,
        _ currency: TotalCurrency = .dollar, _ language: Language = .english
    ) -> Block {
        EquityChart(
            histories, range: range, now: Self.now, format: format(secrecy, currency, language), signs: .braille, timeZone: .utc
        ).block(rows: 20)
    }

    private func history(_ points: [(minutesAgo: Int64, total: String)]) throws -> EquityHistory {
        EquityHistory(
            try points.map { .init(unixMilliseconds: Self.now - $0.minutesAgo * 60_000, total: try #require(Amount($0.total))) })
    }

    private func words(_ block: Block, columns: Int = 100) -> [String] {
        BlockLayout(glyphSet: .unicode, columns: columns).lines(block).map { $0.spans.map(\.text).joined() }
    }

    @Test func theHighestLowestFirstAndLastAreSaidWithTheirTimes() throws {
        let history = try history([(700, "100"), (600, "250.5"), (590, "-20"), (0, "110")])
        guard case .chart(let chart) = chart([history]) else {
            Issue.record("no chart")
            return
        }
        #expect(
            chart.remarks.map { $0.map(\.text).joined() } == [
                "First 100.00 11-21 22:33", "Last 110.00 10:13", "Change +10.00 USD (+10.00 %)", "Highest 250.50 00:13",
                "Lowest -20.00 00:23",
            ])
        #expect(chart.remarks[2].last?.role == .positive && chart.remarks[4][1].role == .negative)
        #expect(chart.scale == Block.Chart.Scale(highest: "250.50", lowest: "-20.00"))
        #expect(chart.times == ["10:13", "16:13", "22:13", "04:13", "10:13"])
        #expect(chart.runs.map(\.count) == [1, 2, 1])
    }

    @Test func aLossHasItsSignAndWhatWasNothingHasNoPercentage() throws {
        let loss = words(chart([try history([(10, "100"), (0, "99.5")])])).joined(separator: "\n")
        #expect(loss.contains("Change -0.50 USD (-0.50 %)"))
        let fromNothing = words(chart([try history([(10, "0"), (0, "5")])])).joined(separator: "\n")
        #expect(fromNothing.contains("Change +5.00 USD") && !fromNothing.contains("%"))
        let none = words(chart([try history([(10, "5"), (0, "5")])])).joined(separator: "\n")
        #expect(none.contains("Change 0.00 USD (0.00 %)"))
    }

    @Test(arguments: ChartRange.allCases, Language.allCases) func nothingButTheShapeIsSeenInPrivacy(range: ChartRange, language: Language) {
        let lines = words(chart([Sample.years()], range, .hidden, .dollar, language))
        #expect(!lines.joined().contains { $0.isNumber })
        #expect(lines.contains { $0.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } })
        let shown = words(chart([Sample.years()], range, .shown, .dollar, language))
        #expect(shown.joined().contains { $0.isNumber })
    }

    @Test func aGapOfTheHistoryIsNoLine() throws {
        let before = (0..<30).map { (minutesAgo: Int64(1_400 - 10 * $0), total: "100") }
        let after = (0..<30).map { (minutesAgo: Int64(290 - 10 * $0), total: "100") }
        func line(_ block: Block) -> Substring {
            let drawn = words(block).first { $0.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } } ?? ""
            return drawn.drop { $0 != "│" }.dropFirst()
        }
        #expect(line(chart([try history(before + after)])).contains("⣀          "))
        let whole = line(chart([try history((0..<140).map { (minutesAgo: Int64(1_400 - 10 * $0), total: "100") })]))
        #expect(whole.count > 80 && !whole.dropFirst(4).contains(" "))
    }

    @Test func withoutARateOfEarlierDaysItIsInDollars() throws {
        let history = try history([(10, "100"), (0, "200")])
        #expect(words(chart([history], .day, .shown, .bitcoin)).joined().contains("In USD, because"))
        #expect(!words(chart([history])).joined().contains("In USD"))
    }

    @Test func nothingIsSaidOfWhatIsNotKnown() throws {
        let old = try history([(5_000, "100")])
        for (histories, range) in [([old], ChartRange.day), ([old, EquityHistory()], .all), ([], .all), ([], .day)] {
            let lines = words(chart(histories, range))
            #expect(lines.count == 20, "as many as with figures")
            #expect(lines.last == " Nothing was recorded in this time.")
            #expect(!lines.joined().contains("0.00"))
            #expect(!words(chart(histories, range, .hidden)).joined().contains { $0.isNumber })
        }
        #expect(words(chart([old], .week)).count == 20 && !words(chart([old], .week)).joined().contains("Nothing"))
    }

    @Test func changesHaveTheirSigns() throws {
        let text = Text.english
        #expect(AmountText.signed("1.00", of: Amount(1)) == "+1.00")
        #expect(AmountText.signed("-1.00", of: Amount(-1)) == "-1.00")
        #expect(AmountText.signed("0.00", of: .zero) == "0.00")
        #expect(AmountText.signed("< 0.01", of: try #require(Amount("0.001"))) == "< 0.01")
        #expect(AmountText.signedPercent(Amount(1), of: Amount(3), text) == "+33.33 %")
        #expect(AmountText.signedPercent(Amount(-1), of: Amount(3), text) == "-33.33 %")
        #expect(AmountText.signedPercent(Amount(1), of: Amount(10_000_000), text) == "< 0.01 %")
        #expect(AmountText.signedPercent(Amount(1), of: .zero, text) == nil)
        #expect(AmountText.signedPercent(Amount(1), of: Amount(-4), text) == nil)
    }

    // MARK: The screen

    private func opened(_ stored: String..., histories: [(String, EquityHistory)]) throws -> MachineTranscript {
        var transcript = MachineTranscript(Sample.locked(), stored: stored)
        try transcript.unlock()
        transcript.send(.historyRead(histories.map { AccountHistory(name: $0.0, history: $0.1) }, remark: nil))
        transcript.press(.character("w"))
        return transcript
    }

    private func screen(_ transcript: MachineTranscript) throws -> EquityChartScreen {
        guard case .equityChart(let screen)? = transcript.machine.screens.last else {
            Issue.record("not on the chart")
            throw CancellationError()
        }
        return screen
    }

    @Test func rangesAreChosenByKeysAndByTheMouse() throws {
        var transcript = try opened("main", histories: [("main", Sample.years())])
        #expect(try screen(transcript).range == .day)
        for (key, range) in [("w", ChartRange.week), ("m", .month), ("a", .all), ("d", .day)] as [(Unicode.Scalar, ChartRange)] {
            transcript.press(.character(key))
            #expect(try screen(transcript).range == range)
        }
        transcript.press(.right, .right, .right, .right)
        #expect(try screen(transcript).range == .all)
        transcript.press(.left)
        #expect(try screen(transcript).range == .month)
        let frame = Frame(transcript.view, size: Size(columns: 80, rows: 24))
        let row = frame.row(1).map(\.glyph).joined()
        let place = try #require(row.range(of: "week")).lowerBound
        let target = try #require(frame.target(at: Frame.Position(column: row.distance(from: row.startIndex, to: place), row: 1)))
        transcript.send(.mousePressed(target))
        #expect(try screen(transcript).range == .week)
        transcript.press(.escape)
        #expect(transcript.machine.screens.count == 1)
        transcript.end()
    }

    @Test func allAccountsAreOneKeyAwayWhereThereAreSeveral() throws {
        var alone = try opened("main", histories: [])
        alone.press(.tab)
        #expect(try screen(alone).subject == .account)
        var transcript = try opened("main", "bot", histories: [("main", Sample.years()), ("bot", Sample.years(2))])
        transcript.press(.tab)
        #expect(try screen(transcript).subject == .allAccounts)
        let words = Frame(transcript.view, size: Size(columns: 80, rows: 24)).cells.map(\.glyph).joined()
        #expect(words.contains("2 accounts together"))
        transcript.press(.tab)
        #expect(try screen(transcript).subject == .account)
    }

    /// Money of one kind is never added to that of another.
    @Test func onlyMoneyOfOneKindIsAdded() throws {
        var transcript = MachineTranscript()
        for _ in 0..<2 { try transcript.connect(Sample.snapshot(accountID: "7")) }
        var context = transcript.machine.context
        let connections = context.connections
        context.histories = [
            connections[0].id: try history([(10, "100"), (0, "100")]), connections[1].id: try history([(10, "7"), (0, "7")]),
        ]
        #expect(AccountsHistory(connections, context).histories.count == 1, "two connections to one account count once")
        /// How many points are drawn.
        func points(_ badge: Badge) -> Int {
            EquityChartScreen(all: badge).view(context).blocks.reduce(0) { count, block in
                if case .chart(let chart) = block { count + chart.runs.joined().count } else { count }
            }
        }
        for badge in [Badge.live, .demo, .testnet, .sandbox] { #expect((points(badge) > 0) == (badge == connections[0].badge), "\(badge)") }
        #expect(EquityChartScreen(all: connections[0].badge).view(context).badge == connections[0].badge)
    }
}
