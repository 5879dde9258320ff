import JSON
import Testing

@testable import Sandbox

@Suite("Prices that move, and an account that trades")
struct MarketTests {
    @Test func nothingMovesUnlessItIsAskedFor() {
        let exchange = OKXExchange(SandboxConfiguration())
        #expect(!exchange.isMoving && exchange.market.stepCount == 0)
        #expect(!SandboxConfiguration().movement.isOn)
    }

    @Test func theSameSeedTakesTheSameWalk() {
        func end(_ seed: UInt64) -> [String] {
            var configuration = SandboxConfiguration()
            configuration.seed = seed
            let exchange = OKXExchange(configuration)
            exchange.step(200)
            let main = exchange.accounts.first { $0.id == "main" }!
            let prices = exchange.market.prices
            return prices.currencies.map { "\($0) \(prices.usd($0)!)" } + main.trading.map { "\($0.currency) \($0.cash)" }
                + main.positions.map { "\($0.contracts) \($0.averagePrice)" }
        }
        #expect(end(1) == end(1))
        #expect(end(1) != end(2))
    }

    @Test(arguments: [1, 7, 2_026] as [UInt64])
    func pricesAndPositionsStayInBounds(seed: UInt64) {
        var prices = PriceTable.standard
        var walk = PriceWalk(seed: seed)
        var account = SandboxAccount.example("main")
        var moved: Set<String> = []
        var tradeCount = 0
        for step in 1...5_000 {
            moved.formUnion(walk.step(&prices))
            for currency in prices.currencies {
                let price = prices.usd(currency)!
                let start = PriceTable.standard.usd(currency)!
                #expect(price > start * "0.97" && price < start * "1.03", "\(currency) is \(price) after \(step) steps")
            }
            guard let trade = walk.trade(of: account) else { continue }
            let outcome = account.carryOut(trade, id: "1", positionID: "2", prices: prices, nowMilliseconds: 0)
            if case .done = outcome { tradeCount += 1 }
            #expect(account.positions.count == 1 && account.trading.allSatisfy { !$0.cash.isNegative })
            #expect(("7"..."43").contains(account.positions[0].contracts))
        }
        #expect(moved == Set(prices.currencies).subtracting(["USDT", "USDC"]))
        #expect(tradeCount > 300)
    }

    /// What is pushed after any step is what requests are told then.
    @Test func streamsAndRequestsSayTheSameAtAnyMoment() throws {
        let stream = StreamBench(as: "main") { $0.rateLimits = .off }
        stream.subscribe("account")
        stream.subscribe("positions", #""instType":"ANY""#)
        var totals: Set<String> = []
        for _ in 0..<40 {
            stream.exchange.step()
            _ = stream.hear()
            var pushes: [String: JSONView] = [:]
            for push in stream.waitUntilDue().compactMap(\.pushed) { pushes[push["arg"]?["channel"]?.string ?? ""] = push }
            let balance = try #require(stream.exchange.asked("/api/v5/account/balance", as: "main"))
            let pushed = try #require(pushes["account"])
            let total = try #require(pushed.rows.first?["totalEq"]?.string)
            #expect(total == balance.rows.first?["totalEq"]?.string)
            #expect(pushed.currencies.map { $0["eqUsd"]?.string } == balance.currencies.map { $0["eqUsd"]?.string })
            let positions = try #require(stream.exchange.asked("/api/v5/account/positions", as: "main"))
            #expect(pushes["positions"]?.rows.map { $0.texts() } == positions.rows.map { $0.texts() })
            totals.insert(total)
        }
        #expect(totals.count > 35, "the account stands still")
    }

    @Test func tickersAreToldWithEachStep() throws {
        let stream = StreamBench(OKXExchange(SandboxConfiguration()), .market)
        let index = try #require(stream.subscribe("index-tickers", #""instId":"BTC-USDT""#).first)
        #expect(index["arg"]?.texts() == ["channel": "index-tickers", "instId": "BTC-USDT"])
        #expect(index.rows.first?["idxPx"]?.string == "117894.8")
        stream.subscribe("tickers", #""instId":"ETH-USDT-SWAP""#)
        #expect(stream.say(StreamBench.request("subscribe", "index-tickers", #""instId":"USDT-USDT""#)).map(\.code) == ["60018"])
        #expect(stream.say(StreamBench.request("subscribe", "tickers", #""instId":"NEAR-USDT-SWAP""#)).map(\.code) == ["60018"])
        var seen: [String: Set<String>] = [:]
        for _ in 0..<20 {
            stream.exchange.step()
            for push in stream.hear().compactMap(\.pushed) {
                let row = try #require(push.rows.first)
                let price = try #require(row["idxPx"]?.string ?? row["last"]?.string)
                seen[push["arg"]?["instId"]?.string ?? "", default: []].insert(price)
                let prices = stream.exchange.market.prices
                let wanted = row["idxPx"] == nil ? prices.mark("ETH-USDT-SWAP") : prices.index(base: "BTC", quote: "USDT")
                #expect(SandboxQuantity(price) == wanted)
            }
        }
        #expect(seen.keys.sorted() == ["BTC-USDT", "ETH-USDT-SWAP"] && seen.values.allSatisfy { $0.count > 10 })
    }

    /// The day began before the prices did, so that its change moves with them.
    @Test func theDaysChangeMoves() throws {
        let exchange = OKXExchange(SandboxConfiguration())
        func day() throws -> [String: String] {
            let row = try #require(exchange.asked("/api/v5/market/index-tickers?instId=BTC-USDT", as: "main")?.rows.first)
            return row.texts()
        }
        let before = try day()
        exchange.step(50)
        let after = try day()
        #expect(before["open24h"] == after["open24h"] && before["idxPx"] != after["idxPx"])
        for day in [before, after] {
            let price = try #require(SandboxQuantity(day["idxPx"] ?? ""))
            #expect(try #require(SandboxQuantity(day["low24h"] ?? "")) <= price)
            #expect(try #require(SandboxQuantity(day["high24h"] ?? "")) >= price)
        }
    }
}
