import Foundation
import JSON
import Testing

@testable import Sandbox

@Suite("Bybit: served beside others")
struct BybitServerTests {
    private static func port(_ address: String) throws -> Int { try #require(URL(string: address)?.port) }

    /// A key is known at the host of its site and environment, and nowhere else.
    @Test func everyHostListensForItself() async throws {
        try await withSandbox({ $0.exchanges = [.okx, .bybit] }) { server, _ in
            let played = try #require(server.exchanges.first { $0.id == SandboxBybit.exchange })
            let hosts = played.addresses.filter { $0.host.traffic == .requests }
            #expect(hosts.count == SandboxBybit.Place.all.count)
            #expect(Set(played.addresses.map(\.address)).count == played.addresses.count)
            for id in ["main", "testnet", "demo", "turkey", "rsa"] {
                let key = try #require(server.bybitAccounts.first { $0.id == id }?.keys.first)
                for (host, address) in hosts {
                    let request = BybitBench(now: Int64(Date().timeIntervalSince1970 * 1_000))
                        .signed("GET", "/v5/account/info", "", key: key)
                    let reply = RawClient(port: try Self.port(address)).send(
                        "GET", "/v5/account/info", headers: request.headers.map { ($0.name, $0.value) })
                    let isHome = host.site == key.place.site.rawValue && host.environment == key.place.environment.rawValue
                    #expect(reply?.json?["retCode"]?.numberText == (isHome ? "0" : "10003"), "\(id) at \(host)")
                }
            }
            let other = RawClient(port: server.port).send("GET", "/v5/market/time")
            #expect(other?.json?["retCode"] == nil)
        }
    }

    @Test func whatIsPublishedNamesHostsAndKeys() async throws {
        try await withSandbox({ $0.exchanges = [.bybit] }) { server, client in
            let document = try JSONDocument(parsing: Array(server.sampleKeysJSON.utf8)).root
            let row = try #require(document["exchanges"]?[0])
            #expect(row["exchange"]?.string == "bybit")
            #expect(row["hosts"]?.elements.count == server.exchanges[0].addresses.count)
            let account = row["accounts"]?.elements.first { $0["id"]?.string == "rsa" }
            #expect(account?["keys"]?[0]?["privateKey"]?.string?.hasPrefix("-----BEGIN PRIVATE KEY-----") == true)
            #expect(server.origin == row["hosts"]?[0]?["address"]?.string)
            #expect(client.send("GET", "/v5/market/time")?.header("content-type") == "application/json; charset=utf-8")
        }
    }

    /// An owner is steered through the server, too.
    @Test func ownersAreReachedThroughTheServer() async throws {
        try await withSandbox({ $0.exchanges = [.bybit] }) { server, client in
            #expect(server.actAtBybit(SandboxBybit.UserAction.cancelOrders, as: "blocked") == .done)
            #expect(server.tradeAtBybit(SandboxBybit.Trade("SOLUSDT", size: "1"), as: "main") == .done)
            server.bybitBehaviour.unknownKeyStatus = 401
            let headers = [("X-BAPI-API-KEY", "AAAAAAAAAAAAAAAAAA"), ("X-BAPI-TIMESTAMP", "1"), ("X-BAPI-SIGN", "00")]
            let reply = client.send("GET", "/v5/user/query-api", headers: headers)
            #expect(reply?.status == 401 && reply?.json?["retCode"]?.numberText == "10003")
            server.bybitAccounts = []
            #expect(server.bybitAccounts.isEmpty)
        }
    }
}
