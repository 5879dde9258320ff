import Testing

@testable import Core
@testable import Domain

extension Sample {
    static func position(
        _ instrument: String, _ side: PositionSide, size: String, profit: String, mode: Position.MarginMode = .isolated,
        kind: Position.Kind = .perpetual
    ) -> Position {
        Position(
            instrument: instrument, kind: kind, side: side, size: Amount(size), entryPrice: Amount("60000"), markPrice: Amount("59974.8"),
            unrealizedProfit: Amount(profit), leverage: Amount("10"), marginMode: mode, liquidationPrice: Amount("54254.9"),
            currency: "USDT")
    }

    static let positions: [Position] = [
        position("BTC-USDT-SWAP", .long, size: "1", profit: "-0.252"),
        position("ETH-USDT-SWAP", .short, size: "-25", profit: "113.7500000000000002", mode: .cross),
        Position(
            instrument: "BTC-USD-261225-120000-C", kind: .option, side: .long, size: Amount("3"), entryPrice: nil, markPrice: nil,
            unrealizedProfit: nil, leverage: nil, marginMode: .cross, liquidationPrice: nil, currency: "BTC"),
    ]

    static let rates = ExchangeRates([
        .bitcoin: .dollarsPerUnit(Amount("117871.3")!), .tether: .dollarsPerUnit(Amount("0.9998")!),
        .yuan: .unitsPerDollar(Amount("7.162")!),
    ])

    /// Neither the trading wallet nor the positions could be read.
    static var tradingFailed: AccountSnapshot {
        let why = failure(.exchangeUnavailable)
        return portfolio(
            .failed(why),
            wallets: plainWallets.map { $0.kind == .trading ? Wallet(kind: .trading, total: $0.total, assets: [], failure: why) : $0 })
    }

    static func portfolio(
        _ positions: PositionsReading = .read(positions), addresses: [String] = ["203.0.113.7"], wallets: [Wallet] = plainWallets
    ) -> AccountSnapshot {
        let plain = snapshot(addresses: addresses, wallets: wallets)
        return AccountSnapshot(
            key: plain.key, kind: plain.kind, settings: plain.settings, equity: plain.equity, wallets: plain.wallets, positions: positions,
            rates: rates,
            notices: [], clockOffsetMilliseconds: -12, asOf: moment)
    }

    /// Dust, nothing, debts and what has no price, of which folding may take the first two only.
    static let smallThings = [
        Wallet(
            kind: .trading, total: Amount("995.0011"),
            assets: [
                asset("BTC", "0.01", available: "0.01", inUse: "0", value: "1000"), asset("DUST", "0.00000001", value: "0.0011"),
                asset("ZERO", "0", available: "0", inUse: "0", value: "0"), asset("OWED", "-5", available: "0", inUse: "0", value: "-5"),
                Asset(
                    code: "LENT", total: Amount("0"), available: Amount("0"), inUse: nil, value: Amount("0"), unrealizedProfit: nil,
                    debt: Amount("2.5")),
                asset("NEW", "7", value: nil), asset("EMPTY", nil, value: nil),
            ])
    ]

    /// A day's worth of points.
    static func history(_ id: Connection.ID) -> EquityHistory {
        EquityHistory(
            (0..<24).map { step in
                .init(
                    unixMilliseconds: moment.unixMilliseconds - Int64(23 - step) * 3_600_000,
                    total: Amount(150_000 + (step * step * 37) % 900))
            })
    }
}

extension Scene {
    private static func ascii(_ language: Language) -> AppConfiguration {
        var configuration = Sample.live(language)
        configuration.glyphs = .ascii
        return configuration
    }

    private static func asciiVault(_ language: Language) -> AppConfiguration {
        var configuration = Sample.locked(language)
        configuration.glyphs = .ascii
        return configuration
    }

    private static func connected(_ transcript: inout MachineTranscript, _ snapshot: AccountSnapshot = Sample.portfolio()) throws {
        try transcript.connect(snapshot)
        transcript.press(.enter)
    }

    private static func listening(_ language: Language) -> AppConfiguration {
        var configuration = Sample.locked(language)
        configuration.streams = true
        return configuration
    }

