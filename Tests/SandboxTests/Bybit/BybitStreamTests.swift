import Crypto
import JSON
import Testing

@testable import Sandbox

@Suite("Bybit: private streams")
struct BybitStreamTests {
    /// A stream without a network.
    private final class Line {
        let exchange: SandboxBybit.Exchange
        var stream: any LocalStream
        var now: Int64 = SystemClock.steadyMilliseconds

        init(_ exchange: SandboxBybit.Exchange, _ target: String = "/v5/private", at place: SandboxBybit.Place = .init()) {
            self.exchange = exchange
            stream = exchange.openStream(
                StreamOpening(target: RequestTarget(target), door: place.door("stream"), address: "127.0.0.1"), wake: {})
        }

        private func texts(_ actions: [StreamAction]) throws -> [JSONView] {
            try actions.compactMap { action in
                switch action {
                case .say(let value), .push(let value), .loginAnswer(let value): try JSONDocument(parsing: value.encoded()).root
                case .plain, .end: nil
                }
            }
        }

        func say(_ text: String) throws -> JSONView? { try texts(stream.received(Array(text.utf8), at: now)).first }

        func pushes() throws -> [JSONView] { try texts(stream.woken(at: now)) }

        func login(_ id: String, expires: Int64? = nil, signing signed: String = "GET/realtime") throws -> JSONView? {
            let key = try #require(exchange.accounts.first { $0.id == id }?.keys.first)
            let moment = String(expires ?? exchange.nowMilliseconds + 10_000)
            let signature = BybitBench.signature(of: Array((signed + moment).utf8), by: key)
            return try say(#"{"req_id":"l1","op":"auth","args":["\#(key.apiKey)",\#(moment),"\#(signature)"]}"#)
        }
    }

    private static func exchange() -> SandboxBybit.Exchange { SandboxBybit.Exchange(SandboxConfiguration()) }

    private static let subscribe = #"{"req_id":"s1","op":"subscribe","args":["wallet","position"]}"#

    @Test(arguments: ["main", "rsa"])
    func logsInAndHears(id: String) throws {
        let line = Line(Self.exchange())
        #expect(try line.say(Self.subscribe)?["success"]?.bool == false)
        let login = try line.login(id)
        #expect(login?.members.map(\.name) == ["success", "ret_msg", "op", "conn_id", "req_id"])
        #expect(login?["success"]?.bool == true && login?["op"]?.string == "auth")
        let subscribed = try line.say(Self.subscribe)
        #expect(subscribed?["success"]?.bool == true && subscribed?["req_id"]?.string == "s1" && subscribed?["op"]?.string == "subscribe")
        #expect(try line.pushes().isEmpty)
        line.exchange.step(3)
        #expect(try line.pushes().isEmpty)
        #expect(line.exchange.trade(.init("ETHUSDT", size: "-0.4"), as: id) == .done)
        let pushes = try line.pushes()
        #expect(pushes.map { $0["topic"]?.string } == ["wallet", "position"])
        #expect(
            pushes.allSatisfy {
                $0.members.map(\.name) == ["id", "topic", "creationTime", "data"] && $0["creationTime"]?.numberText != nil
            })
        #expect(pushes[0]["data"]?[0]?["coin"]?.elements.compactMap { $0["coin"]?.string } == ["USDT"])
        let position = pushes[1]["data"]?[0]
        #expect(position?["side"]?.string == "Sell" && position?["size"]?.string == "0.4" && position?["category"]?.string == "linear")
        #expect(position?["entryPrice"]?.string == position?["markPrice"]?.string && position?["avgPrice"] == nil)
        // Closed: a row of nothing, with a higher number.
        #expect(line.exchange.trade(.init("ETHUSDT", size: "0.4"), as: id) == .done)
        let closed = try line.pushes()[1]["data"]?[0]
        #expect(closed?["side"]?.string == "" && closed?["size"]?.string == "0")
        #expect(closed?["createdTime"]?.string == position?["createdTime"]?.string && closed?["updatedTime"]?.string != "")
        let numbers = [position, closed].compactMap { $0?["seq"]?.numberText.flatMap { Int64($0) } }
        #expect(numbers.count == 2 && numbers[0] < numbers[1])
        // What is pushed is what a request is told.
        let key = try #require(line.exchange.accounts.first { $0.id == id }?.keys.first)
        let reply = line.exchange.answer(
            BybitBench(now: line.exchange.nowMilliseconds).signed("GET", "/v5/account/wallet-balance", "accountType=UNIFIED", key: key))
        #expect(line.exchange.trade(.init("XRPUSDT", size: "1"), as: id) == .done)
        let told = try JSONDocument(parsing: reply.body).root["result"]?["list"]?[0]
        let pushed = try line.pushes()[0]["data"]?[0]
        #expect(told?.members.map(\.name) == pushed?.members.map(\.name))
        #expect(try line.say(#"{"op":"unsubscribe","args":["wallet"]}"#)?["success"]?.bool == true)
        #expect(line.exchange.trade(.init("XRPUSDT", size: "1"), as: id) == .done)
        #expect(try line.pushes().map { $0["topic"]?.string } == ["position"])
    }

