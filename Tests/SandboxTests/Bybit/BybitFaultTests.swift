import JSON
import Testing

@testable import Sandbox

@Suite("Bybit: faults, and what the sandbox's user steers")
struct BybitFaultTests {
    private static func exchange(_ faults: [SandboxFault] = [], _ change: (inout SandboxConfiguration) -> Void = { _ in })
        -> SandboxBybit.Exchange
    {
        var configuration = SandboxConfiguration()
        configuration.faults = faults
        change(&configuration)
        return SandboxBybit.Exchange(configuration)
    }

    /// A request of a sample account, signed by the exchange's own clock.
    private static func send(
        _ method: String, _ path: String, _ content: String = "", as id: String = "main", to exchange: SandboxBybit.Exchange
    ) throws -> (answer: Answer, json: JSONView?) {
        let key = try #require(exchange.accounts.first { $0.id == id }?.keys.first)
        let request = BybitBench(now: exchange.nowMilliseconds).signed(method, path, content, key: key)
        let answer = exchange.answer(request)
        return (answer, (try? JSONDocument(parsing: answer.body))?.root)
    }

    private static let balance = ("/v5/account/wallet-balance", "accountType=UNIFIED")

    private static func balance(_ kind: SandboxFaultKind) throws -> (answer: Answer, json: JSONView?) {
        try send("GET", balance.0, balance.1, to: exchange([SandboxFault(kind)]))
    }

    @Test func faultsChangeWhatTheySay() throws {
        #expect(try Self.balance(.html(status: 403)).answer.status == 403)
        #expect(try String(decoding: Self.balance(.gateway(status: 403)).answer.body, as: UTF8.self).contains("access too frequent"))
        #expect(try Self.balance(.cutBeforeReply).answer.delivery == .nothing)
        #expect(try Self.balance(.cutInBody).answer.delivery == .cutInBody)
        #expect(try Self.balance(.silence(milliseconds: 70)).answer.delayMilliseconds == 70)
        #expect(try Self.balance(.nullContent).json?["result"]?.isNull == true)
        #expect(try Self.balance(.code("10024")).json?["retMsg"]?.string == "Compliance rules triggered")
        #expect(try Self.balance(.refusal(status: 401, code: "10003", message: "no")).answer.status == 401)
        let limited = try Self.balance(.rateLimited).answer
        #expect(limited.code == "10006" && limited.headers.contains { $0.name == "X-Bapi-Limit-Reset-Timestamp" })
        let oversized = try Self.balance(.oversized(bytes: 5_000))
        #expect(oversized.json?["result"]?["padding"]?.string?.utf8.count == 5_000)
        #expect(try Self.balance(.bareRow).json?["totalEquity"]?.string != nil)
        #expect(try Self.balance(.numbersForStrings).json?["result"]?["list"]?[0]?["totalEquity"]?.numberText != nil)
        #expect(try Self.balance(.membersLeftOut(["usdValue"])).json?["result"]?["list"]?[0]?["coin"]?[0]?["usdValue"] == nil)
        #expect(try Self.balance(.membersEmptied(["usdValue"])).json?["result"]?["list"]?[0]?["coin"]?[0]?["usdValue"]?.string == "")
        let few = try Self.balance(.missingOptionalFields).json?["result"]?["list"]?[0]?["coin"]?[0]
        #expect(few?.members.map(\.name).sorted() == ["coin", "equity", "walletBalance"])
        let broken = try Self.balance(.invalidUTF8)
        #expect(broken.json == nil && broken.answer.status == 200)
    }

    @Test func hostileTextStandsInNamesAndMessages() throws {
        let exchange = Self.exchange([SandboxFault(.hostileText)])
        let reply = try Self.send("GET", "/v5/user/query-api", to: exchange).json
        #expect(reply?["result"]?["note"]?.string == Distortion.hostileLabel)
        #expect(reply?["retMsg"]?.string == Distortion.hostileMessage)
        let refused = try Self.send("GET", Self.balance.0, "accountType=SPOT", to: exchange).json
        #expect(refused?["retCode"]?.numberText == "10001" && refused?["retMsg"]?.string?.hasSuffix(Distortion.hostileMessage) == true)
    }

