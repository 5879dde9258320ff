import Glibc
import HTTP
import JSON
import TestSupport
import Testing

@testable import Sandbox

@Suite("The sandbox's streams over a network", .timeLimit(.minutes(2)))
struct StreamServerTests {
    private let key = SandboxAccount.example("main").key

    /// A stream as a client sees it.
    private final class Client {
        let socket: WebSocket

        init(_ server: SandboxServer, _ path: String = "/ws/v5/private", _ environment: SandboxEnvironment = .live) async throws {
            let origin = try #require(server.streamOrigins(environment)[.global])
            socket = try await StreamServerTests.transport.open(WebSocketRequest(origin: origin, target: path)).get()
        }

        func say(_ text: String) { socket.send(Array(text.utf8)) }

        /// The next text; `nil` at the end.
        func text() async -> String? {
            guard case .text(let bytes) = await socket.next() else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }

        func json() async throws -> JSONView {
            let text = try #require(await text())
            return try JSONDocument(parsing: Array(text.utf8)).root
        }

        /// The end, with whatever comes before it left out.
        func end() async -> WebSocketEnd {
            while true {
                if case .ended(let end) = await socket.next() { return end }
            }
        }

        func logIn(_ key: SandboxKey) async throws -> String? {
            say(StreamBench.login(key, seconds: SystemClock.realMilliseconds / 1000))
            return try await json()["code"]?.string
        }

        /// Subscribes, and gives the first push.
        func subscribe(_ channel: String, _ parameters: String = "") async throws -> JSONView {
            say(StreamBench.request("subscribe", channel, parameters))
            while true {
                let answer = try await json()
                if answer["data"] != nil { return answer }
            }
        }
    }

    private static let transport = WebSocketTransport(userAgent: "tests")

    private func withStream(
        _ faults: [SandboxFault] = [], _ body: (SandboxServer, RawClient, Client) async throws -> Void
    ) async throws {
        try await withSandbox({
            $0.faults = faults
            $0.rateLimits = .off
        }) { server, http in
            let client = try await Client(server)
            #expect(try await client.logIn(key) == "0")
            try await body(server, http, client)
        }
    }

    private func post(_ server: SandboxServer, _ path: String, _ body: String) throws -> RawClient.Reply {
        let reply = RawClient(port: server.port).send("POST", path, headers: [("Content-Type", "application/json")], body: body)
        return try #require(reply)
    }

