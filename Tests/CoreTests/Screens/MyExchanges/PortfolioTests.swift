import TestSupport
import Testing

@testable import Core
@testable import Domain

/// My Exchanges as a place to work in: order, filter, folding, privacy, currencies, export.
struct PortfolioTests {
    private func connected(_ snapshot: AccountSnapshot = Sample.portfolio()) throws -> MachineTranscript {
        var transcript = MachineTranscript()
        try transcript.connect(snapshot)
        transcript.press(.enter)
        return transcript
    }

    private static func home(_ transcript: MachineTranscript) throws -> MyExchanges {
        guard case .myExchanges(let home)? = transcript.machine.screens.first else { throw Missing() }
        return home
    }

    private struct Missing: Error {}

    private static func codes(_ transcript: MachineTranscript) throws -> [String] {
        let home = try home(transcript)
        let context = transcript.machine.context
        return home.holdings(transcript.machine.connections[0], try #require(home.snapshot(context)), context).rows.map(\.asset.code)
    }

    private static func screen(_ transcript: MachineTranscript, _ size: Size = Size(columns: 120, rows: 40)) -> String {
        let frame = transcript.frame(size)
        return (0..<size.rows).map { frame.row($0).map(\.glyph).joined() }.joined(separator: "\n")
    }

    // MARK: Order

    private static func rows(_ seed: UInt64) -> [Asset] {
        var random = SeededGenerator(seed: seed)
        func amount() -> Amount? {
            switch Int.random(in: 0..<6, using: &random) {
            case 0: nil
            case 1: .zero
            case 2: Amount("-\(Int.random(in: 1 ..< 9, using: &random)).5")
            case 3: Amount("\(Int.random(in: 1 ..< 4, using: &random))")
            case _: Amount("\(Int.random(in: 0 ..< 1_000_000, using: &random)).\(Int.random(in: 0 ..< 1_000, using: &random))")
            }
        }
        return (0..<40).map { number in
            Asset(
                code: "C\(Int.random(in: 0 ..< 25, using: &random))\(number % 3 == 0 ? "" : "X\(number)")", total: amount(),
                available: amount(),
                inUse: amount(), value: amount(), unrealizedProfit: amount(), price: amount(), dayChange: amount())
        }
    }

    /// Whatever the exchange's order, the rows come out the same: the order is total.
    @Test(arguments: 1...12) func sortingIsATotalOrder(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let assets = Dictionary(Self.rows(seed).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first }).values.sorted {
            $0.code < $1.code
        }
        for column in AssetColumn.allCases {
            for direction in [SortOrder<AssetColumn>.Direction.ascending, .descending] {
                let order = SortOrder(column, direction)
                func sorted(_ trading: [Asset], _ funding: [Asset]) -> [AssetRow] {
                    AssetRow.rows(
                        of: Sample.snapshot(wallets: [
                            Wallet(kind: .trading, total: nil, assets: trading), Wallet(kind: .funding, total: nil, assets: funding),
                        ]), order)
                }
                let first = sorted(assets, assets.reversed())
                let second = sorted(assets.shuffled(using: &random), assets.shuffled(using: &random))
                #expect(first == second, "\(order)")
                #expect(Set(first).count == assets.count * 2, "nothing is lost")
                // What is unknown comes last in either direction, the rest in order.
                switch column {
                case .asset, .wallet: break
                case .total, .available, .inUse, .price, .dayChange, .value, .share, .profit:
                    let amounts = first.map { column.amount(of: $0.asset) }
                    let known = amounts.compactMap { $0 }
                    #expect(amounts.prefix(known.count).allSatisfy { $0 != nil })
                    #expect(zip(known, known.dropFirst()).allSatisfy { direction == .ascending ? $0 <= $1 : $0 >= $1 })
                }
            }
        }
    }