    @Test func aCrowdOfCoinsAddsUp() throws {
        let exchange = Self.exchange([SandboxFault(.threeHundredCurrencies)])
        let row = try Self.send("GET", Self.balance.0, Self.balance.1, to: exchange).json?["result"]?["list"]?[0]
        let coins = row?["coin"]?.elements ?? []
        #expect(coins.count == 303)
        let values = coins.compactMap { $0["usdValue"]?.string.flatMap { SandboxQuantity($0) } }
        #expect("\(SandboxQuantity.sum(values))" == row?["totalEquity"]?.string)
        let prices = try Self.send("GET", "/v5/market/tickers", "category=spot", to: exchange).json?["result"]?["list"]?.elements ?? []
        #expect(prices.count == SandboxBybit.Instrument.of(.spot).count + 300)
        exchange.faults = []
        #expect(
            try Self.send("GET", Self.balance.0, Self.balance.1, to: exchange).json?["result"]?["list"]?[0]?["coin"]?.elements.count == 3)
    }

    @Test func maintenanceIsTold() throws {
        let exchange = Self.exchange([SandboxFault(.maintenance), SandboxFault(.announcement(.scheduled))])
        #expect(try Self.send("GET", "/v5/account/info", to: exchange).answer.code == "10016")
        let rows = try Self.send("GET", "/v5/system/status", to: exchange).json?["result"]?["list"]?.elements ?? []
        #expect(rows.compactMap { $0["state"]?.string } == ["ongoing", "scheduled", "completed", "canceled"])
    }

    @Test func whatWasDoneStaysDone() throws {
        let exchange = Self.exchange([
            SandboxFault(.codeAfterWrite("10016"), occurrence: .once), SandboxFault(.cutAfterWrite, occurrence: .once),
        ])
        let path = "/v5/position/set-leverage"
        func body(_ leverage: Int) -> String {
            #"{"category":"linear","symbol":"TONUSDT","buyLeverage":"\#(leverage)","sellLeverage":"\#(leverage)"}"#
        }
        #expect(try Self.send("POST", path, body(3), to: exchange).answer.code == "10016")
        #expect(exchange.accounts[0].leverages["TONUSDT"] == .init("3"))
        #expect(try Self.send("POST", path, body(4), to: exchange).answer.delivery == .nothing)
        #expect(exchange.accounts[0].leverages["TONUSDT"] == .init("4"))
        #expect(try Self.send("POST", path, body(4), to: exchange).answer.code == "110043")
        #expect(exchange.log.writes.map(\.code) == ["10016", "0", "110043"])
        #expect(exchange.log.entries.allSatisfy { $0.account == "main" })
    }

    @Test func everyPlaceHasItsDoors() throws {
        let exchange = Self.exchange()
        #expect(Set(exchange.doors).count == exchange.doors.count)
        let requests = exchange.hosts.filter { $0.traffic == .requests }
        #expect(requests.map(\.door).compactMap { SandboxBybit.Place($0) } == SandboxBybit.Place.all)
        let streams = exchange.hosts.filter { $0.traffic == .streams }
        #expect(Set(streams.map(\.site)) == ["global", "tr", "kz", "ge", "id", "jp"])
        for door in exchange.doors {
            let answer = exchange.answer(
                SeenRequest(
                    method: "GET", target: RequestTarget("/v5/market/time"), headers: [], body: [], peer: "127.0.0.1", door: door))
            #expect(answer.status == (door.host == "rest" ? 200 : 404), "\(door)")
        }
        #expect(exchange.samples.count == SandboxBybit.Account.examples.count)
        #expect(exchange.samples.first { $0.id == "rsa" }?.keys[0].secrets.map(\.name) == ["privateKey"])
        #expect(exchange.samples[0].keys[0].secrets.map(\.name) == ["secretKey"])
    }

    @Test func ownersAreSteered() throws {
        let exchange = Self.exchange()
        func order(_ text: String) throws -> JSONView { try JSONDocument(parsing: Array(text.utf8)).root }
        let steps = [
            #"{"account":"blocked","action":"cancel-orders"}"#, #"{"account":"blocked","action":"close-positions"}"#,
            #"{"account":"blocked","action":"set-margin-mode","mode":"ISOLATED_MARGIN"}"#,
            #"{"account":"blocked","action":"set-position-mode","mode":3}"#,
            #"{"account":"blocked","action":"bind-addresses","addresses":["192.0.2.0/24"]}"#,
            #"{"account":"blocked","action":"set-permissions","permissions":{"Spot":["SpotTrade"]},"readOnly":true}"#,
            #"{"account":"blocked","action":"transfer","coin":"USDT","amount":"10"}"#,
            #"{"account":"blocked","action":"place-order","instrument":"BTCUSDT","side":"Buy","price":"1","size":"2","index":1}"#,
            #"{"account":"blocked","action":"repay-borrowings"}"#,
        ]
        for step in steps { #expect(exchange.act(try order(step)) == .done([:]), "\(step)") }
        let account = try #require(exchange.accounts.first { $0.id == "blocked" })
        #expect(account.marginMode == .isolated && account.positionModes.coins["USDT"] == .hedge && account.positions.isEmpty)
        #expect(account.keys[0].addresses == ["192.0.2.0/24"] && account.keys[0].readOnly)
        #expect(account.orders.map(\.symbol) == ["BTCUSDT"])
        #expect(exchange.trade(try order(#"{"account":"blocked","instrument":"SOLUSDT","size":"-2"}"#)) == .done([:]))
        #expect(exchange.accounts.first { $0.id == "blocked" }?.positions.map(\.index) == [2])
        let wrong = [
            #"{"account":"blocked","action":"dance"}"#, #"{"account":"blocked","action":"set-margin-mode","mode":"x"}"#,
            #"{"account":"nobody","action":"cancel-orders"}"#, #"{"account":"blocked","action":"bind-addresses","addresses":["x"]}"#,
            #"{"account":"blocked","action":"transfer","coin":"USDT","amount":"10000000"}"#, "[]", "7",
        ]
        for step in wrong {
            guard case .refused = exchange.act(try order(step)) else {
                Issue.record("done: \(step)")
                continue
            }
        }
        let described = exchange.describedAccounts()
        #expect(String(decoding: described.encoded(), as: UTF8.self).contains(#""account":"blocked","marginMode":"ISOLATED_MARGIN""#))
        #expect(!String(decoding: described.encoded(), as: UTF8.self).contains(account.keys[0].apiKey))
    }

    /// The same seed takes the same walk, and whoever trades by itself does.
    @Test func pricesWalkAndTradersTrade() throws {
        func walked() -> (SandboxBybit.Exchange, [String]) {
            let exchange = Self.exchange()
            exchange.step(70)
            return (exchange, exchange.marketFigures.prices.map { "\($0.name) \($0.price)" })
        }
        let (exchange, first) = walked()
        #expect(first == walked().1)
        #expect(exchange.marketFigures.stepCount == 70)
        let (now, before) = (exchange.accounts[0], SandboxBybit.Account.examples[0])
        #expect(now.positions != before.positions && now.unified != before.unified)
        #expect(exchange.accounts.dropFirst().elementsEqual(SandboxBybit.Account.examples.dropFirst()))
        #expect(now.unified.allSatisfy { !$0.wallet.isNegative })
    }

    /// Whatever comes, an answer goes back.
    @Test func nothingStopsIt() throws {
        let exchange = Self.exchange { $0.rateLimits = .off }
        var generator = SplitMix(seed: 20_261_128)
        let pieces = [
            "category=linear", "symbol=BTCUSDT", "settleCoin=USDT", "cursor=page%3A1", "limit=99999999999999999999", "coin=,,,", "&&", "=",
            "%", "%zz",
            "accountType=UNIFIED", "mode=", "cursor=page:9223372036854775807", "limit=-1", "\u{202E}",
        ]
        let bodies = [
            "{", "[]", "{}", #"{"category":"linear","coin":"USDT","mode":1e999}"#, #"{"setMarginMode":{}}"#, "\u{0}",
            #"{"buyLeverage":"-1"}"#,
        ]
        let key = try #require(exchange.accounts.first?.keys.first)
        for _ in 0..<3_000 {
            let endpoint = try #require(SandboxBybit.Endpoint.allCases.randomElement(using: &generator))
            let content =
                endpoint.isWrite
                ? try #require(bodies.randomElement(using: &generator))
                : (0..<Int.random(in: 0...4, using: &generator)).compactMap { _ in pieces.randomElement(using: &generator) }.joined(
                    separator: "&")
            let answer = exchange.answer(
                BybitBench(now: exchange.nowMilliseconds).signed(endpoint.method, endpoint.rawValue, content, key: key))
            #expect([200, 404].contains(answer.status))
            #expect(answer.status == 404 || (try? JSONDocument(parsing: answer.body)) != nil)
        }
    }
}
