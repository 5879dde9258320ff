import JSON
import Testing

@testable import Sandbox

@Suite("Bybit's streams: what is pushed")
struct BybitStreamPushTests {
    /// A row without what differs between a push and a reply by its name alone.
    private func texts(_ row: JSONView, renamed: [String: String] = [:]) -> [String: String] {
        var texts: [String: String] = [:]
        for (name, value) in row.members where name != "category" && name != "coin" || value.kind != .array {
            texts[renamed[name] ?? name] = value.scalarText ?? value.bool.map { "\($0)" } ?? "\(value.kind)"
        }
        texts["category"] = nil
        return texts
    }

    @Test func nothingComesByItself() throws {
        let bench = try BybitStreamBench(as: "hedge", topics: "wallet", "position")
        #expect(bench.hear().isEmpty)
        // Prices move, and unrealised profit with them, and nothing is told.
        bench.exchange.step(20)
        #expect(bench.hear().isEmpty)
    }

    @Test func aTradeIsToldWithTheFiguresOfRequests() throws {
        let bench = try BybitStreamBench(as: "hedge", topics: "wallet", "position")
        bench.exchange.step(9)
        #expect(bench.exchange.trade(.init("BTCUSDT", size: "0.013", index: 1), as: "hedge") == .done)
        let pushes = bench.pushes()
        #expect(pushes.map { $0["topic"]?.string } == ["wallet", "position"])
        let wallet = try #require(pushes[0]["data"]?[0])
        let asked = try #require(
            try bench.asked("/v5/account/wallet-balance", "accountType=UNIFIED", as: "hedge")["list"]?[0])
        #expect(texts(wallet) == texts(asked))
        let coins = wallet["coin"]?.elements ?? []
        #expect(coins.map { $0["coin"]?.string } == ["USDT"])
        let usdt = try #require(asked["coin"]?.elements.first { $0["coin"]?.string == "USDT" })
        #expect(texts(coins[0]) == texts(usdt))
        let position = try #require(pushes[1]["data"]?[0])
        let list = try bench.asked("/v5/position/list", "category=linear&symbol=BTCUSDT", as: "hedge")["list"]
        let row = try #require(list?.elements.first { $0["positionIdx"]?.numberText == "1" })
        #expect(texts(position, renamed: ["entryPrice": "avgPrice", "mmrSysUpdatedTime": "mmrSysUpdateTime"]) == texts(row))
        #expect(position["category"]?.string == "linear" && position["avgPrice"] == nil)
    }

    @Test func aPositionThatIsClosedIsToldOnceWithoutASide() throws {
        let bench = try BybitStreamBench(as: "hedge", topics: "position")
        let before = try #require(bench.exchange.accounts.first { $0.id == "hedge" }).positions
        #expect(bench.exchange.act(.closePositions, as: "hedge") == .done)
        let rows = bench.pushes().flatMap { $0["data"]?.elements ?? [] }
        #expect(rows.count == before.count && !rows.isEmpty)
        #expect(rows.allSatisfy { $0["side"]?.string == "" && $0["size"]?.string == "0" })
        #expect(Set(rows.compactMap { $0["symbol"]?.string }) == Set(before.map(\.symbol)))
        #expect(bench.hear().isEmpty)
    }

    @Test func aCategoryIsToldAlone() throws {
        let bench = try BybitStreamBench(as: "contracts", topics: "position.inverse")
        #expect(bench.exchange.trade(.init("BTCUSDT", size: "0.01"), as: "contracts") == .done)
        #expect(bench.pushes().isEmpty)
        #expect(bench.exchange.trade(.init("BTCUSD", size: "100"), as: "contracts") == .done)
        let push = try #require(bench.pushes().first)
        #expect(push["topic"]?.string == "position.inverse" && push["data"]?[0]?["category"]?.string == "inverse")
    }

    @Test func anOrderHasItsPositionTold() throws {
        let bench = try BybitStreamBench(as: "main", topics: "position")
        let order = SandboxBybit.Order(id: "1", symbol: "XRPUSDT", side: .buy, price: "2", quantity: "10")
        #expect(bench.exchange.act(.place(order), as: "main") == .done)
        let push = try #require(bench.pushes().first)
        #expect(push["data"]?.elements.map { $0["symbol"]?.string } == ["XRPUSDT"])
        #expect(push["data"]?[0]?["size"]?.string == "0" && push["data"]?[0]?["side"]?.string == "")
    }

    @Test func categoriesAreNotAskedForBesideAllOfThem() throws {
        let bench = try BybitStreamBench(as: "main")
        #expect(bench.answer(#"{"op":"subscribe","args":["position","position.linear"]}"#)?["success"]?.bool == false)
        #expect(bench.exchange.openStreams.first?.channels == [])
        #expect(bench.answer(#"{"op":"subscribe","args":["position.option","position.linear"]}"#)?["success"]?.bool == true)
    }

    @Test func aLoginMayBeAnsweredInTheNewerShape() throws {
        var configuration = SandboxConfiguration()
        configuration.bybit.behaviour.loginAnswer = .newer
        let bench = BybitStreamBench(SandboxBybit.Exchange(configuration))
        let answer = try #require(bench.logIn(try bench.key("main")))
        #expect(answer.members.map(\.name) == ["op", "success", "retCode", "retMsg", "connId", "req_id"])
        #expect(answer["retCode"]?.numberText == "0")
    }

    @Test func aCoinThatIsSoldIsTold() throws {
        let bench = try BybitStreamBench(as: "main", topics: "wallet")
        let held = try #require(bench.exchange.accounts.first { $0.id == "main" }?.unified.first { $0.coin == "SOL" }).wallet
        #expect(bench.exchange.trade(.init("SOLUSDT", size: -held, isSpot: true), as: "main") == .done)
        let coins = try #require(bench.pushes().first?["data"]?[0]?["coin"]?.elements)
        #expect(Set(coins.compactMap { $0["coin"]?.string }) == ["SOL", "USDT"])
        #expect(coins.first { $0["coin"]?.string == "SOL" }?["walletBalance"]?.string == "0")
    }

    @Test func othersHearNothing() throws {
        let bench = try BybitStreamBench(as: "main", topics: "wallet", "position")
        #expect(bench.exchange.trade(.init("BTCUSDT", size: "0.01", index: 1), as: "hedge") == .done)
        #expect(bench.hear().isEmpty)
        #expect(bench.answer(#"{"op":"unsubscribe","args":["wallet","position"]}"#)?["success"]?.bool == true)
        #expect(bench.exchange.trade(.init("BTCUSDT", size: "0.01"), as: "main") == .done)
        #expect(bench.hear().isEmpty)
    }

    /// Nobody has seen the exchange tell of it: nothing comes any more, and the key cannot log in again.
    @Test func theStreamOfADeletedKeyFallsSilent() throws {
        let bench = try BybitStreamBench(as: "main", topics: "wallet")
        let key = try bench.key("main")
        #expect(bench.exchange.act(.bindAddresses(["127.0.0.1"]), as: "main") == .done)
        #expect(bench.exchange.trade(.init("SOLUSDT", size: "1", isSpot: true), as: "main") == .done)
        #expect(bench.pushes().count == 1)
        #expect(bench.exchange.act(.deleteKeys, as: "main") == .done)
        #expect(bench.exchange.trade(.init("SOLUSDT", size: "1", isSpot: true), as: "main") == .done)
        #expect(bench.hear().isEmpty)
        #expect(bench.logIn(key)?["retCode"]?.numberText == "10003")
    }

    @Test func aRestartEndsWhatIsOpen() throws {
        let bench = try BybitStreamBench(as: "main")
        bench.exchange.announceRestart(afterMilliseconds: 60_000)
        #expect(bench.hear().isEmpty)
        #expect(bench.waitUntilDue() == [.end(.restart)])
    }
}
