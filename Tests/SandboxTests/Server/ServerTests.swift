import Foundation
import JSON
import TestSupport
import Testing

@testable import Sandbox

@Suite("The sandbox as a server")
struct ServerTests {
    private let key = SandboxAccount.example("main").key

    @Test func aTakenPortIsSaid() async throws {
        try await withSandbox { server, _ in
            var configuration = SandboxConfiguration()
            configuration.port = server.port
            await #expect(throws: SandboxError.portTaken(server.port)) { try await SandboxServer.start(configuration) }
        }
    }

    @Test(arguments: ["0.0.0.0", "192.0.2.1", "::", "localhost", ""])
    func onlyLoopback(host: String) async {
        var configuration = SandboxConfiguration()
        configuration.host = host
        await #expect(throws: SandboxError.hostNotLoopback(host)) { try await SandboxServer.start(configuration) }
    }

    @Test func portsOutOfRangeAreRefused() async {
        var configuration = SandboxConfiguration()
        configuration.port = 65_536
        await #expect(throws: SandboxError.portOutOfRange(65_536)) { try await SandboxServer.start(configuration) }
    }

    @Test func stoppingTwiceIsHarmlessAndFreesThePort() async throws {
        // A test beside this one may be given the port that was freed; then there is another try.
        for _ in 1...20 {
            let first = try await SandboxServer.start(SandboxConfiguration())
            await first.stop()
            await first.stop()
            var configuration = SandboxConfiguration()
            configuration.port = first.port
            guard let second = try? await SandboxServer.start(configuration) else { continue }
            #expect(second.origin == "http://127.0.0.1:\(first.port)")
            await second.stop()
            return
        }
        Issue.record("no port was free after its server had stopped")
    }

    @Test func sampleKeysAsJSON() async throws {
        try await withSandbox { server, _ in
            let root = try JSONDocument(parsing: Array(server.sampleKeysJSON.utf8)).root
            #expect(root["origin"]?.string == server.origin)
            #expect(root["accounts"]?.elements.count == SandboxAccount.examples.count)
            #expect(root["accounts"]?[0]?["keys"]?[0]?["apiKey"]?.string == key.apiKey)
            let bare = try JSONDocument(parsing: Array(SandboxConfiguration().sampleKeysJSON(origin: nil).utf8)).root
            #expect(bare["origin"] == nil && bare["accounts"]?.elements.count == SandboxAccount.examples.count)
        }
    }