    /// Members of what is pushed, as the exchange publishes them.
    @Test func positionsHaveTheirPublishedMembers() throws {
        let line = Line(Self.exchange())
        _ = try line.login("main")
        _ = try line.say(Self.subscribe)
        _ = line.exchange.trade(.init("BTCUSDT", size: "0.01"), as: "main")
        let row = try #require(try line.pushes().last?["data"]?[0])
        let published = """
            positionIdx tradeMode riskId riskLimitValue symbol side size entryPrice leverage breakEvenPrice positionValue positionBalance markPrice
            positionIM positionIMByMp positionMM positionMMByMp takeProfit stopLoss trailingStop unrealisedPnl curRealisedPnl cumRealisedPnl
            sessionAvgPrice createdTime updatedTime tpslMode liqPrice bustPrice category positionStatus adlRankIndicator autoAddMargin
            leverageSysUpdatedTime seq isReduceOnly
            """
        let names = Set(published.split(whereSeparator: \.isWhitespace).map(String.init))
        #expect(names.subtracting(row.members.map(\.name)).isEmpty)
    }

    @Test func loginsAreRefused() throws {
        let exchange = Self.exchange()
        func code(_ id: String, expires: Int64? = nil, signing: String = "GET/realtime", at place: SandboxBybit.Place = .init()) throws
            -> String?
        {
            let reply = try Line(exchange, at: place).login(id, expires: expires, signing: signing)
            if reply?["success"]?.bool == true { return "0" }
            #expect(reply?.members.map(\.name) == ["op", "success", "retCode", "retMsg", "connId"])
            return reply?["retCode"]?.numberText
        }
        #expect(try code("main") == "0")
        #expect(try code("main", expires: 1_700_000_010_000) == "10002")
        #expect(try code("main", signing: "GET/other") == "10004")
        #expect(try code("wrong-secret") == "10004")
        #expect(try code("main", at: .init(.global, .testnet)) == "10003")
        #expect(try code("testnet", at: .init(.global, .testnet)) == "0")
        #expect(try code("turkey", at: .init(.turkey)) == "0")
        #expect(try code("elsewhere") == "10010")
        #expect(try code("expired") == "33004")
        #expect(try code("mistyped") == "10003")
        let line = Line(exchange)
        #expect(try line.say(#"{"op":"auth","args":[]}"#)?["retCode"]?.numberText == "10001")
    }