    static let portfolio: [Scene] = [
        Scene("portfolio-positions") {
            try connected(&$0)
            $0.press(.character("t"), .down, .down)
        },
        Scene("portfolio-positions-sorted", ascii) {
            try connected(&$0)
            $0.press(.character("t"), .character("s"), .character("s"), .character("S"))
        },
        Scene("portfolio-positions-none") {
            try connected(&$0, Sample.portfolio(.read([])))
            $0.press(.character("t"))
        },
        Scene("portfolio-positions-not-had") {
            try connected(&$0, Sample.portfolio(.failed(Sample.failure(.timeout))))
            $0.press(.character("t"))
        },
        Scene("portfolio-part-failed") {
            try connected(&$0)
            $0.refresh([.read(Sample.tradingFailed)])
            $0.press(.down)
        },
        Scene("portfolio-positions-kept") {
            try connected(&$0)
            $0.refresh([.read(Sample.tradingFailed)])
            $0.press(.character("t"))
        },
        Scene("portfolio-filter") {
            try connected(&$0)
            $0.press(.character("/"))
            $0.type("usd")
        },
        Scene("portfolio-filter-connections") {
            for _ in 0..<12 { try $0.connect(Sample.portfolio()) }
            $0.press(.character("/"))
            $0.type("main-1")
            $0.press(.enter)
        },
        Scene("portfolio-filter-nothing") {
            for _ in 0..<2 { try $0.connect(Sample.portfolio()) }
            $0.press(.character("/"))
            $0.type("nowhere")
        },
        Scene("portfolio-sorted") {
            try connected(&$0)
            $0.press(.character("s"), .character("s"), .character("s"), .down, .down)
        },
        Scene("portfolio-folded") {
            try connected(&$0, Sample.portfolio(wallets: Sample.smallThings))
            $0.press(.character("h"))
        },
        Scene("portfolio-debt") {
            try connected(&$0, Sample.portfolio(wallets: Sample.smallThings))
            $0.press(.end, .up, .up)
        },
        Scene("portfolio-privacy") {
            for _ in 0..<2 { try $0.connect(Sample.portfolio()) }
            $0.press(.character("p"), .enter, .down)
        },
        Scene("portfolio-privacy-positions", ascii) {
            try connected(&$0)
            $0.press(.character("p"), .character("t"), .down)
        },
        Scene("portfolio-bitcoin") {
            try connected(&$0)
            $0.press(.character("v"), .character("v"), .down)
        },
        Scene("portfolio-yuan") {
            try connected(&$0)
            $0.press(.character("v"), .character("v"), .character("v"))
        },
        Scene("portfolio-export") {
            try connected(&$0)
            $0.press(.character("e"))
        },
        Scene("portfolio-export-exists") {
            try connected(&$0)
            $0.press(.character("e"), .enter)
            try $0.finishJob(.exported(.exists))
        },
        Scene("portfolio-exported") {
            try connected(&$0)
            $0.press(.character("e"), .enter)
            try $0.finishJob(.exported(.written(path: "/home/user/tidegate-main-balances-20261122T140312.csv")))
        },
        Scene("portfolio-check") {
            try connected(&$0)
            $0.press(.character("c"))
            $0.send(.operation(try $0.runningJob().ticket, .rowSettled(.reach, Sample.good(.reach))))
        },
        Scene("portfolio-check-failed") {
            try connected(&$0)
            $0.press(.character("c"))
            try $0.finishJob(.failed(Sample.failure(.ipNotAllowed)))
        },
        Scene("portfolio-check-passed") {
            try connected(&$0)
            $0.press(.character("c"))
            for row in VerificationRow.allCases { $0.send(.operation(try $0.runningJob().ticket, .rowSettled(row, Sample.good(row)))) }
            try $0.finishJob(.read(Sample.portfolio()))
        },
        Scene("portfolio-keep-alive") { try connected(&$0, Sample.portfolio(addresses: [])) },
        Scene("portfolio-reading") {
            for _ in 0..<3 { try $0.connect(Sample.portfolio()) }
            $0.press(.character("r"))
            let first = try #require($0.driver.openTickets.keys.min { $0.number < $1.number })
            $0.send(.operation(first, .read(Sample.portfolio())))
        },
        Scene("portfolio-hundred", Sample.locked, stored: (1...100).map { "desk-\($0)" }) {
            try $0.unlock()
            $0.press(.down, .pageDown)
        },
        Scene("portfolio-live", listening, stored: ["main"]) {
            try $0.unlock()
            let stream = try #require($0.driver.openTickets.first { if case .stream = $0.value { true } else { false } }?.key)
            $0.send(.operation(stream, .streamLive))
            $0.finishReadings(.read(Sample.snapshot()))
            $0.send(
                .operation(
                    stream,
                    .changed(
                        AccountDelta(
                            wallets: [
                                .init(
                                    kind: .trading, total: Amount("140312.40"),
                                    assets: .some(
                                        [
                                            Sample.asset(
                                                "BTC", "1.06388995", available: "0.66388995", inUse: "0.4", value: "125402.10"),
                                            Sample.asset("USDT", "8252.77", available: "8252.77", inUse: "0", value: "8252.27"),
                                        ], gone: []))
                            ], asOf: Sample.moment))))
        },
        Scene("portfolio-history", Sample.locked, stored: ["main"]) {
            try $0.unlock()
            $0.send(.historyRead([AccountHistory(name: "main", history: Sample.years())], remark: nil))
        },
        Scene("portfolio-history-damaged", asciiVault, stored: ["main"]) {
            try $0.unlock()
            $0.send(.historyRead([AccountHistory(name: "main", history: Sample.history(1))], remark: nil))
            $0.send(.historyRead([], remark: Phrase(en: "The equity history could not be read. It was kept as …", zh: "无法读取净值历史，已保留为 …")))
        },
    ]
}