    @Test func aTradeIsPushedOnceItIsMade() async throws {
        try await withStream { server, http, client in
            let snapshot = try await client.subscribe("account")
            let balance = try #require(http.get("/api/v5/account/balance", as: key))
            #expect(snapshot.rows.first?["totalEq"]?.string == balance.rows.first?["totalEq"]?.string)
            let reply = try post(server, "/sandbox/trade", #"{"account":"main","instrument":"SOL-USDT","size":"-1"}"#)
            #expect(reply.status == 200 && reply.json?["tradeId"]?.string == "785524471")
            let push = try await client.json()
            #expect(push["eventType"]?.string == "event_update" && push.currencies.compactMap { $0["ccy"]?.string } == ["USDT", "SOL"])
            client.say("ping")
            #expect(await client.text() == "pong")
        }
    }

    @Test func demoTradingHasAPortOfItsOwn() async throws {
        try await withSandbox { server, _ in
            #expect(server.streamOrigins(.live)[.global] != server.streamOrigins(.demo)[.global])
            let demo = SandboxAccount.example("demo").key
            let (own, other) = try await (Client(server, "/ws/v5/private", .demo), Client(server, "/ws/v5/private?brokerId=9999", .live))
            #expect(try await own.logIn(demo) == "0")
            #expect(try await other.logIn(demo) == "50101")
            #expect(server.sampleKeysJSON.contains(#""streams":{"global":"ws://127.0.0.1:\#(server.port)"}"#))
        }
    }

    @Test func everyOtherRequestIsAnsweredAsEver() async throws {
        try await withSandbox { server, http in
            #expect(http.send("GET", "/ws/v5/private")?.status == 404)
            let handshake = [("Upgrade", "websocket"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Version", "13")]
            #expect(http.send("GET", "/ws/v5/nowhere", headers: handshake)?.status == 404)
            #expect(http.send("POST", "/ws/v5/private", headers: handshake)?.status == 404)
            #expect(http.send("GET", "/ws/v5/private", headers: handshake.dropLast())?.status == 404)
            #expect(http.get("/api/v5/account/balance", as: key, changing: ["Upgrade": "websocket"])?.code == "0")
            #expect(server.streamCount == 0)
        }
    }

    /// As clients do whose requests and streams have one address.
    @Test func aStreamMayFollowRequestsOnTheirConnection() async throws {
        try await withSandbox { _, http in
            let request = "GET /api/v5/public/time HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            let bytes = Array((request + request + Self.handshake).utf8) + Self.frame(0x1, Array("ping".utf8))
            let reply = http.exchange(bytes + Self.frame(0x8, [0x03, 0xE8]))
            let text = String(decoding: reply, as: UTF8.self)
            #expect(text.split(separator: "HTTP/1.1 200 ", omittingEmptySubsequences: false).count == 3)
            #expect(text.contains("HTTP/1.1 101 "))
            let tail: [UInt8] = [0x81, 4] + Array("pong".utf8) + [0x88, 2, 0x03, 0xE8]
            #expect(reply.suffix(tail.count).elementsEqual(tail))
        }
    }

    private static let handshake =
        "GET /ws/v5/public HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"

    @Test func tooManyStreamsInASecondAreDeclined() async throws {
        try await withSandbox { server, _ in
            let origin = server.streamOrigins(.live)[.global] ?? ""
            let statuses = await withTaskGroup(of: Int?.self) { group in
                for _ in 0..<60 {
                    group.addTask {
                        switch await Self.transport.open(WebSocketRequest(origin: origin, target: "/ws/v5/public")) {
                        case .success: nil
                        case .failure(.declined(let reply)): reply.status
                        case .failure(.unreached), .failure(.misunderstood): 0
                        }
                    }
                }
                return await group.reduce(into: [Int?: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(Set(statuses.keys) == [nil, 429], "\(statuses)")
            #expect((statuses[nil] ?? 0) >= 3)
        }
    }

    @Test(arguments: [
        (SandboxStreamFault.cut, WebSocketEnd.cut), (.halfFrame, .cut), (.close(code: 4005), .closed(code: 4005, reason: "")),
    ])
    func aStreamEnds(fault: SandboxStreamFault, end: WebSocketEnd) async throws {
        try await withStream([SandboxFault(.stream(fault), occurrence: .once)]) { server, http, client in
            client.say(StreamBench.request("subscribe", "account"))
            #expect(try await client.json()["event"]?.string == "subscribe")
            #expect(try await client.json()["event"]?.string == "channel-conn-count")
            #expect(await client.socket.next().isEnd(end))
            #expect(server.faults.isEmpty)
            // Requests meet none of this, and the next stream is whole.
            #expect(http.get("/api/v5/account/balance", as: key)?.code == "0")
            let next = try await Client(server)
            #expect(try await next.logIn(key) == "0")
            #expect(try await next.subscribe("account").currencies.count == 3)
        }
    }

    @Test func aPushComesTwice() async throws {
        try await withStream([SandboxFault(.stream(.twice), path: "/ws/v5/private", occurrence: .once)]) { _, _, client in
            _ = try await client.subscribe("account")
            let again = try await client.json()
            #expect(again["eventType"]?.string == "snapshot")
            client.say("ping")
            #expect(await client.text() == "pong")
        }
    }

    @Test func aPushComesAfterTheNext() async throws {
        try await withStream([SandboxFault(.stream(.outOfOrder), occurrence: .once)]) { server, _, client in
            client.say(StreamBench.request("subscribe", "account"))
            _ = try await (client.json(), client.json())
            server.trade(SandboxTrade("SOL-USDT", size: "1"), as: "main")
            let (first, second) = try await (client.json(), client.json())
            #expect(first["eventType"]?.string == "event_update" && second["eventType"]?.string == "snapshot")
            #expect(first.currencies.contains { $0["ccy"]?.string == "SOL" && $0["cashBal"]?.string == "4.25" })
            #expect(second.currencies.contains { $0["ccy"]?.string == "SOL" && $0["cashBal"]?.string == "3.25" })
        }
    }

    @Test func aPushIsNoJSON() async throws {
        try await withStream([SandboxFault(.stream(.garbage), occurrence: .once)]) { server, _, client in
            client.say(StreamBench.request("subscribe", "account"))
            _ = try await (client.json(), client.json())
            let text = try #require(await client.text())
            #expect((try? JSONDocument(parsing: Array(text.utf8))) == nil)
            server.trade(SandboxTrade("SOL-USDT", size: "1"), as: "main")
            #expect(try await client.json()["eventType"]?.string == "event_update")
        }
    }

    /// Nothing comes any more, not even the answer to a ping or a close frame; the connection itself goes on until the sandbox ends.
    @Test func aStreamFallsSilent() async throws {
        try await withStream([SandboxFault(.stream(.silent), occurrence: .once)]) { server, _, client in
            client.say(StreamBench.request("subscribe", "account"))
            _ = try await (client.json(), client.json())
            client.say("ping")
            server.trade(SandboxTrade("SOL-USDT", size: "1"), as: "main")
            #expect(server.streamCount == 1)
            server.announceRestart(afterMilliseconds: 0)
            #expect(await client.socket.next().isEnd(.cut))
        }
    }

    @Test func aLoginIsAnsweredLate() async throws {
        let late = [3_600_000, 1].map { SandboxFault(.stream(.lateLogin(milliseconds: $0)), occurrence: .once) }
        try await withSandbox({ $0.faults = late }) { server, _ in
            let first = try await Client(server)
            first.say(StreamBench.login(key, seconds: SystemClock.realMilliseconds / 1000))
            first.say("ping")
            #expect(await first.text() == "pong")
            let second = try await Client(server)
            #expect(try await second.logIn(key) == "0")
            #expect(server.faults.isEmpty)
        }
    }

    @Test func aRestartIsToldBeforeIt() async throws {
        try await withStream { server, _, client in
            let reply = try post(server, "/sandbox/restart", #"{"afterMilliseconds":50}"#)
            #expect(reply.status == 200)
            #expect(try await client.json()["code"]?.string == "64008")
            #expect(await client.end() == .closed(code: 1001, reason: ""))
        }
    }

    @Test func aDeletedKeyEndsItsStream() async throws {
        try await withStream { server, _, client in
            server.act(.deleteKeys, as: "main")
            #expect(await client.end() == .closed(code: 4007, reason: StreamEnd.keyChanged.reason))
        }
    }

    @Test func aStreamThatIsLeftIsForgotten() async throws {
        try await withStream { server, _, client in
            _ = try await client.subscribe("account")
            #expect(server.streamCount == 1)
            client.socket.close()
            while server.streamCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(server.log.entries.last?.method == "CLOSE")
        }
    }

    /// What waits for a client that does not read is bounded; nothing is kept for it beyond that.
    @Test func aClientThatDoesNotReadIsDropped() async throws {
        let account = SandboxAccount.many(1, assets: 1_000)[0]
        try await withSandbox({
            $0.accounts = [account]
            $0.rateLimits = .off
        }) { server, http in
            let descriptor = try Loopback.connect(to: UInt16(server.port))
            defer { close(descriptor) }
            let texts =
                [StreamBench.login(account.keys[0], seconds: SystemClock.realMilliseconds / 1000)]
                + Array(repeating: StreamBench.request("subscribe", "account"), count: 40)
            let handshake = Self.handshake.replacing("public", with: "private")
            let bytes = Array(handshake.utf8) + texts.flatMap { Self.frame(0x1, Array($0.utf8)) }
            #expect(bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count)
            while server.log.entries.last?.method != "CLOSE" { try await Task.sleep(for: .milliseconds(5)) }
            #expect(server.log.entries.last?.code == "4005")
        }
    }

    /// By hand, what no proper client sends.
    @Test(
        arguments: [
            ([0x81, 0x04] + Array("ping".utf8), 1002), (frame(0x2, Array("ping".utf8)), 1003), (frame(0x1, [0xC3, 0x28]), 1007),
            (frame(0x0, Array("ping".utf8)), 1002), (frame(0x1, [UInt8](repeating: 0x78, count: 65_537)), 1009),
        ] as [([UInt8], Int)])
    func badFramesAreTheEnd(bytes: [UInt8], code: Int) async throws {
        try await withSandbox { server, http in
            let reply = http.exchange(Array(Self.handshake.utf8) + bytes + Self.frame(0x8, [0x03, 0xE8]))
            let text = String(decoding: reply, as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 101 "))
            // RFC 6455 1.3 has this key and its answer.
            #expect(text.lowercased().contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo="))
            #expect(
                reply.suffix(from: (reply.lastIndex(of: 0x88) ?? 0)).dropFirst(2).prefix(2).elementsEqual([
                    UInt8(code >> 8), UInt8(code & 0xFF),
                ]))
        }
    }

    /// A masked frame (RFC 6455 5.2); the mask is zero, so that the bytes stay readable.
    private static func frame(_ opcode: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let length: [UInt8] =
            payload.count <= 125
            ? [UInt8(payload.count)]
            : payload.count <= 65_535
                ? [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
                : [127] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
        return [0x80 | opcode, length[0] | 0x80] + length.dropFirst() + [0, 0, 0, 0] + payload
    }

    @Test func aTextMayComeInPieces() async throws {
        try await withSandbox { server, http in
            var first = Self.frame(0x1, Array("pi".utf8))
            first[0] &= 0x7F
            let bytes = Array(Self.handshake.utf8) + first + Self.frame(0x9, [7]) + Self.frame(0x0, Array("ng".utf8))
            let reply = http.exchange(bytes + Self.frame(0x8, [0x03, 0xE8]))
            let tail: [UInt8] = [0x8A, 1, 7, 0x81, 4] + Array("pong".utf8) + [0x88, 2, 0x03, 0xE8]
            #expect(reply.suffix(tail.count).elementsEqual(tail))
        }
    }

    @Test func theLogNamesStreamsWithoutSecrets() async throws {
        try await withStream { server, _, client in
            _ = try await client.subscribe("account", #""ccy":"BTC""#)
            client.say("nonsense with Tide-gate.2026")
            _ = try await client.json()
            let entries = server.log.entries
            #expect(entries.map(\.method) == ["OPEN", "LOGIN", "SUBSCRIBE", "REFUSED"])
            #expect(entries.map(\.path) == ["/ws/v5/private", "/ws/v5/private", "/ws/v5/private#account", "/ws/v5/private"])
            #expect(entries.map(\.code) == [nil, "0", "0", "60012"] && entries.map(\.account) == [nil, "main", "main", "main"])
            let shown = try #require(RawClient(port: server.port).send("GET", "/sandbox/log")).text
            for secret in [key.apiKey, key.secretKey, key.passphrase] { #expect(!shown.contains(secret)) }
            let streams = try #require(RawClient(port: server.port).send("GET", "/sandbox/streams")?.json?["streams"]?.elements)
            #expect(streams.map { $0["account"]?.string } == ["main"])
            #expect(streams.first?["channels"]?.elements.compactMap(\.string) == ["account"])
        }
    }

    @Test func pricesAreStartedAndStoppedFromOutside() async throws {
        try await withSandbox({ $0.movement.intervalMilliseconds = 10 }) { server, _ in
            let client = try await Client(server, "/ws/v5/public")
            let first = try await client.subscribe("index-tickers", #""instId":"BTC-USDT""#).rows.first?["idxPx"]?.string
            #expect(try post(server, "/sandbox/market", #"{"moving":true}"#).json?["moving"]?.bool == true)
            // Steps come by themselves now, for as long as it takes until one of them changes this price.
            var next = first
            while next == first { next = try await client.json().rows.first?["idxPx"]?.string }
            #expect(try post(server, "/sandbox/market", #"{"moving":false}"#).json?["moving"]?.bool == false)
            let still = server.isMoving
            #expect(!still)
            let before = try #require(RawClient(port: server.port).send("GET", "/sandbox/market")?.json?["steps"]?.numberText)
            let after = try #require(try post(server, "/sandbox/market", #"{"steps":3}"#).json?["steps"]?.numberText)
            #expect(Int(after) == Int(before).map { $0 + 3 })
        }
    }

    @Test(arguments: [
        ("market", #"{"moving":1}"#), ("market", #"{"steps":0}"#), ("market", #"{"steps":10001}"#), ("market", "[]"),
        ("trade", #"{"account":"main"}"#), ("trade", #"{"account":"nobody","instrument":"SOL-USDT","size":"1"}"#),
        ("trade", #"{"account":"main","instrument":"SOL-USDT","size":"1e9"}"#),
        ("trade", #"{"account":"main","instrument":"SOL-USDT","size":"-99"}"#),
        ("trade", #"{"account":"main","instrument":"BTC-USDT-SWAP","size":"1","side":"up"}"#),
        ("restart", #"{"afterMilliseconds":-1}"#), ("restart", #"{"afterMilliseconds":3600001}"#), ("restart", "{}"),
    ])
    func controlsRefuseWhatTheyDoNotUnderstand(path: String, body: String) async throws {
        try await withSandbox { server, _ in
            let reply = try post(server, "/sandbox/" + path, body)
            #expect(reply.status == 400)
        }
    }
}

extension WebSocket.Event {
    fileprivate func isEnd(_ wanted: WebSocketEnd) -> Bool {
        guard case .ended(let end) = self else { return false }
        return end == wanted
    }
}
