import HTTP
import JSON
import Testing

@testable import Sandbox

/// A sandbox that plays everything it can, and the second of its exchanges.
enum BothExchanges {
    static func with(_ faults: [SandboxFault] = [], _ body: (SandboxServer, PlayedExchange) async throws -> Void) async throws {
        try await withSandbox({
            $0.exchanges = []
            $0.rateLimits = .off
            $0.faults = faults
        }) { server, _ in
            try await body(server, try #require(server.exchanges.first { $0.id == SandboxBybit.exchange }))
        }
    }

    static func client(_ played: PlayedExchange, _ site: String, _ environment: String, _ host: String) throws -> RawClient {
        RawClient(port: try #require(played.port(SandboxDoor(site: site, environment: environment, host: host))))
    }

    static func post(_ client: RawClient, _ path: String, _ body: String) -> RawClient.Reply? {
        client.send("POST", path, headers: [("Content-Type", "application/json")], body: body)
    }
}

@Suite("The sandbox with several exchanges", .timeLimit(.minutes(2)))
struct SeveralExchangesTests {
    private static let transport = WebSocketTransport(userAgent: "tests")

    @Test func whatIsAskedAtTheWrongHostIsNotFound() async throws {
        try await BothExchanges.with { server, played in
            let rest = try BothExchanges.client(played, "global", "live", "rest")
            #expect(rest.send("GET", "/v5/market/time")?.json?["retCode"]?.numberText == "0")
            #expect(rest.send("GET", "/v5/private")?.status == 404)
            #expect(try BothExchanges.client(played, "global", "live", "stream").send("GET", "/v5/market/time")?.status == 404)
            #expect(rest.send("GET", "/api/v5/public/time")?.status == 404)
            #expect(RawClient(port: server.port).send("GET", "/v5/market/time")?.status == 404)
            let opened = await Self.transport.open(
                WebSocketRequest(
                    origin: try #require(played.address("global", "live", .requests)).replacing("http", with: "ws"), target: "/v5/private"))
            guard case .failure = opened else {
                Issue.record("a stream was opened at the host for requests")
                return
            }
        }
    }

    @Test func controlsAreAboutTheExchangeThatListensThere() async throws {
        try await BothExchanges.with { server, played in
            let rest = try BothExchanges.client(played, "global", "demo", "rest")
            _ = rest.send("GET", "/v5/market/time")
            let log = try #require(rest.send("GET", "/sandbox/log")?.json?["entries"]?.elements)
            #expect(log.map { $0["path"]?.string } == ["/v5/market/time"])
            #expect(server.log.entries.isEmpty)
            #expect(BothExchanges.post(rest, "/sandbox/faults", #"{"kind":"html","status":502,"times":1}"#)?.status == 200)
            #expect(RawClient(port: server.port).send("GET", "/api/v5/public/time")?.code == "0")
            #expect(rest.send("GET", "/v5/market/time")?.status == 502)
            #expect(rest.send("GET", "/v5/market/time")?.status == 200)
            let accounts = rest.send("GET", "/sandbox/accounts")?.json?["accounts"]?.elements ?? []
            let names = accounts.compactMap { $0["account"]?.string }
            #expect(names.contains("main"))
            #expect(accounts.compactMap { $0["acctLv"] }.isEmpty)
            #expect(
                BothExchanges.post(rest, "/sandbox/user", #"{"account":"main","action":"set-margin-mode","mode":"REGULAR_MARGIN"}"#)?
                    .status == 200)
            #expect(BothExchanges.post(rest, "/sandbox/user", #"{"account":"main","action":"fly"}"#)?.status == 400)
            #expect(
                BothExchanges.post(rest, "/sandbox/trade", #"{"account":"main","instrument":"NOTHING","size":"1"}"#)?.status == 400)
            #expect(BothExchanges.post(rest, "/sandbox/market", #"{"steps":2}"#)?.json?["steps"]?.numberText == "2")
        }
    }

    @Test func aFaultMayBeOneExchanges() async throws {
        let faults = [
            SandboxFault(.html(status: 503), exchange: SandboxBybit.exchange), SandboxFault(.rateLimited, path: "/api/v5/public/time"),
        ]
        try await BothExchanges.with(faults) { server, played in
            let rest = try BothExchanges.client(played, "global", "live", "rest")
            #expect(rest.send("GET", "/v5/market/time")?.status == 503)
            #expect(RawClient(port: server.port).send("GET", "/api/v5/public/time")?.status == 429)
            #expect(RawClient(port: server.port).send("GET", "/api/v5/market/exchange-rate")?.code == "0")
        }
    }

    @Test func programsAreToldOfBoth() async throws {
        try await BothExchanges.with { server, played in
            let root = try JSONDocument(parsing: Array(server.sampleKeysJSON.utf8)).root
            #expect(root["origin"]?.string == server.origin && root["oauthClient"] != nil)
            let exchanges = root["exchanges"]?.elements ?? []
            #expect(exchanges.map { $0["exchange"]?.string } == server.exchanges.map(\.id))
            #expect(exchanges.count == 2)
            let told = try #require(exchanges.last)
            let hosts = told["hosts"]?.elements ?? []
            #expect(hosts.count == played.addresses.count)
            let testnet = hosts.first { $0["environment"]?.string == "testnet" && $0["host"]?.string == "rest" }
            #expect(testnet?["address"]?.string == played.address("global", "testnet", .requests))
            let rsa = told["accounts"]?.elements.first { $0["id"]?.string == "rsa" }?["keys"]?[0]
            #expect(rsa?["privateKey"]?.string?.contains("PRIVATE KEY") == true && rsa?["secretKey"] == nil)
        }
    }
}