extension Scene {
    private static let wide = [Size(columns: 120, rows: 36), Size(columns: 200, rows: 50)]
    private static let fifteenNames = [
        "main", "grid-bot", "arb-2", "funding", "hedge", "lp", "alice", "bob", "carol", "desk-7", "desk-8", "desk-9", "old", "test",
        "spare",
    ]

    private static let hundredNames = fifteenNames + (16...100).map { "desk-\($0)" }

    /// Accounts with forty assets each, of which three are in trouble.
    private static func fill(_ transcript: inout MachineTranscript) throws {
        try transcript.unlock()
        transcript.send(.timerFired(.notice))
        func money(_ cents: Int) -> String { "\(cents / 100).\(cents / 10 % 10)\(cents % 10)" }
        func account(_ number: Int, _ notices: [Notice] = []) -> AccountSnapshot {
            let trading = 14_000_081 - number % 15 * 900_000 - number / 15 * 10_000
            // The first is worth the most, and all together are the wallet.
            let parts = (0..<40).map { trading * (40 - $0) / 820 }
            let rest = trading - parts.reduce(0, +)
            let assets = (0..<40).map {
                Sample.asset(
                    "C\($0)", "\(number + $0).1062664522200\($0)", available: "\($0).5", inUse: "0.4",
                    value: money(parts[$0] + ($0 == 0 ? rest : 0)))
            }
            let wallets = [
                Wallet(kind: .trading, total: Amount(money(trading)), assets: assets),
                Wallet(
                    kind: .funding, total: Amount("8000"), assets: [Sample.asset("C1", "1.5", available: "1.5", inUse: "0", value: "8000")]),
                Wallet(kind: .earn, total: Amount("4550.71"), assets: []),
            ]
            let plain = Sample.portfolio(wallets: wallets)
            return AccountSnapshot(
                key: plain.key, kind: plain.kind, settings: plain.settings,
                equity: .init(currency: "USD", total: Amount(money(trading + 1_255_071))!), wallets: wallets,
                positions: plain.positions, rates: plain.rates, notices: notices, clockOffsetMilliseconds: -12, asOf: plain.asOf)
        }
        transcript.send(.timerFired(.refresh))
        for (number, name) in transcript.machine.connections.map(\.name).enumerated() {
            let outcome: OperationEvent =
                switch name {
                case "old": .read(account(number, [Sample.settingsDiffer, Sample.addressUnbound]))
                case "test": .failed(Sample.failure(.timeout))
                case "spare": .failed(Sample.failure(.ipNotAllowed))
                default: .read(account(number))
                }
            let slots = transcript.machine.connections[number].target.slots
            let ticket = transcript.driver.openTickets.first {
                if case .refresh(let target) = $0.value { target.slots == slots } else { false }
            }
            if let ticket { transcript.send(.operation(ticket.key, outcome)) }
        }
    }

    /// The main screen as it is left open all day, with as many accounts.
    private static func home(_ names: [String], called first: String, _ others: String) -> [Scene] {
        let states: [(name: String, keys: [Key])] = [
            (first, []),
            (others + "-row-in-full", [.enter, .down, .down, .down, .enter]),
            (others + "-positions", [.character("t"), .down]),
            (others + "-all-coins", [.end, .enter, .down]),
            (others + "-all-positions", [.end, .character("t")]),
            (others + "-details", [.character("!"), .enter, .enter]),
        ]
        return states.map { state in
            Scene(state.name, Sample.locked, stored: names, sizes: wide) {
                try fill(&$0)
                for key in state.keys { $0.press(key) }
            }
        }
    }

    /// One of them is gone through by every test of scenes.
    static let home = [
        Scene("accounts-fifteen", Sample.locked, stored: fifteenNames, sizes: wide) { try fill(&$0) }
    ]

    /// The others are looked at, and do nothing that fewer accounts do not: with many accounts every step is slow.
    static let manyAccounts =
        home(fifteenNames, called: "accounts-fifteen", "accounts").dropFirst()
        + home(hundredNames, called: "accounts-hundred", "accounts-hundred") + [
            Scene("accounts-hundred-unread", Sample.locked, stored: hundredNames, sizes: wide) {
                try $0.unlock()
                $0.press(.down, .pageDown, .pageDown, .pageDown)
            }
        ]
}