    @Test func oddWordsAreAnswered() throws {
        let line = Line(Self.exchange())
        let pong = try line.say(#"{"req_id":"p1","op":"ping"}"#)
        #expect(pong?["op"]?.string == "pong" && pong?["req_id"]?.string == "p1" && pong?["conn_id"]?.string != nil)
        #expect(try line.say("{")?["success"]?.bool == false)
        #expect(try line.say(#"{"op":"dance"}"#)?["success"]?.bool == false)
        _ = try line.login("main")
        let refused = try line.say(#"{"op":"subscribe","args":["wallet","invalid.topic.BTCUSDT"]}"#)
        #expect(refused?["success"]?.bool == false && refused?["ret_msg"]?.string == "Invalid topic: invalid.topic.BTCUSDT")
        #expect(line.exchange.openStreams.first?.channels == [])
        _ = try line.say(#"{"op":"subscribe","args":["position.inverse","wallet","wallet"]}"#)
        #expect(line.exchange.openStreams.first?.channels == ["position.inverse", "wallet"])
        _ = line.exchange.trade(.init("BTCUSDT", size: "0.01"), as: "main")
        #expect(try line.pushes().map { $0["topic"]?.string } == ["wallet"])
        _ = line.exchange.trade(.init("XRPUSD", size: "5"), as: "main")
        #expect(try line.pushes().map { $0["topic"]?.string } == ["position.inverse", "wallet"])
        line.stream.closed(code: 1000)
        #expect(line.exchange.openStreams.isEmpty)
        #expect(line.exchange.log.entries.map(\.method) == ["OPEN", "LOGIN", "REFUSED", "SUBSCRIBE", "SUBSCRIBE", "SUBSCRIBE", "CLOSE"])
    }

    /// Nothing says that a key was deleted; and other accounts are nobody's business.
    @Test func fallsSilentWithoutAKey() throws {
        let line = Line(Self.exchange())
        _ = try line.login("main")
        _ = try line.say(Self.subscribe)
        _ = line.exchange.trade(.init("BTCUSDT", size: "0.01"), as: "isolated")
        #expect(try line.pushes().isEmpty)
        _ = line.exchange.act(.deleteKeys, as: "main")
        _ = line.exchange.trade(.init("BTCUSDT", size: "0.01"), as: "main")
        #expect(try line.pushes().isEmpty)
    }

    @Test func endsWhenItIsQuietOrTheExchangeRestarts() throws {
        let exchange = Self.exchange()
        for (target, silence) in [
            ("/v5/private", 600_000), ("/v5/private?max_active_time=30s", 30_000), ("/v5/private?max_active_time=1m", 60_000),
            ("/v5/private?max_active_time=1s", 30_000), ("/v5/private?max_active_time=soon", 600_000),
        ] as [(String, Int64)] {
            let line = Line(exchange, target)
            _ = try line.say(#"{"op":"ping"}"#)
            #expect(line.stream.nextMoment == line.now + silence, "\(target)")
            #expect(line.stream.tick(at: line.now + silence - 1).isEmpty)
            #expect(line.stream.tick(at: line.now + silence).count == 1)
        }
        let line = Line(exchange)
        exchange.announceRestart(afterMilliseconds: 500)
        #expect(try line.pushes().isEmpty)
        #expect(line.stream.tick(at: line.now + 500) == [.end(.restart)])
    }

    @Test func tooManyAreRefused() {
        let exchange = Self.exchange()
        let door = SandboxBybit.Place().door("stream")
        #expect(exchange.servesStream(at: RequestTarget("/v5/private?max_active_time=1m"), door: door))
        #expect(!exchange.servesStream(at: RequestTarget("/v5/public/spot"), door: door))
        #expect(!exchange.servesStream(at: RequestTarget("/v5/private"), door: SandboxBybit.Place().door("rest")))
        for _ in 0..<500 {
            let isAdmitted = exchange.admitsStream(from: "127.0.0.1", door: door)
            #expect(isAdmitted)
        }
        #expect(!exchange.admitsStream(from: "127.0.0.1", door: door))
        #expect(exchange.admitsStream(from: "127.0.0.2", door: door))
        #expect(exchange.admitsStream(from: "127.0.0.1", door: SandboxBybit.Place(.turkey).door("stream")))
    }
}