    @Test func theLogKnowsWhoAskedAndNoSecret() async throws {
        try await withSandbox { server, client in
            #expect(client.get("/api/v5/account/balance?ccy=BTC", as: key)?.code == "0")
            #expect(client.get("/api/v5/account/config", as: key, changing: ["OK-ACCESS-PASSPHRASE": "Other-Pass.9"])?.code == "50105")
            let entries = server.log.entries
            #expect(entries.map(\.sequence) == [1, 2])
            #expect(entries.map(\.path) == ["/api/v5/account/balance", "/api/v5/account/config"])
            #expect(entries.map(\.account) == ["main", nil])
            #expect(entries.map(\.code) == ["0", "50105"])
            let text = try #require(client.send("GET", "/sandbox/log")?.text)
            for secret in [key.passphrase, key.secretKey, "Other-Pass.9", key.apiKey, "ccy="] { #expect(!text.contains(secret)) }
            #expect(text.contains("/api/v5/account/balance"))
        }
    }

    @Test func theLogIsBounded() {
        let exchange = OKXExchange(SandboxConfiguration())
        let long = "/api/" + String(repeating: "x", count: 5000)
        for _ in 0..<SandboxLog.capacity + 50 {
            _ = exchange.answer(
                SeenRequest(method: "GET", target: RequestTarget(long), headers: [], body: [], peer: "127.0.0.1"))
        }
        #expect(exchange.log.entries.count == SandboxLog.capacity)
        #expect(exchange.log.count == SandboxLog.capacity + 50)
        #expect(exchange.log.entries.allSatisfy { $0.path.utf8.count <= 200 })
        #expect(exchange.log.entries.first?.sequence == 51)
    }

    @Test func severalRequestsOnOneConnection() async throws {
        try await withSandbox { _, client in
            let request = "GET /api/v5/public/time HTTP/1.1\r\nHost: a\r\n\r\n"
            let last = "GET /api/v5/market/exchange-rate HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let text = String(decoding: client.exchange(Array((request + request + last).utf8)), as: UTF8.self)
            #expect(text.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
            #expect(text.contains("usdCny"))
        }
    }

    @Test func latencyDelaysEveryReply() async throws {
        try await withSandbox({ $0.latencyMilliseconds = 150 }) { _, client in
            let start = ContinuousClock.now
            #expect(client.send("GET", "/api/v5/public/time")?.code == "0")
            #expect(ContinuousClock.now - start >= .milliseconds(150))
        }
    }

    @Test func hugeRequestsAreRefused() async throws {
        try await withSandbox { _, client in
            let wide = client.send("GET", "/api/v5/public/time", headers: [("x", String(repeating: "a", count: 40_000))])
            #expect(wide?.status == 431)
            let long = client.send("GET", "/api/v5/public/time?" + String(repeating: "a", count: 40_000))
            #expect(long == nil || long?.status == 431 || long?.status == 400)
            let heavy = client.send("POST", "/sandbox/faults", body: String(repeating: " ", count: 300_000))
            #expect(heavy == nil || heavy?.status == 413)
            #expect(client.send("GET", "/api/v5/public/time")?.code == "0")
        }
    }

    @Test func garbageNeverStopsTheServer() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        try await withSandbox({ $0.rateLimits = .off }) { _, client in
            let whole = Array(
                "GET /api/v5/account/balance?ccy=%4 HTTP/1.1\r\nHost: a\r\nOK-ACCESS-KEY: b\r\nConnection: close\r\n\r\n".utf8)
            for _ in 0..<200 {
                var bytes = whole
                for _ in 0..<Int.random(in: 1...6, using: &generator) {
                    bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
                }
                // What looks unfinished to the server must not make the test wait for it.
                _ = client.exchange(bytes + Array("\r\n\r\n\r\nno HTTP\r\n\r\n".utf8))
            }
            #expect(client.send("GET", "/api/v5/public/time")?.code == "0", "seed \(seed)")
        }
    }

    @Test func strangeHeadersAreJustWrong() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        let exchange = OKXExchange(SandboxConfiguration())
        let names = ["OK-ACCESS-KEY", "OK-ACCESS-SIGN", "OK-ACCESS-TIMESTAMP", "OK-ACCESS-PASSPHRASE", "x-simulated-trading"]
        let values = [
            key.apiKey, key.passphrase, "", "%", "-", "----", "9999-99-99T99:99:99.999Z", "0000-01-01T00:00:00.000Z", "é\u{301}",
            RawClient.timestamp(Date()), String(repeating: "0", count: 3000), "\u{0}",
        ]
        let targets = Endpoint.allCases.map(\.rawValue) + ["", "?", "/", "/api/", "/sandbox/clock", "/sandbox/faults"]
        let queries = ["", "?", "?ccy", "?ccy=,,,", "?%=%&&&=", "?instType=SWAP&instType=", "?ccy=%FF%00", "?quoteCcy=BTC", "?instId=----"]
        for _ in 0..<3000 {
            let headers = names.map { ($0, values.randomElement(using: &generator)!) }
            let target = targets.randomElement(using: &generator)! + queries.randomElement(using: &generator)!
            let answer = exchange.answer(
                SeenRequest(
                    method: ["GET", "POST", "DELETE", "x"].randomElement(using: &generator)!,
                    target: RequestTarget(target), headers: headers, body: Array("{\"kind\":".utf8), peer: ""))
            #expect((200...599).contains(answer.status), "seed \(seed)")
        }
    }
}
