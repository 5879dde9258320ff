import JSON
import Testing

@testable import Sandbox

@Suite("What the sandbox's streams tell, and that requests are told the same")
struct StreamPushTests {
    /// What a request and a push say of each currency, names brought together (OKX API guide, "Account channel").
    private static func currencies(_ document: JSONView?) -> [String: [String: String]] {
        var found: [String: [String: String]] = [:]
        for detail in document?.currencies ?? [] {
            var texts = detail.texts()
            texts["coinUsdPrice"] = nil
            if let amount = texts.removeValue(forKey: "maxSpotInUseAmt") { texts["maxSpotInUse"] = amount }
            found[texts["ccy"] ?? ""] = texts
        }
        return found
    }

    private static func positions(_ document: JSONView?) -> [String: [String: String]] {
        var found: [String: [String: String]] = [:]
        for row in document?.rows ?? [] { found[row["posId"]?.string ?? ""] = row.texts() }
        return found
    }

    private static func expectAgreement(_ stream: StreamBench, _ account: String, line: Int = #line) throws {
        let place = SourceLocation(fileID: #fileID, filePath: #filePath, line: line, column: 1)
        let balance = stream.exchange.asked("/api/v5/account/balance", as: account)
        let push = try #require(stream.subscribe("account").first, sourceLocation: place)
        #expect(currencies(push) == currencies(balance), sourceLocation: place)
        #expect(push.rows.first?["totalEq"]?.string == balance?.rows.first?["totalEq"]?.string, sourceLocation: place)
        #expect(push.rows.first?.members.map(\.name).sorted() == balance?.rows.first?.members.map(\.name).sorted(), sourceLocation: place)
        let rows = stream.exchange.asked("/api/v5/account/positions", as: account)
        let pushed = try #require(stream.subscribe("positions", #""instType":"ANY""#).first, sourceLocation: place)
        #expect(positions(pushed) == positions(rows), sourceLocation: place)
    }

    @Test(arguments: ["main", "hedge", "sub", "empty", "read-only", "spot"])
    func theFirstPushIsTheAccount(account: String) throws {
        let stream = StreamBench(as: account) { $0.rateLimits = .off }
        try Self.expectAgreement(stream, account)
    }

    @Test func anAnswerNamesTheRequestAndThePushTheAccount() throws {
        let stream = StreamBench(as: "main")
        let request =
            #"{"id":"a1","op":"subscribe","args":[{"channel":"account","ccy":"BTC","extraParams":"{\"updateInterval\":\"0\"}"},{"channel":"nothing"}]}"#
        let answers = stream.say(request).compactMap(\.json)
        let names = answers.map { $0["event"]?.string ?? $0["eventType"]?.string }
        #expect(names == ["subscribe", "channel-conn-count", "snapshot", "error"])
        #expect(answers[0]["id"]?.string == "a1" && answers[3]["id"]?.string == "a1" && answers[0]["connId"]?.string == stream.session.id)
        #expect(answers[0]["arg"]?.texts() == ["channel": "account", "ccy": "BTC", "extraParams": #"{"updateInterval":"0"}"#])
        let push = answers[2]
        #expect(push["arg"]?.texts() == ["channel": "account", "uid": "613472058913345536", "ccy": "BTC"])
        #expect(push["curPage"]?.numberText == "1" && push["lastPage"]?.bool == true)
        #expect(push.currencies.map { $0["ccy"]?.string } == ["BTC"])
        #expect(push.currencies.first?["coinUsdPrice"]?.string == "117871.3")
        #expect(push.currencies.first?["maxSpotInUse"] == nil && push.currencies.first?["maxSpotInUseAmt"] != nil)
    }

    @Test func aLongSnapshotComesInPages() throws {
        let account = SandboxAccount.many(1, assets: 45)[0]
        let stream = StreamBench(as: account.id) { $0.accounts = [account] }
        let pages = stream.subscribe("account")
        #expect(pages.map { $0["curPage"]?.numberText } == ["1", "2", "3"])
        #expect(pages.map { $0["lastPage"]?.bool } == [false, false, true])
        #expect(pages.map(\.currencies.count) == [20, 20, 5])
        #expect(pages.allSatisfy { $0["eventType"]?.string == "snapshot" && $0.rows.count == 1 })
        let names = Set(pages.flatMap(\.currencies).compactMap { $0["ccy"]?.string })
        #expect(names == Set(account.trading.map(\.currency)))
    }

    @Test func positionsAreThoseThatWereAskedFor() throws {
        let stream = StreamBench(as: "hedge") { $0.rateLimits = .off }
        func instruments(_ parameters: String) -> [String?] {
            stream.subscribe("positions", parameters).flatMap(\.rows).map { $0["instId"]?.string }
        }
        #expect(instruments(#""instType":"ANY""#) == ["BTC-USDT-SWAP", "ETH-USDT-SWAP"])
        #expect(instruments(#""instType":"SWAP","instFamily":"ETH-USDT""#) == ["ETH-USDT-SWAP"])
        #expect(instruments(#""instType":"SWAP","instId":"BTC-USDT-SWAP""#) == ["BTC-USDT-SWAP"])
        #expect(instruments(#""instType":"FUTURES""#) == [])
    }

    @Test func whatWasBoughtIsToldAtOnceAndNothingElse() throws {
        let stream = StreamBench(as: "main") { $0.rateLimits = .off }
        stream.subscribe("account", #""extraParams":"{\"updateInterval\":\"0\"}""#)
        stream.subscribe("positions", #""instType":"ANY""#)
        stream.subscribe("balance_and_position")
        guard case .done(let trade) = stream.exchange.trade(SandboxTrade("SOL-USDT", size: "1.5"), as: "main") else {
            Issue.record("refused")
            return
        }
        let pushes = stream.hear().compactMap(\.pushed)
        #expect(pushes.map { $0["arg"]?["channel"]?.string } == ["account", "balance_and_position"])
        #expect(pushes[0]["eventType"]?.string == "event_update" && pushes[0]["curPage"] == nil)
        let told = Self.currencies(pushes[0])
        #expect(Set(told.keys) == ["SOL", "USDT"])
        let balance = stream.exchange.asked("/api/v5/account/balance", as: "main")
        #expect(told == Self.currencies(balance).filter { ["SOL", "USDT"].contains($0.key) })
        #expect(told["SOL"]?["cashBal"] == "4.75")
        // One and a half of them at 187.45 USDT, and a fee of five in ten thousand, out of 8250.1137.
        #expect(told["USDT"]?["cashBal"] == "7968.7981125")
        #expect(pushes[0].rows.first?["totalEq"]?.string == balance?.rows.first?["totalEq"]?.string)
        let changed = try #require(pushes[1].rows.first)
        #expect(changed["eventType"]?.string == "filled" && changed["posData"]?.elements.isEmpty == true)
        #expect(changed["balData"]?.elements.map { $0["ccy"]?.string } == ["SOL", "USDT"])
        #expect(changed["trades"]?.elements.map { $0["tradeId"]?.string } == [trade])
        try Self.expectAgreement(stream, "main")
    }

    /// Added to, reduced, closed and opened the other way: equity stays, but for the fees.
    @Test func contractsAreTraded() throws {
        let stream = StreamBench(as: "main") { $0.rateLimits = .off }
        stream.subscribe("positions", #""instType":"ANY","extraParams":"{\"updateInterval\":\"0\"}""#)
        func equity() -> SandboxQuantity {
            let account = stream.exchange.accounts.first { $0.id == "main" }!
            return AccountFigures(account, prices: .standard).currencies.first { $0.holding.currency == "USDT" }!.equity
        }
        let mark = try #require(PriceTable.standard.mark("BTC-USDT-SWAP"))
        var sum = equity()
        for (size, left) in [("5", "30"), ("-20", "10"), ("-10", "0"), ("-3", "-3"), ("5", "2")] as [(SandboxQuantity, String)] {
            guard case .done(let id) = stream.exchange.trade(SandboxTrade("BTC-USDT-SWAP", size: size), as: "main") else {
                Issue.record("\(size) is refused")
                continue
            }
            sum = sum - size.magnitude * "0.01" * mark * "0.0005"
            #expect((equity() - sum).magnitude < "0.000000000001", "\(size)")
            let push = try #require(stream.hear().compactMap(\.pushed).first)
            #expect(push.rows.map { $0["pos"]?.string } == [left] && push["eventType"]?.string == "event_update")
            if left != "0" { #expect(push.rows.first?["tradeId"]?.string == id) }
            #expect(stream.exchange.asked("/api/v5/account/positions", as: "main")?.rows.count == (left == "0" ? 0 : 1))
        }
        try Self.expectAgreement(stream, "main")
    }

    @Test func bothSidesOfAHedgeAreTraded() throws {
        let stream = StreamBench(as: "hedge")
        func contracts() -> [String: String] {
            Dictionary(
                uniqueKeysWithValues: stream.exchange.accounts.first { $0.id == "hedge" }!.positions.map {
                    ($0.instrument + " " + $0.side.rawValue, "\($0.contracts)")
                })
        }
        func trade(_ size: SandboxQuantity, _ side: SandboxPositionSide?) -> SandboxTradeOutcome {
            stream.exchange.trade(SandboxTrade("BTC-USDT-SWAP", size: size, side: side), as: "hedge")
        }
        #expect(trade("-4", nil) == .done(id: "785524471") && trade("-3", .long) == .done(id: "785524472"))
        #expect(contracts() == ["BTC-USDT-SWAP long": "7", "BTC-USDT-SWAP short": "4", "ETH-USDT-SWAP short": "4"])
        #expect(trade("-8", .long) == .tooLittle && trade("1", .net) == .notOffered)
        #expect(trade("-7", .long) == .done(id: "785524473"))
        #expect(contracts() == ["BTC-USDT-SWAP short": "4", "ETH-USDT-SWAP short": "4"])
    }

    @Test func whatCannotBeTradedIsRefusedAndChangesNothing() {
        let exchange = OKXExchange(SandboxConfiguration())
        let before = exchange.accounts
        for (trade, outcome) in [
            (SandboxTrade("SOL-USDT", size: "0"), .notOffered), (SandboxTrade("SOL-BTC", size: "1"), .notOffered),
            (SandboxTrade("DOT-USDT", size: "1"), .notOffered), (SandboxTrade("", size: "1"), .notOffered),
            (SandboxTrade("SOL-USDT", size: "-4"), .tooLittle), (SandboxTrade("SOL-USDT", size: "100"), .tooLittle),
            (SandboxTrade("BTC-USDT-SWAP", size: "1000"), .tooLittle),
            (SandboxTrade("BTC-USDT-SWAP", size: "170141183460469231731687303715884105727"), .notOffered),
            (SandboxTrade("BTC-USDT", size: "-0.7"), .tooLittle),
        ] as [(SandboxTrade, SandboxTradeOutcome)] {
            #expect(exchange.trade(trade, as: "main") == outcome, "\(trade)")
        }
        #expect(exchange.trade(SandboxTrade("SOL-USDT", size: "1"), as: "nobody") == .accountUnknown)
        #expect(exchange.accounts == before)
    }

    @Test func whatTheOwnerDoesIsTold() throws {
        let stream = StreamBench(as: "main")
        stream.subscribe("positions", #""instType":"ANY""#)
        stream.subscribe("balance_and_position")
        #expect(stream.exchange.act(.switchPositionMode(.hedge), as: "main") == .done)
        #expect(stream.exchange.act(.closePositions, as: "hedge") == .done)
        #expect(stream.hear().isEmpty)
        #expect(stream.exchange.act(.closePositions, as: "main") == .done)
        let pushes = stream.hear().compactMap(\.pushed)
        #expect(pushes.first?.rows.map { $0["pos"]?.string } == ["0"])
        #expect(pushes.last?.rows.first?["posData"]?.elements.map { $0["pos"]?.string } == ["0"])
        #expect(pushes.last?.rows.first?["balData"]?.elements.map { $0["ccy"]?.string } == ["USDT"])
        #expect(pushes.count == 2)
    }

    @Test func pushesComeAgainAfterAWhile() throws {
        let stream = StreamBench(as: "main")
        let begin = stream.now
        stream.subscribe("account")
        stream.subscribe("positions", #""instType":"ANY","extraParams":"{\"updateInterval\":\"2000\"}""#)
        stream.subscribe("balance_and_position")
        var seen: [String] = []
        while stream.now < begin + 10_000 {
            for push in stream.waitUntilDue().compactMap(\.pushed) {
                #expect(push["eventType"]?.string == "snapshot" && push["lastPage"]?.bool == true)
                seen.append("\(push["arg"]?["channel"]?.string ?? "") \(stream.now - begin)")
            }
        }
        #expect(
            seen == [
                "positions 2000", "positions 4000", "account 5000", "positions 6000", "positions 8000", "account 10000", "positions 10000",
            ])
        _ = stream.say(StreamBench.request("unsubscribe", "account"))
        while stream.now < begin + 20_000 {
            #expect(stream.waitUntilDue().compactMap(\.pushed).allSatisfy { $0["arg"]?["channel"]?.string == "positions" })
        }
    }

    @Test func aKeyThatIsChangedOrDeletedIsTheEnd() throws {
        for action in [.deleteKeys, .setPermissions([.read]), .bindAddresses(["192.0.2.7"])] as [SandboxUserAction] {
            let stream = StreamBench(as: "main")
            stream.subscribe("account")
            #expect(stream.exchange.act(action, as: "hedge") == .done)
            #expect(stream.hear().isEmpty)
            #expect(stream.exchange.act(action, as: "main") == .done)
            #expect(stream.hear() == [.end(.keyChanged)], "\(action)")
        }
        let stream = StreamBench(as: "main")
        stream.exchange.accounts = []
        #expect(stream.hear() == [.end(.keyChanged)])
        #expect(StreamEnd.keyChanged.code == 4007)
    }

    @Test func aRestartIsAnnouncedAndThenHappens() throws {
        let exchange = OKXExchange(SandboxConfiguration())
        let streams = StreamPlace.allCases.map { StreamBench(exchange, $0) }
        exchange.announceRestart(afterMilliseconds: 20_000)
        let late = StreamBench(exchange)
        for index in streams.indices {
            let told = streams[index].hear()
            #expect(told.map(\.code) == (streams[index].session.place == .business ? [] : ["64008"]))
            #expect(told.allSatisfy { $0.json?["event"]?.string == "notice" && $0.json?["connId"]?.string == streams[index].session.id })
            streams[index].now += 19_000
            #expect(streams[index].session.tick(at: streams[index].now, exchange).isEmpty)
            #expect(streams[index].waitUntilDue() == [.end(.restart)])
        }
        #expect(late.hear().isEmpty)
        late.now += 25_000
        #expect(late.session.tick(at: late.now, exchange).isEmpty)
    }
}
