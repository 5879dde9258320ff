import HTTP
import JSON
import TestSupport
import Testing

@testable import Sandbox

@Suite("Bybit's streams over a network", .timeLimit(.minutes(2)))
struct BybitStreamServerTests {
    private static let transport = WebSocketTransport(userAgent: "tests")

    private func stream(_ played: PlayedExchange, as account: String = "main", topics: String? = "wallet") async throws -> Stream {
        let origin = try #require(played.address("global", "live", .streams))
        let stream = Stream(try await Self.transport.open(WebSocketRequest(origin: origin, target: "/v5/private")).get())
        let key = try #require(SandboxBybit.Account.examples.first { $0.id == account }?.keys.first)
        stream.say(BybitStreamBench.login(key, expires: SystemClock.realMilliseconds + 10_000))
        #expect(try await stream.json()["success"]?.bool == true)
        if let topics {
            stream.say(#"{"op":"subscribe","args":["\#(topics)"]}"#)
            #expect(try await stream.json()["success"]?.bool == true)
        }
        return stream
    }

    /// A stream as a client sees it.
    private struct Stream {
        let socket: WebSocket

        init(_ socket: WebSocket) { self.socket = socket }

        func say(_ text: String) { socket.send(Array(text.utf8)) }

        func text() async -> String? {
            guard case .text(let bytes) = await socket.next() else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }

        func json() async throws -> JSONView { try JSONDocument(parsing: Array(try #require(await text()).utf8)).root }

        func end() async -> WebSocketEnd {
            while true { if case .ended(let end) = await socket.next() { return end } }
        }
    }

    private func trade(_ played: PlayedExchange) throws {
        let reply = BothExchanges.post(
            try BothExchanges.client(played, "global", "live", "rest"), "/sandbox/trade",
            #"{"account":"main","instrument":"SOLUSDT","category":"spot","size":"0.5"}"#)
        #expect(reply?.status == 200)
    }

    @Test func aTradeIsPushedOnceItIsMade() async throws {
        try await BothExchanges.with { _, played in
            let stream = try await stream(played)
            #expect(played.streamCount == 1)
            try trade(played)
            let push = try await stream.json()
            #expect(push["topic"]?.string == "wallet")
            #expect(Set(push["data"]?[0]?["coin"]?.elements.compactMap { $0["coin"]?.string } ?? []) == ["SOL", "USDT"])
            stream.say(#"{"op":"ping"}"#)
            #expect(try await stream.json()["op"]?.string == "pong")
            let shown = try #require(
                try BothExchanges.client(played, "global", "live", "stream").send("GET", "/sandbox/streams")?.json?["streams"]?[0])
            #expect(shown["account"]?.string == "main" && shown["channels"]?[0]?.string == "wallet")
        }
    }

    @Test(arguments: [
        (SandboxStreamFault.cut, WebSocketEnd.cut), (.halfFrame, .cut), (.close(code: 4005), .closed(code: 4005, reason: "")),
    ])
    func aStreamEnds(fault: SandboxStreamFault, end: WebSocketEnd) async throws {
        try await BothExchanges.with([SandboxFault(.stream(fault), path: "/v5/private", occurrence: .once)]) { _, played in
            let stream = try await stream(played)
            try trade(played)
            #expect(await stream.end() == end)
            #expect(played.faults.isEmpty)
        }
    }

    @Test func pushesComeTwiceLateOrBroken() async throws {
        let faults = [SandboxStreamFault.twice, .garbage, .outOfOrder].map { SandboxFault(.stream($0), occurrence: .once) }
        try await BothExchanges.with(faults) { _, played in
            let stream = try await stream(played)
            for _ in 0..<4 { try trade(played) }
            let (first, second) = try await (stream.json(), stream.json())
            #expect(first["id"]?.string == second["id"]?.string && first["id"] != nil)
            let text = try #require(await stream.text())
            #expect((try? JSONDocument(parsing: Array(text.utf8))) == nil)
            let (third, fourth) = try await (stream.json(), stream.json())
            func sol(_ push: JSONView) -> SandboxQuantity? {
                push["data"]?[0]?["coin"]?.elements.first { $0["coin"]?.string == "SOL" }?["walletBalance"]?.string.flatMap {
                    SandboxQuantity($0)
                }
            }
            let (later, earlier) = try (#require(sol(third)), #require(sol(fourth)))
            #expect(later > earlier)
        }
    }

    @Test func aLoginIsAnsweredLateAndSilenceIsSilence() async throws {
        let faults = [SandboxStreamFault.lateLogin(milliseconds: 1), .silent].map { SandboxFault(.stream($0), occurrence: .once) }
        try await BothExchanges.with(faults) { _, played in
            let stream = try await stream(played)
            try trade(played)
            stream.say(#"{"op":"ping"}"#)
            played.announceRestart(afterMilliseconds: 0)
            #expect(await stream.end() == .cut)
        }
    }

    @Test func aRestartEndsStreamsAndADeletedKeySilencesThem() async throws {
        try await BothExchanges.with { _, played in
            let rest = try BothExchanges.client(played, "global", "live", "rest")
            let first = try await stream(played)
            #expect(BothExchanges.post(rest, "/sandbox/restart", #"{"afterMilliseconds":20}"#)?.status == 200)
            #expect(await first.end() == .closed(code: 1001, reason: ""))
            let second = try await stream(played)
            #expect(BothExchanges.post(rest, "/sandbox/user", #"{"account":"main","action":"delete-keys"}"#)?.status == 200)
            try trade(played)
            second.say(#"{"op":"ping"}"#)
            #expect(try await second.json()["op"]?.string == "pong")
        }
    }

    @Test func theLogNamesStreamsWithoutSecrets() async throws {
        try await BothExchanges.with { _, played in
            let stream = try await stream(played)
            stream.say(#"{"op":"subscribe","args":["nonsense"]}"#)
            _ = try await stream.json()
            #expect(played.log.entries.map(\.method) == ["OPEN", "LOGIN", "SUBSCRIBE", "REFUSED"])
            #expect(played.log.entries.map(\.path) == ["/v5/private", "/v5/private", "/v5/private#wallet", "/v5/private"])
            #expect(played.log.entries.map(\.account) == [nil, "main", "main", "main"])
        }
    }

}
