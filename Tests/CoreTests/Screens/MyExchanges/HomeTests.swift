import TestSupport
import Testing

@testable import Core
@testable import Domain

/// My Exchanges, left open all day: what is always in sight, what stays still, and what is told apart.
struct HomeTests {
    private static func lines(_ frame: Frame) -> [String] { (0..<frame.size.rows).map { frame.row($0).map(\.glyph).joined() } }

    private static func connected(_ snapshots: AccountSnapshot...) throws -> MachineTranscript {
        var transcript = MachineTranscript()
        for snapshot in snapshots { try transcript.connect(snapshot) }
        return transcript
    }

    private static func wallets(_ count: Int, rows: Int) -> [Wallet] {
        (0..<count).map { number in
            Wallet(
                kind: Wallet.Kind(id: "w\(number)", label: Phrase(verbatim: "Wallet \(number)")), total: Amount(1_000 - number),
                assets: number == 0
                    ? (0..<rows).map { Sample.asset("C\($0)", "\($0 + 1).123456789", value: "\(500 - $0)") }
                    : [Sample.asset("W\(number)", "1", value: "0.5")])
        }
    }

    // MARK: Always in sight

    /// Whatever there is to be said, and however many wallets there are: eight rows; nine wallets leave just these.
    @Test(arguments: 1...14, [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20)])
    func eightBalancesAreAlwaysInSight(wallets: Int, size: Size) throws {
        var transcript = try Self.connected(
            Sample.snapshot(
                settings: Sample.otherSettings, wallets: Self.wallets(wallets, rows: 30),
                notices: [Sample.settingsDiffer, Sample.addressUnbound]))
        transcript.send(.timerFired(.refresh))
        transcript.finishReadings(.failed(Sample.failure(.timeout)))
        transcript.press(.enter)
        let lines = Self.lines(transcript.frame(size))
        let rows = lines.count { line in (0..<30).contains { line.contains("C\($0) ") && line.contains(".123456") } }
        #expect(rows >= 8, "\(lines.joined(separator: "\n"))")
        if size.rows == 24, wallets == 9 { #expect(rows == 8) }
        let shown = lines.count { line in (0..<wallets).contains { line.contains("Wallet \($0) ") && line.contains("%") } }
        #expect(lines.contains { $0.contains("+\(wallets - shown) wallet") } == (shown < wallets))
        #expect(lines.contains { $0.contains(">") || $0.contains("▸") }, "what is to be said is one line")
        transcript.end()
    }

    @Test func fifteenAccountsFit() throws {
        var transcript = MachineTranscript()
        for _ in 0..<15 { try transcript.connect(Sample.portfolio()) }
        for size in [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20)] {
            let lines = Self.lines(transcript.frame(size))
            let shown = transcript.names.count { name in lines.contains { $0.contains("✓ \(name) ") } }
            #expect(shown == min(15, size.rows - 5), "\(lines.joined(separator: "\n"))")
        }
        #expect(Self.lines(transcript.frame(Size(columns: 80, rows: 24))).contains { $0.contains("All, USD") && $0.contains("2 288 262") })
        transcript.end()
    }

    // MARK: Still

    @Test func aReadingThatBringsTheSameChangesNoCell() throws {
        var transcript = try Self.connected(Sample.portfolio(), Sample.portfolio())
        transcript.send(.timerFired(.notice))
        let size = Size(columns: 120, rows: 40)
        let before = transcript.frame(size)
        transcript.send(.timerFired(.refresh))
        #expect(transcript.frame(size) == before, "nothing tells that a reading began")
        transcript.finishReadings(.read(Sample.portfolio()))
        #expect(transcript.frame(size) == before)
        transcript.end()
    }

    @Test func aFigureThatChangesChangesItsRowAlone() throws {
        func snapshot(_ amount: String) -> AccountSnapshot {
            Sample.portfolio(
                wallets: [
                    Wallet(
                        kind: .trading, total: Amount("138000"),
                        assets: (0..<40).map { Sample.asset("C\($0)", $0 == 5 ? amount : "\($0).5", value: "\(900 - $0)") })
                ])
        }
        var transcript = try Self.connected(snapshot("5.5"))
        transcript.send(.timerFired(.notice))
        for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)] {
            let before = transcript.frame(size)
            transcript.send(.timerFired(.refresh))
            transcript.finishReadings(.read(snapshot("5.7")))
            let after = transcript.frame(size)
            let changed = (0..<size.rows).filter { Array(before.row($0)) != Array(after.row($0)) }
            #expect(changed.count == 1 && Self.lines(after)[changed[0]].contains("C5 "), "\(changed)")
            transcript.send(.timerFired(.refresh))
            transcript.finishReadings(.read(snapshot("5.5")))
        }
        transcript.end()
    }

    /// Only one that takes longer than it should is said, and the time of what is shown then stands there.
    @Test func aLateReadingIsSaid() throws {
        var transcript = try Self.connected(Sample.portfolio())
        transcript.send(.timerFired(.refresh))
        let ticket = try transcript.runningJob().ticket
        transcript.send(.operation(ticket, .readingLate))
        #expect(Self.lines(transcript.frame(Size(columns: 80, rows: 24)))[1].contains("late, as of 14:03:12"))
        transcript.send(.operation(ticket, .read(Sample.portfolio())))
        #expect(Self.lines(transcript.frame(Size(columns: 80, rows: 24)))[1].contains("every 15 s"))
        transcript.end()
    }

    @Test func aTimeOfAnotherDayHasItsDate() throws {
        var transcript = try Self.connected(Sample.portfolio())
        transcript.send(.dayBegan(Sample.moment.day))
        transcript.press(.character("r"))
        #expect(Self.lines(transcript.frame(Size(columns: 120, rows: 40)))[1].contains("as of 14:03:12"))
        transcript.finishReadings(.failed(Sample.failure(.timeout)))
        transcript.send(.dayBegan("2026-11-23"))
        #expect(Self.lines(transcript.frame(Size(columns: 120, rows: 40)))[1].contains("as of 2026-11-22 14:03:12"))
        transcript.end()
    }

    /// The row stays where it is, and so do all that are not covered.
    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 200, rows: 50)])
    func aRowIsOpenedWhereItStands(size: Size) throws {
        let assets = (0..<40).map { Sample.asset("C\($0)", "\($0).123456789012345678", value: "\(900 - $0)") }
        var transcript = try Self.connected(
            Sample.portfolio(wallets: [Wallet(kind: .trading, total: Amount("138000"), assets: assets)]))
        transcript.send(.resized(size))
        transcript.press(.enter)
        for step in 0..<40 {
            transcript.press(.down)
            func row() -> Int? { Self.lines(transcript.frame(size)).firstIndex { $0.contains("▌C\(step) ") } }
            let before = row()
            transcript.press(.enter)
            #expect(before != nil && row() == before, "C\(step)")
            #expect(Self.lines(transcript.frame(size)).contains { $0.contains("Total \(step).123456789012345678") })
            transcript.press(.enter)
        }
        transcript.end()
    }

    // MARK: Told apart

    @Test(arguments: [60, 76, 80, 100, 120, 160, 200])
    func twoRowsOfOneCoinNeverLookAlike(columns: Int) throws {
        let same = [
            Wallet(kind: .trading, total: Amount("1"), assets: [Sample.asset("USDT", "1.00000000000000000001", value: "1")]),
            Wallet(kind: .funding, total: Amount("1"), assets: [Sample.asset("USDT", "1.00000000000000000001", value: "1")]),
        ]
        var transcript = try Self.connected(Sample.portfolio(wallets: same))
        transcript.press(.enter)
        let rows = Self.lines(transcript.frame(Size(columns: columns, rows: 40))).filter { $0.contains("USDT") && !$0.contains("-USDT") }
        #expect(rows.count == 2 && rows.contains { $0.contains("Trading") } && rows.contains { $0.contains("Funding") }, "\(rows)")
        transcript.end()
    }

    @Test func positionsShowTheirPricesAtEightyColumns() throws {
        var transcript = try Self.connected(Sample.portfolio())
        transcript.press(.character("t"))
        for language in Language.allCases {
            if language == .simplifiedChinese { transcript.press(.function(2)) }
            let lines = Self.lines(transcript.frame(Size(columns: 80, rows: 24)))
            let words = Text.of(language).portfolio
            let header = try #require(lines.first { $0.filter { $0 != " " }.contains(words.instrument) })
            for column in [words.entry, words.mark, words.liquidation] { #expect(squeezed(header).contains(squeezed(column)), "\(header)") }
            #expect(lines.contains { $0.contains("BTC-USDT-SWAP") && $0.contains("60 000") && $0.contains("54 254.9") })
        }
        transcript.end()
    }

    private func squeezed(_ text: String) -> String { text.filter { $0 != " " } }

    /// What the exchange only sums up has a row, so that the rows make the total.
    @Test func theRowsMakeTheTotal() throws {
        let snapshot = Sample.snapshot(
            equity: .init(currency: "USD", total: Amount("150.5")!),
            wallets: [
                Wallet(kind: .trading, total: Amount("100"), assets: [Sample.asset("BTC", "1", value: "100")]),
                Wallet(kind: .earn, total: Amount("50.5"), assets: []),
            ])
        let sum = AssetRow.rows(of: snapshot).reduce(Amount.zero) { $0 + ($1.asset.value ?? .zero) }
        #expect(sum == snapshot.equity?.total)
        var transcript = try Self.connected(snapshot)
        #expect(Self.lines(transcript.frame(Size(columns: 80, rows: 24))).contains { $0.contains("sum only") && $0.contains("50.50") })
        transcript.end()
    }

    // MARK: Trouble

    @Test func theNextInTroubleIsOneKeyAway() throws {
        var transcript = try Self.connected(Sample.portfolio(), Sample.portfolio(), Sample.portfolio(), Sample.portfolio())
        transcript.refresh([
            .read(Sample.portfolio()), .failed(Sample.failure(.keyUnknown)), .read(Sample.portfolio()), .failed(Sample.failure(.timeout)),
        ])
        transcript.press(.home)
        var visited: [String?] = []
        for _ in 0..<3 {
            transcript.press(.character("!"))
            visited.append(transcript.chosenName)
        }
        #expect(visited == ["main-2", "main-4", "main-2"])
        transcript.end()
    }

    /// What only tells of a change counts as nothing to mend, and is gone once it is acknowledged.
    @Test func aChangeIsAcknowledged() throws {
        var transcript = try Self.connected(Sample.snapshot())
        transcript.refresh([.read(Sample.snapshot(settings: OKXSettingsSample.settings("spot", "one-way", "isolated")))])
        #expect(transcript.machine.connections[0].status == .attention)
        #expect(transcript.view.summary == "1 connected")
        transcript.press(.enter, .enter)
        #expect(transcript.screenTitle == "main · Details")
        transcript.press(.character("x"))
        #expect(transcript.machine.connections[0].status == .connected)
        transcript.press(.escape)
        #expect(!Self.lines(transcript.frame(Size(columns: 80, rows: 24))).contains { $0.contains("notice") })
        transcript.end()
    }

    @Test func accountsAreSorted() throws {
        func worth(_ dollars: String) -> AccountSnapshot {
            Sample.snapshot(equity: .init(currency: "USD", total: Amount(dollars)!))
        }
        var transcript = try Self.connected(worth("5"), worth("900"), worth("70"))
        transcript.refresh([.read(worth("5")), .read(worth("900")), .failed(Sample.failure(.keyUnknown))])
        func names() -> [String] { transcript.listLines.prefix(3).map { String($0.prefix { $0 != "|" }) } }
        #expect(names() == ["main", "main-2", "main-3"])
        transcript.press(.character("s"), .character("s"))
        #expect(names() == ["main-2", "main-3", "main"] && transcript.view.notice?.text == "Accounts sorted: by total")
        transcript.press(.character("s"))
        #expect(names() == ["main-3", "main", "main-2"])
        transcript.press(.character("s"))
        #expect(names() == ["main", "main-2", "main-3"])
        transcript.end()
    }

    // MARK: All accounts

    @Test func allAccountsOpen() throws {
        func position(_ instrument: String, liquidation: String?) -> Position {
            Position(
                instrument: instrument, kind: .perpetual, side: .long, size: Amount("1"), entryPrice: Amount("100"),
                markPrice: Amount("100"),
                unrealizedProfit: nil, marginMode: .isolated, liquidationPrice: liquidation.flatMap { Amount($0) })
        }
        let first = Sample.portfolio(
            .read([position("FAR", liquidation: "20"), position("NONE", liquidation: nil)]),
            wallets: [
                Wallet(
                    kind: .trading, total: Amount("10"),
                    assets: [Sample.asset("BTC", "0.1", value: "10"), Sample.asset("NEW", nil, value: nil)])
            ])
        let second = Sample.portfolio(
            .read([position("NEAR", liquidation: "95")]),
            wallets: [Wallet(kind: .funding, total: Amount("30"), assets: [Sample.asset("BTC", "0.3", value: "30")])])
        var transcript = try Self.connected(first, second)
        transcript.press(.end, .enter)
        let size = Size(columns: 120, rows: 40)
        let coins = Self.lines(transcript.frame(size))
        #expect(coins.contains { $0.contains("All LIVE accounts (2)") })
        #expect(coins.contains { $0.contains("BTC") && $0.contains("0.4") && $0.contains("40.00") })
        #expect(coins.contains { $0.contains("NEW") && $0.contains("–") && !$0.contains(" 0 ") }, "what is not known is no zero")
        transcript.press(.character("t"))
        let rows = Self.lines(transcript.frame(size))
        func place(_ name: String) -> Int? { rows.firstIndex { $0.contains(name) } }
        let (near, far, none) = (try #require(place("NEAR")), try #require(place("FAR")), try #require(place("NONE")))
        #expect(near < far && far < none && rows[near].contains("5.0 %") && rows[near].contains("main-2"))
        transcript.press(.down, .enter)
        #expect(Self.lines(transcript.frame(size)).contains { $0.contains("NEAR  main-2") })
        transcript.press(.escape, .escape, .home)
        #expect(transcript.chosenName == "main")
        transcript.end()
    }

    /// An account that two keys lead to is counted once there too.
    @Test func oneAccountIsOnceAmongAll() throws {
        var transcript = try Self.connected(Sample.snapshot(accountID: "7"), Sample.snapshot(accountID: "7"))
        let coins = CoinRow.rows(of: AccountsTotal.apart(.live, among: transcript.machine.connections), filter: "")
        #expect(coins.first { $0.code == "BTC" }?.holders.count == 1)
        transcript.end()
    }

    // MARK: The mouse

    @Test func aClickNeverMovesWhatWasClicked() throws {
        let assets = (0..<40).map { Sample.asset("C\($0)", "\($0).5", value: "\(900 - $0)") }
        var transcript = try Self.connected(
            Sample.portfolio(wallets: [Wallet(kind: .trading, total: Amount("138000"), assets: assets)]))
        let size = Size(columns: 80, rows: 24)
        transcript.send(.resized(size))
        transcript.press(.enter)
        for _ in 0..<20 { transcript.press(.down) }
        let before = transcript.frame(size)
        let row = try #require(Self.lines(before).firstIndex { $0.contains("C12 ") })
        let target = try #require(before.target(at: Frame.Position(column: 50, row: row)))
        transcript.send(.mousePressed(target))
        #expect(Self.lines(transcript.frame(size))[row].contains("▌C12 "))
        transcript.end()
    }

    @Test func aColumnsTitleSorts() throws {
        var transcript = try Self.connected(Sample.portfolio())
        let size = Size(columns: 120, rows: 40)
        func press(_ title: String) throws {
            let frame = transcript.frame(size)
            let row = try #require(Self.lines(frame).firstIndex { $0.contains("Asset") })
            let column = try #require(Self.lines(frame)[row].range(of: title)).lowerBound
            let place = Self.lines(frame)[row].distance(from: Self.lines(frame)[row].startIndex, to: column)
            transcript.send(.mousePressed(try #require(frame.target(at: Frame.Position(column: place, row: row)))))
        }
        try press("Total")
        #expect(transcript.machine.viewing.assetOrder == SortOrder(.total, .descending))
        try press("Total")
        #expect(transcript.machine.viewing.assetOrder == SortOrder(.total, .ascending))
        try press("Asset")
        #expect(transcript.machine.viewing.assetOrder == SortOrder(.asset, .ascending))
        transcript.end()
    }
}