    @Test func everyColumnCanBeSortedByAndSaysSo() throws {
        var transcript = try connected()
        for size in [Size(columns: 60, rows: 20), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)] {
            for _ in AssetColumn.allCases {
                transcript.press(.character("s"))
                let order = transcript.machine.viewing.assetOrder
                let sign = order.direction.sign(.unicode)
                let title = order.column.title(.english, .dollar)
                #expect(Self.screen(transcript, size).contains(title + sign), "\(order) at \(size)")
                transcript.press(.character("S"))
                #expect(transcript.machine.viewing.assetOrder.direction == order.direction.reversed)
            }
        }
        transcript.press(.character("t"))
        for _ in PositionColumn.allCases {
            transcript.press(.character("s"))
            let order = try #require(transcript.machine.viewing.positionOrder)
            #expect(Self.screen(transcript).contains(order.column.title(.english) + order.direction.sign(.unicode)))
            let sorted = PositionTable.sorted(Sample.positions, by: order)
            #expect(sorted == PositionTable.sorted(Sample.positions.reversed(), by: order))
        }
        transcript.end()
    }

    @Test func theChosenLineStaysChosenWhileRowsMove() throws {
        var transcript = try connected()
        transcript.press(.down, .down)
        #expect(try Self.home(transcript).chosenAsset == AssetRow.ID(code: "ETH", wallet: .funding))
        transcript.press(.character("s"), .character("s"), .character("s"), .character("S"))
        #expect(try Self.home(transcript).chosenAsset == AssetRow.ID(code: "ETH", wallet: .funding))
        let richer = [
            Wallet(
                kind: .funding, total: nil, assets: [Sample.asset("ETH", "100", value: "9999999"), Sample.asset("NEW", "1", value: "1")])
        ]
        transcript.refresh([.read(Sample.portfolio(wallets: richer))])
        #expect(try Self.home(transcript).chosenAsset == AssetRow.ID(code: "ETH", wallet: .funding))
        #expect(transcript.chosenAssetPlace != nil)
        transcript.end()
    }

    // MARK: Filter and folding

    @Test func theFilterNarrowsAndEscShowsAll() throws {
        var transcript = try connected()
        transcript.press(.character("/"))
        transcript.type("uSdT")
        #expect(try Self.codes(transcript) == ["USDT", "USDT"])
        transcript.press(.enter)
        #expect(Self.screen(transcript).contains("/uSdT  3 filtered out"))
        transcript.press(.character("q"))
        #expect(transcript.view.dialog != nil, "letters are commands again")
        transcript.press(.escape, .character("/"), .escape)
        #expect(try Self.codes(transcript).count == 5)
        transcript.press(.character("/"))
        transcript.type("funding")
        #expect(try Self.codes(transcript) == ["ETH", "USDT"], "wallets match too")
        transcript.paste(.plainWord)
        transcript.send(.pasteReleased(PasteFindings.Paste(1), "zzz"))
        #expect(try Self.codes(transcript).isEmpty)
        transcript.press(.control("u"))
        #expect(try Self.codes(transcript).count == 5)
        transcript.end()
    }

    @Test func connectionsAreFilteredByNameStateAndMoney() throws {
        var transcript = MachineTranscript()
        for _ in 0..<4 { try transcript.connect(Sample.portfolio()) }
        transcript.refresh([
            .read(Sample.portfolio()), .failed(Sample.failure(.timeout)), .read(Sample.portfolio()), .read(Sample.portfolio()),
        ])
        func listed() throws -> [String] {
            try Self.home(transcript).listed(transcript.machine.context).map { transcript.machine.connections[$0].name }
        }
        for (words, names) in [
            ("main-3", ["main-3"]), ("stale", ["main-2"]), ("live", ["main", "main-2", "main-3", "main-4"]),
            ("okx", ["main", "main-2", "main-3", "main-4"]),
        ] {
            transcript.press(.character("/"), .control("u"))
            transcript.type(words)
            transcript.press(.enter)
            #expect(try listed() == names, "\(words)")
            #expect(names.contains(transcript.chosenName ?? ""), "the chosen one is among them")
        }
        transcript.press(.character("/"), .control("u"))
        transcript.type("main-3")
        transcript.press(.enter, .down, .up, .home)
        #expect(transcript.chosenName == "main-3")
        transcript.press(.escape)
        #expect(try listed().count == 4)
        transcript.press(.down)
        #expect(transcript.chosenName == "main-4")
        transcript.end()
    }

    /// What is not shown is counted, and nothing that is owed is ever among it.
    @Test(arguments: 1...20) func nothingIsLostAndDebtsAreNeverHidden(seed: UInt64) {
        let snapshot = Sample.snapshot(wallets: [
            Wallet(kind: .trading, total: nil, assets: Self.rows(seed)), Wallet(kind: .earn, total: nil, assets: Self.rows(seed + 100)),
        ])
        let all = snapshot.wallets.flatMap(\.assets)
        for filter in ["", "c1", "x", "nothing has that name"] {
            for small in [Viewing.SmallRows.shown, .folded] {
                var viewing = Viewing()
                viewing.smallRows = small
                let holdings = Holdings(snapshot, viewing, filter: filter, .english)
                #expect(holdings.rows.count + holdings.filteredOut + holdings.folded.count == all.count)
                let shown = holdings.rows.map(\.asset)
                #expect(all.filter(\.isDebt).allSatisfy { shown.contains($0) })
                #expect(small == .folded || holdings.folded.count == 0)
                if filter.isEmpty, small == .folded {
                    let sum = shown.reduce(Amount.zero) { $0 + ($1.value ?? .zero) } + holdings.folded.value
                    #expect(sum == all.reduce(Amount.zero) { $0 + ($1.value ?? .zero) }, "the sum is exact")
                    #expect(
                        all.filter { $0.value == nil && $0.total?.isZero != true }.allSatisfy { shown.contains($0) },
                        "what has no price is not taken for small")
                }
            }
        }
    }

    // MARK: Privacy

    /// Digits that no key, time, count, share or address has.
    private static let secretive = [
        Wallet(
            kind: .trading, total: Amount("7373735.5151515"),
            assets: [
                Asset(
                    code: "BTC", total: Amount("-6161616.2727"), available: Amount("5353535.8989"), inUse: Amount("4646464.9191"),
                    value: Amount("7373735.5151515"), unrealizedProfit: Amount("-3838383.6767"), debt: Amount("2929292.4343"))
            ]),
        Wallet(kind: .funding, total: Amount("1717171.6464"), assets: [Sample.asset("ETH", "9494949.7575", value: "0.0075757575")]),
    ]

    private static let secretivePosition = Position(
        instrument: "BTC-USDT-SWAP", kind: .perpetual, side: .long, size: Amount("8585858.1313"), entryPrice: Amount("2424242.7979"),
        markPrice: Amount("60000"), unrealizedProfit: Amount("-1919191.5656"), leverage: Amount("10"), marginMode: .cross,
        liquidationPrice: Amount("5959595.3131"), currency: "USDT")

    private static var secretiveSnapshot: AccountSnapshot {
        let plain = Sample.snapshot()
        let notice = Notice(
            .totalDiffers, message: Phrase(en: "The total is 7373735.5151515 USD.", zh: "总额为 7373735.5151515 USD。"),
            discreet: Phrase(en: "The totals differ.", zh: "总额不一致。"), remedy: [])
        return AccountSnapshot(
            key: plain.key, kind: plain.kind, settings: plain.settings, equity: .init(currency: "USD", total: Amount("9090906.3232")!),
            wallets: secretive, positions: .read([secretivePosition]), rates: Sample.rates, notices: [notice], clockOffsetMilliseconds: 0,
            asOf: Sample.moment)
    }

    /// Any four digits in a row of its amounts, in groups or not.
    private static var secretiveDigits: Set<String> {
        let position = secretivePosition
        var digits: Set<String> = []
        let amounts =
            secretive.flatMap {
                $0.assets.flatMap { [$0.total, $0.available, $0.inUse, $0.value, $0.unrealizedProfit, $0.debt] } + [$0.total]
            }
            + [position.size, position.entryPrice, position.unrealizedProfit, position.liquidationPrice, secretiveSnapshot.equity?.total]
        for amount in amounts.compactMap({ $0 }) {
            let text = amount.plain.filter(\.isNumber)
            for start in text.indices.dropLast(3) { digits.insert(String(text[start...].prefix(4))) }
        }
        digits.remove("0000")
        return digits
    }

    private static func expectHidden(_ transcript: MachineTranscript, _ what: String) {
        let digits = secretiveDigits
        for size in [Size(columns: 60, rows: 20), Size(columns: 80, rows: 24), Size(columns: 160, rows: 60)] {
            let screen = Self.screen(transcript, size).filter { !$0.isWhitespace }
            for found in digits where screen.contains(found) {
                Issue.record("\(what) at \(size) shows \(found)\n\(Self.screen(transcript, size))")
            }
        }
    }

    @Test(arguments: Language.allCases, [GlyphSet.unicode, .ascii]) func hiddenAmountsAreNowhere(language: Language, glyphs: GlyphSet)
        throws
    {
        var configuration = Sample.live(language)
        configuration.glyphs = glyphs
        var transcript = MachineTranscript(configuration)
        let snapshot = Self.secretiveSnapshot
        for _ in 0..<2 { try transcript.connect(snapshot) }
        transcript.press(.character("p"))
        func check(_ what: String) { Self.expectHidden(transcript, what) }
        check("the list")
        for currency in 0..<4 {
            transcript.press(.character("v"))
            check("currency \(currency)")
        }
        transcript.press(.enter, .down)
        check("an asset")
        transcript.press(.down, .character("h"))
        check("folded")
        transcript.press(.character("t"), .down)
        check("a position")
        for key in [Key.character("?"), .character("d"), .character("n"), .character("q"), .character("e")] {
            transcript.press(key)
            check("\(key)")
            if transcript.view.dialog != nil { transcript.press(.escape) }
        }
        #expect(transcript.view.notice?.text == Text.of(language).portfolio.exportHidden, "nothing is exported that is not shown")
        transcript.refresh([.failed(Sample.failure(.timeout)), .failed(Sample.failure(.keyUnknown))])
        check("failed readings")
        transcript.press(.character("c"))
        check("a check")
        try transcript.finishJob(.read(snapshot))
        check("a check that passed")
        transcript.press(.enter, .character("p"), .character("t"), .home, .down)
        #expect(Self.screen(transcript).filter { !$0.isWhitespace }.contains("6161616.2727"), "and then they are back")
        transcript.end()
    }

    @Test func privacyOutlastsLocking() throws {
        var transcript = try MachineTranscript.open("main")
        transcript.press(.character("p"), .character("L"))
        try transcript.unlock()
        #expect(transcript.machine.viewing.amounts == .hidden)
        #expect(!Self.screen(transcript).contains("152 550"))
        transcript.end()
    }

    // MARK: Currencies

    @Test func onlyCurrenciesWithARateComeUp() throws {
        var transcript = try connected()
        var seen: [TotalCurrency] = []
        var said: [String] = []
        for _ in 0..<4 {
            transcript.press(.character("v"))
            seen.append(transcript.machine.viewing.currency)
            said.append(transcript.view.notice?.text ?? "")
        }
        #expect(seen == [.tether, .bitcoin, .yuan, .dollar])
        #expect(
            said == ["Totals are in USDT.", "Totals are in BTC.", "Totals are in CNY; no rate for EUR.", "Totals are in USD."],
            "what is passed over is said when it is")
        transcript.press(.character("v"), .character("v"))
        #expect(Self.screen(transcript).contains("Total  1.29421504 BTC"))
        transcript.refresh([.read(Sample.snapshot())])
        #expect(Self.screen(transcript).contains("Total  – BTC  no rate for BTC"), "a rate that is gone is said, and nothing is made up")
        transcript.end()
    }

    /// What has not been read yet is not said to be missing.
    @Test func aRateThatMayStillComeIsNotSaidToBeMissing() throws {
        var transcript = MachineTranscript()
        let plain = Sample.portfolio()
        func snapshot(_ rates: ExchangeRates) -> AccountSnapshot {
            AccountSnapshot(
                key: plain.key, kind: plain.kind, settings: plain.settings, equity: plain.equity, wallets: plain.wallets, rates: rates,
                notices: [], clockOffsetMilliseconds: 0, asOf: Sample.moment)
        }
        try transcript.connect(snapshot(ExchangeRates([.bitcoin: .dollarsPerUnit(Amount(100_000))], awaited: [.euro, .yuan])))
        transcript.press(.character("v"))
        #expect(transcript.machine.viewing.currency == .bitcoin)
        #expect(transcript.view.notice?.text == "Totals are in BTC; no rate for USDT.")
        transcript.press(.character("v"))
        #expect(transcript.view.notice?.text == "Totals are in USD; rate for EUR, CNY not read yet.")
        transcript.press(.character("v"))
        transcript.refresh([.read(snapshot(ExchangeRates([:], awaited: [.bitcoin])))])
        #expect(Self.screen(transcript).contains("Total  – BTC  rate for BTC not read yet"))
        transcript.end()
        // Before the first reading nothing is known of any rate.
        var unread = MachineTranscript(Sample.locked(.simplifiedChinese), stored: ["main"])
        try unread.typeSecret(Sample.vaultPassphrase)
        unread.press(.enter)
        try unread.finishVaultCommand()
        unread.press(.character("v"))
        #expect(unread.view.notice?.text == "总额以 USD 计价；尚未读取 USDT、BTC、EUR、CNY 汇率。")
        unread.finishReadings()
        unread.press(.character("v"))
        #expect(unread.view.notice?.text == "总额以 USD 计价；没有 USDT、BTC、EUR、CNY 汇率。")
        unread.end()
    }

    /// A gain has its sign and its colour, as a loss has.
    @Test func gainsHaveASign() throws {
        let assets = ["1234.5", "-1234.5", "0"].enumerated().map { number, profit in
            Asset(
                code: "A\(number)", total: Amount(1), available: nil, inUse: nil, value: Amount(3 - number),
                unrealizedProfit: Amount(profit))
        }
        var transcript = MachineTranscript()
        try transcript.connect(Sample.snapshot(wallets: [Wallet(kind: .trading, total: Amount(6), assets: assets)]))
        let frame = transcript.frame(Size(columns: 120, rows: 40))
        func role(of text: String) -> Role? {
            for row in 0..<frame.size.rows {
                let cells = frame.row(row).map { $0.isContinuation ? "" : $0.glyph }
                for column in cells.indices where cells[column...].joined().hasPrefix(text) {
                    return frame[column - cells.startIndex, row].role
                }
            }
            return nil
        }
        #expect(role(of: "+1 234.5") == .positive)
        #expect(role(of: "-1 234.5") == .negative)
        let position = Position(
            instrument: "X", kind: .perpetual, side: .long, size: Amount(1), unrealizedProfit: Amount("0.5"), marginMode: .isolated,
            currency: "USDT")
        #expect(PositionColumn.profit.words(for: position, .english) == "+0.5 USDT")
    }

    // MARK: All accounts together

    @Test(arguments: 1...10) func sumsAreExactInAnyOrder(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        // Counted in units of the eighth digit, which whole numbers hold exactly.
        let units = (0..<60).map { _ in Int.random(in: -9_000_000_000_000..<9_000_000_000_000, using: &random) }
        let parts = units.enumerated().map { number, value in
            AccountsTotal.Part(
                name: "\(number)", equity: .init(currency: "USD", total: Amount(value) * Amount("0.00000001")!),
                age: number % 7 == 0 ? .outdated : .current)
        }
        let total = AccountsTotal(parts.shuffled(using: &random))
        #expect(total.dollars == Amount(units.reduce(0, +)) * Amount("0.00000001")!)
        #expect(total.counted == 60 && total.outdated.count == 9 && total.missing.isEmpty)
    }

    @Test func whatIsMissingInATotalIsSaid() {
        let total = AccountsTotal([
            .init(name: "a", equity: .init(currency: "USD", total: Amount(5)), age: .current), .init(name: "b", equity: nil, age: .current),
            .init(name: "c", equity: .init(currency: "EUR", total: Amount(7)), age: .current),
        ])
        #expect(total.dollars == Amount(5) && total.counted == 1 && total.missing == ["b", "c"])
        #expect(AccountsTotal([.init(name: "b", equity: nil, age: .current)]).dollars == nil, "unknown is not zero")
    }

    @Test func twoKeysOfAnAccountAreCountedOnce() throws {
        func part(_ name: String, _ id: String, _ dollars: Int, _ age: AccountsTotal.Part.Age = .current) -> AccountsTotal.Part {
            .init(
                name: name, account: .init(exchange: "okx", site: "global", id: id), equity: .init(currency: "USD", total: Amount(dollars)),
                age: age)
        }
        let total = AccountsTotal([
            part("watch", "7", 100, .outdated), part("other", "8", 5), part("bot", "7", 101), part("x", "", 1), part("y", "", 1),
        ])
        #expect(total.dollars == Amount(108) && total.counted == 4 && total.outdated.isEmpty, "the latest reading of it counts")
        #expect(total.same == [["watch", "bot"]])
        #expect(total.words(.live, .english).remarks == ["one account, counted once: watch, bot"])
        #expect(total.words(.live, .simplifiedChinese).remarks == ["同一账户，仅计一次：watch、bot"])
        let elsewhere = AccountsTotal.Part(
            name: "eea", account: .init(exchange: "okx", site: "eea", id: "8"), equity: .init(currency: "USD", total: Amount(1)),
            age: .current)
        #expect(AccountsTotal([part("other", "8", 5), elsewhere]).counted == 2, "another site numbers its accounts by itself")
    }

    /// Prices and their changes come with a sign and a colour, stay readable while amounts are hidden, and say where they are not told.
    @Test func pricesAndTheirChangesCanBeRead() throws {
        #expect(Sample.asset("X", "1", price: "110", dayChange: "10").dayChangePercent == Amount("10"))
        #expect(Sample.asset("X", "1", price: "90", dayChange: "-10").dayChangePercent == Amount("-10"))
        for (price, change) in [(nil, "1"), ("1", nil), ("1", "1"), ("1", "2"), ("0", "0")] {
            #expect(Sample.asset("X", "1", price: price, dayChange: change).dayChangePercent == nil, "\(price ?? "–") \(change ?? "–")")
        }
        for language in Language.allCases {
            let words = Text.of(language).portfolio
            var transcript = MachineTranscript(Sample.live(language))
            try transcript.connect(Sample.snapshot())
            let size = Size(columns: 150, rows: 40)
            func row(_ code: String) throws -> Substring {
                try #require(Self.screen(transcript, size).split(separator: "\n").first { $0.contains(" \(code) ") })
            }
            #expect(Self.screen(transcript, size).contains(words.dayChange) && Self.screen(transcript, size).contains(words.price))
            #expect(try row("BTC").contains("117 871.3") && row("BTC").contains("-1.05") && row("SOL").contains("+3.08"))
            // To the account, to its first row, and all of that.
            transcript.press(.enter, .down, .enter)
            for small in [Size(columns: 60, rows: 20), Size(columns: 80, rows: 24)] {
                let screen = Self.screen(transcript, small)
                #expect(screen.contains("\(words.price) 117871.3 USD") && screen.contains("\(words.inADay) -1.05 %"), "\(screen)")
            }
            transcript.press(.character("p"))
            #expect(Self.screen(transcript, size).contains("117871.3"))
            transcript.end()
        }
    }

    /// Where the exchange did not value the whole account, that is said wherever its total is, and no history remembers it.
    @Test func theTradingWalletAloneIsNoWhole() throws {
        let part = Sample.snapshot(
            equity: .init(currency: "USD", total: Amount("140000")!, coverage: .tradingOnly),
            wallets: [
                Wallet(kind: .trading, total: Amount("140000"), assets: [Sample.asset("BTC", "1", value: "140000")]),
                Wallet(kind: .funding, total: nil, assets: [Sample.asset("ETH", "1", value: "7000")]),
            ])
        for language in Language.allCases {
            let words = Text.of(language).portfolio
            var transcript = MachineTranscript(Sample.live(language))
            try transcript.connect(Sample.snapshot())
            try transcript.connect(part)
            #expect(transcript.machine.histories.values.map(\.points.count) == [1], "a part would look like a loss")
            #expect(
                AccountsTotal(.live, among: transcript.machine.connections).words(.live, language).remarks == [
                    words.withTradingOnly("main-2")
                ])
            transcript.press(.end, .up)
            for key in [Key.enter, .character("t")] {
                transcript.press(key)
                let screen = Self.screen(transcript, Size(columns: 160, rows: 40))
                #expect(screen.contains(Text.of(language).accounts.tradingOnly), "\(screen)")
            }
            transcript.press(.character("t"))
            let row = try #require(Self.screen(transcript, Size(columns: 150, rows: 40)).split(separator: "\n").last { $0.contains("ETH") })
            #expect(row.contains("7 000.00  ") && row.contains("–") && !row.contains("5.0"), "no share of what it is not in: \(row)")
            transcript.end()
        }
    }

    @Test func walletsThatDoNotMakeTheTotalAreSaid() throws {
        let snapshot = Sample.snapshot(
            equity: .init(currency: "USD", total: Amount("150000")!),
            wallets: [
                Wallet(kind: .trading, total: Amount("138000"), assets: [Sample.asset("BTC", "1", value: "138000")]),
                Wallet(kind: .funding, total: Amount("10700"), assets: [Sample.asset("ETH", "1", value: "10700")]),
            ])
        var transcript = try connected(snapshot)
        #expect(
            transcript.facts().contains("The wallets add up to 148 700.00, 1 300.00 less than the total."))
        transcript.end()
    }

    /// Nothing to show is not the same as nothing there.
    @Test func noRowIsNoProofOfNoAssets() throws {
        let failed = Wallet(kind: .trading, total: Amount("138000"), assets: [], failure: Sample.failure(.timeout))
        let earn = Wallet(kind: .earn, total: Amount("7"), assets: [])
        let empty = Wallet(kind: .trading, total: Amount("0"), assets: [])
        for (wallets, words) in [
            ([failed], "The assets could not be read."), ([empty, earn], "sum only"),
            ([empty], "This account holds no assets."),
        ] {
            var transcript = try connected(Sample.snapshot(equity: nil, wallets: wallets))
            #expect(Self.screen(transcript, Size(columns: 160, rows: 40)).contains(words), "\(words)")
            transcript.end()
        }
    }

    /// A live account, and one of demo trading.
    private func liveAndDemo(_ live: AccountSnapshot, _ demo: AccountSnapshot) throws -> MachineTranscript {
        var transcript = MachineTranscript()
        try transcript.connect(live)
        transcript.goToEntry()
        transcript.goTo(.environment)
        transcript.press(.right)
        transcript.paste(.threeValues)
        transcript.press(.enter)
        try transcript.finishJob(.read(demo))
        transcript.press(.enter)
        return transcript
    }

    @Test func playMoneyHasPricesOfItsOwn() throws {
        var transcript = try liveAndDemo(Sample.snapshot(), Sample.portfolio())
        transcript.press(.character("v"), .character("v"))
        let screen = Self.screen(transcript)
        #expect(transcript.machine.viewing.currency == .bitcoin)
        #expect(transcript.listLines.suffix(2) == ["All LIVE, BTC||–|", "All DEMO, BTC||1.29421504|"], "\(screen)")
        transcript.end()
    }

    @Test func playMoneyIsNotAddedToMoney() throws {
        var transcript = try liveAndDemo(Sample.portfolio(), Sample.portfolio())
        #expect(transcript.listLines.suffix(2) == ["All LIVE, USD||152 550.81|", "All DEMO, USD||152 550.81|"])
        transcript.end()
    }

    /// Money of a testnet is added to nothing else, demo trading included.
    @Test func eachKindOfMoneyHasItsSum() {
        func part(_ dollars: Int) -> AccountsTotal.Part {
            AccountsTotal.Part(name: "a", account: nil, equity: .init(currency: "USD", total: Amount(dollars)), age: .current)
        }
        let kinds: [(Badge, Int)] = [
            (.sandbox, 1), (.testnet, 20), (.demo, 300), (.live, 4_000), (.testnet, 50_000), (.sandboxDemo, 600_000),
        ]
        let sums = AccountsTotal.each(kinds.map { ($0.0, part($0.1)) })
        #expect(sums.map(\.badge) == [.live, .demo, .testnet, .sandbox, .sandboxDemo])
        #expect(sums.map { $0.total.dollars?.plain } == ["4000", "300", "50020", "1", "600000"])
        #expect(Badge(.sandbox, .live) == .sandbox && Badge(.sandbox, .demo) == .sandboxDemo && Badge(.builtIn, .demo) == .demo)
        // What is at stake is the same at the top of the screen.
        #expect(Badge.sandboxDemo.title == "SANDBOX" && Badge.demo.title == "DEMO")
        #expect(Badge(.configured, .testnet) == .testnet && Badge(.sandbox, .testnet) == .sandbox)
    }

    // MARK: Export

    @Test func exportsWhatIsShown() throws {
        var transcript = try connected()
        transcript.press(.character("v"), .character("v"), .character("v"), .character("/"))
        transcript.type("usdt")
        transcript.press(.enter, .character("e"), .enter)
        guard case .export(let order) = try transcript.runningJob().job else {
            Issue.record("no export")
            return
        }
        #expect(order.path == "tidegate-main-balances-20261122T140312.csv" && order.format == .csv && order.existing == .kept)
        #expect(order.table.columns.prefix(4) == ["connection", "asset", "wallet", "total"])
        #expect(order.table.rows.map { $0[1] } == [.text("USDT"), .text("USDT")])
        #expect(order.table.rows[0][6] == .amount(Amount("8249.62")! * Amount("7.162")!) && order.table.rows[0][7] == .text("CNY"))
        #expect(order.table.rows[0][8] == .none)
        try transcript.finishJob(.exported(.exists))
        transcript.press(.enter)
        guard case .export(let again) = try transcript.runningJob().job else { return }
        #expect(again.existing == .replaced, "the user has been told, and insists")
        try transcript.finishJob(.exported(.written(path: "/x/y.csv")))
        #expect(transcript.view.notice?.text == "2 rows written to /x/y.csv" && transcript.view.dialog == nil)
        transcript.end()
    }

    @Test func anotherNameIsAnotherFile() throws {
        var transcript = try connected()
        transcript.press(.character("t"), .character("e"), .enter)
        try transcript.finishJob(.exported(.exists))
        transcript.press(.control("u"), .enter)
        #expect(Self.screen(transcript).contains("A name is needed."))
        transcript.type("positions.txt")
        transcript.press(.enter)
        #expect(Self.screen(transcript).contains("has to end in .csv or .json"))
        transcript.press(.backspace, .backspace, .backspace)
        transcript.type("json")
        transcript.press(.enter)
        guard case .export(let order) = try transcript.runningJob().job else { return }
        #expect(order.format == .json && order.existing == .kept && order.table.rows.count == 3)
        try transcript.finishJob(.failed(Sample.failure(.vaultUnwritable)))
        #expect(transcript.view.dialog != nil, "what was typed is not lost")
        transcript.press(.enter, .escape)
        try transcript.finishJob(.exported(.written(path: "/x/z.json")))
        #expect(transcript.view.notice?.text == "/x/z.json", "it is there although the dialog was left")
        transcript.end()
    }

    // MARK: Much of everything

    @Test func onlyRowsThatAreInSightArePutIntoWords() throws {
        let assets = (0..<500).map { Sample.asset("C\($0)", "\($0).5", value: "\(1_000_000 - $0)") }
        var transcript = try connected(Sample.portfolio(wallets: [Wallet(kind: .trading, total: nil, assets: assets)]))
        for key in [Key.home, .down, .pageDown, .end, .up] {
            transcript.press(key)
            let tables = transcript.view.blocks.flatMap { block -> [Block.Table] in
                guard case .panes(let panes) = block else { return [] }
                return panes.flatMap(\.blocks).compactMap { if case .table(let table) = $0 { table } else { nil } }
            }
            #expect(tables.count == 1 && tables[0].rows.count <= 20)
        }
        transcript.press(.end)
        #expect(Self.screen(transcript).contains("▌C499"))
        for place in stride(from: 498, through: 0, by: -1) {
            transcript.press(.up)
            if place % 50 == 0 { #expect(Self.screen(transcript).contains("▌C\(place) "), "\(place)") }
        }
        transcript.end()
    }

    @Test(arguments: [
        "0", "-0", "1", "-1", "999", "1000", "-1000", "0.5", "-0.001", "1000000.10", "1e30", "1e-30",
        "123456789012345678901234567890.12345678", "999999999", "1000000000", "0.000000001",
    ])
    func theLengthIsThatOfTheWords(text: String) throws {
        let amount = try #require(Amount(text))
        #expect(amount.groupedLength == amount.trimmed.grouped(separator: " ").count)
    }
}
