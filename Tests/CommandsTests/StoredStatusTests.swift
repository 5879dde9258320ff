import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import Sandbox
import TestSupport
import Testing

@testable import Commands
@testable import Session

/// `status` of connections in a vault.
@Suite struct StoredStatusTests {
    private let exchange: SandboxServer
    private let home: CommandHome

    init() async throws {
        exchange = try await SandboxServer.start(.unlimited)
        home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
        for account in ["main", "demo", "sub"] { try await home.connect(account, exchange) }
    }

    private struct Row {
        let name: String
        let status: String
        let cause: String?
    }

    private func rows(_ outcome: CommandHome.Outcome) throws -> [Row] {
        let document = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        return try #require(document["connections"] as? [[String: Any]]).map { row in
            Row(
                name: row["name"] as? String ?? "", status: row["status"] as? String ?? "",
                cause: (row["error"] as? [String: Any])?["cause"] as? String)
        }
    }

    @Test func allOrTheNamedOnesInTheirOrder() async throws {
        let all = try await home.run { try StatusCommand.run(names: [], $0) }
        #expect(all.status == 0)
        #expect(try rows(all).map(\.name) == ["main", "demo", "sub"])
        #expect(try rows(all).allSatisfy { $0.cause == nil })
        let some = try await home.run { try StatusCommand.run(names: ["sub", "main", "sub"], $0) }
        #expect(try rows(some).map(\.name) == ["main", "sub"])
        let requests = exchange.signedRequests
        let unknown = try await home.run { try StatusCommand.run(names: ["main", "nobody"], $0) }
        #expect(unknown.cause == "name-unknown")
        #expect(unknown.status == 32)
        #expect(exchange.signedRequests == requests)
        await exchange.stop()
    }

    /// Live and demo money apart; one account alone needs no sum in words.
    @Test func severalAreAddedUp() async throws {
        let json = try await home.run { try StatusCommand.run(names: [], $0) }
        let document = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let totals = try #require(document["totals"] as? [[String: Any]])
        #expect(totals.map { $0["kind"] as? String } == ["live", "demo"])
        let equities = try #require(document["connections"] as? [[String: Any]]).map {
            try #require(($0["equity"] as? [String: Any])?["total"] as? String)
        }
        let live = try #require(Amount(equities[0])) + #require(Amount(equities[2]))
        #expect((totals[0]["total"] as? String).flatMap { Amount($0) } == live && totals[0]["connections"] as? Int == 2)
        #expect(totals[1]["total"] as? String == equities[1])

        let text = try await home.run(.text) { try StatusCommand.run(names: [], $0) }
        let lines = text.output.split(separator: "\n").map { String($0.filter { $0 != " " }) }
        #expect(lines.contains("LIVEtotalof2" + live.rounded(toScale: 2, rounding: .halfEven).plain + "USD"), "\(text.output)")
        #expect(lines.contains { $0.hasPrefix("DEMOtotalof1") } && text.output.contains("LIVE total of 2  1"), "\(text.output)")
        #expect(totals.allSatisfy { ($0["same_account"] as? [Any])?.isEmpty == true && ($0["trading_only"] as? [Any])?.isEmpty == true })

        // Without the valuation of the whole, the trading wallet stands for it, and that is said.
        exchange.faults = [SandboxFault(.code("50001"), path: "/api/v5/asset/asset-valuation")]
        let parts = try await home.run { try StatusCommand.run(names: [], $0) }
        let poorer = try #require(
            (try JSONSerialization.jsonObject(with: Data(parts.output.utf8)) as? [String: Any])?["totals"] as? [[String: Any]])
        #expect((poorer[0]["trading_only"] as? [String])?.count == 2, "\(poorer)")
        let partly = try await home.run(.text) { try StatusCommand.run(names: [], $0) }
        #expect(partly.output.contains("trading wallet only: "), "\(partly.output)")
        exchange.faults = []
        let alone = try await home.run(.text) { try StatusCommand.run(names: ["main"], $0) }
        #expect(!alone.output.contains("total of"))
    }

    @Test func eachHasItsOwnOutcomeAndTheGravestDecides() async throws {
        try await home.connect("hedge", exchange)
        let other = try await SandboxServer.start(.unlimited)
        await other.stop()
        // One key is unknown to the exchange that now stands in the other's place.
        var emptied = SandboxConfiguration.unlimited
        emptied.accounts.removeAll { $0.id == "sub" }
        let poorer = try await SandboxServer.start(emptied)
        try home.configure(sites: ["lab": poorer.origin])
        for name in ["main", "demo", "sub", "hedge"] {
            _ = try await home.run { try CheckCommand.run(name: name, .rows, probe: .withheld, address: .given, $0) }
        }
        let mixed = try await home.run { try StatusCommand.run(names: [], $0) }
        #expect(try rows(mixed).map(\.cause) == [nil, nil, "key-unknown", nil])
        #expect(mixed.status == 10)
        await poorer.stop()
        try home.configure(sites: ["lab": other.origin])
        for name in ["main", "sub"] {
            _ = try await home.run { try CheckCommand.run(name: name, .rows, probe: .withheld, address: .given, $0) }
        }
        let silent = try await home.run { try StatusCommand.run(names: ["main", "sub"], $0) }
        #expect(try rows(silent).map(\.cause) == ["network-unreachable", "network-unreachable"])
        #expect(silent.status == 20)
        await exchange.stop()
    }

    /// A key is not sent to any other address than it was stored for.
    @Test func aSiteThatIsGoneOrCameFromElsewhereIsNotContacted() async throws {
        let requests = exchange.signedRequests
        try home.configure()
        let gone = try await home.run { try StatusCommand.run(names: [], $0) }
        #expect(try rows(gone).map(\.cause) == ["configuration-invalid", "configuration-invalid", "configuration-invalid"])
        #expect(gone.status == 32)
        #expect(try await home.run { try AccountCommand().replace(name: "main", $0) }.cause == "configuration-invalid")
        #expect(exchange.signedRequests == requests)
        await exchange.stop()
    }

    /// The exchange allows ten clock requests in two seconds; one serves all of these readings, so none has to wait.
    @Test func aRoundAsksForTheTimeOnce() async throws {
        let strict = try await SandboxServer.start(SandboxConfiguration())
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        let errands = (0..<13).map { number in
            StatusRequest(
                name: "\(number)",
                target: AccountRequest(
                    exchange: "okx", site: SandboxRequest.site(strict.origin), environment: .live,
                    key: KeyHandle(
                        apiKey: SecretBytes("00000000-0000-4000-8000-0000000000\(10 + number)".utf8),
                        secretKey: SecretBytes("0123456789ABCDEF0123456789ABCDEF".utf8), passphrase: SecretBytes("Passphrase-1".utf8))))
        }
        let reports = await StatusBatch(
            reader: AccountReader(transport: transport, limits: SandboxRequest.quickLimits, budget: RateBudget())
        )
        .reports(errands)
        #expect(reports.map(\.name) == (0..<13).map(String.init))
        #expect(reports.map(\.exitCode) == Array(repeating: 10, count: 13))
        #expect(strict.log.entries.count { $0.path == "/api/v5/public/time" } == 1)
        #expect(!strict.log.entries.contains { $0.code == "50011" })
        transport.shutDown()
        await strict.stop()
        await exchange.stop()
    }
}
