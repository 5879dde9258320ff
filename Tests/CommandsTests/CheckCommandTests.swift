import Domain
import Foundation
import Sandbox
import TestSupport
import Testing

@testable import Commands

@Suite struct CheckCommandTests {
    private struct Row: Decodable {
        struct Problem: Decodable { let cause: String }
        let id: String
        let result: String
        let ms: Int?
        let error: Problem?
    }

    private struct Document: Decodable {
        struct Answer: Decodable {
            let site: String
            let environment: String
            let found: String
        }
        let schema: Int
        let name: String
        let site: String
        let environment: String
        let rows: [Row]
        let probe: [Answer]?
    }

    private func document(_ outcome: CommandHome.Outcome) throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
    }

    @Test(arguments: [("main", 0), ("read-only", 0), ("hedge", 15)] as [(String, Int32)])
    func aStoredConnectionRowByRow(account: String, status: Int32) async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
        try await home.connect(account, exchange)
        let checked = try await home.run { try CheckCommand.run(name: account, .rows, probe: .withheld, $0) }
        #expect(checked.status == status, "\(checked.talk)")
        let found = try document(checked)
        #expect(found.schema == 1 && found.name == account && found.site == "lab" && found.probe == nil)
        #expect(found.rows.map(\.id) == VerificationRow.allCases.map(\.rawValue))
        #expect(found.rows.first { $0.id == "settings" }?.result == (status == 15 ? "warning" : "ok"))
        let text = try await home.run(.text, language: .simplifiedChinese) {
            try CheckCommand.run(name: account, .rows, probe: .withheld, $0)
        }
        #expect(text.output.contains("✓ reach") && text.output.contains("毫秒内回复"))
        await exchange.stop()
    }

    @Test func anUnknownName() async throws {
        let home = try await CommandHome().withVault()
        let checked = try await home.run { try CheckCommand.run(name: "nobody", .rows, probe: .given, $0) }
        #expect(checked.status == 32 && checked.cause == "name-unknown")
    }

    /// Without a name it is the default connection, and where there is none that is said.
    @Test func theDefaultConnection() async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
        let empty = try await home.run { try CheckCommand.run(name: nil, .rows, probe: .withheld, $0) }
        #expect(empty.status == 32 && empty.cause == "name-unknown" && empty.talk.contains("The vault holds no connection."))
        try await home.connect("read-only", exchange)
        try await home.connect("main", exchange)
        let checked = try await home.run { try CheckCommand.run(name: nil, .rows, probe: .withheld, $0) }
        #expect(try document(checked).name == "read-only")
        let text = try await home.run(.text, language: .simplifiedChinese) { try CheckCommand.run(name: nil, .rows, probe: .withheld, $0) }
        #expect(text.talk == "默认连接 “read-only”：\n")
        let plan = try await home.run(.text) { try SettingsCommand(name: nil, settingsTarget: .init()).run(.plan, $0) }
        #expect(plan.talk.hasPrefix("The default connection, “read-only”:\n"))
        // The default one is gone, and the next one takes its place.
        _ = try await home.run { try ConnectionsCommand.remove("read-only", confirmation: .given, $0) }
        #expect(try document(try await home.run { try CheckCommand.run(name: nil, .rows, probe: .withheld, $0) }).name == "main")
        await exchange.stop()
    }

    /// The sandboxes stand in for the exchange's own sites.
    private struct World {
        let servers: [SandboxServer]
        let home: CommandHome
        let key: SandboxKey

        init(_ change: (inout SandboxAccount) -> Void) async throws {
            var accounts = SandboxAccount.examples
            let index = try #require(accounts.firstIndex { $0.id == "main" })
            change(&accounts[index])
            key = accounts[index].keys[0]
            var servers: [SandboxServer] = []
            for site in ["global", "eea", "us"] {
                var configuration = SandboxConfiguration.unlimited
                configuration.accounts = accounts
                configuration.site = try #require(SandboxSite(rawValue: site))
                servers.append(try await SandboxServer.start(configuration))
            }
            self.servers = servers
            home = try await CommandHome(sites: ["global": servers[0].origin, "eea": servers[1].origin, "us": servers[2].origin])
                .withVault()
        }

        func stop() async { for server in servers { await server.stop() } }
    }

    @Test func connectFindsAndStoresThePlace() async throws {
        let world = try await World {
            $0.keys[0].site = .eea
            $0.keys[0].environment = .demo
        }
        func connect(_ probe: ProbeConsent) async throws -> CommandHome.Outcome {
            try await world.home.run(input: world.key.lines) { context in
                var command = AccountCommand()
                command.probe = probe
                return try command.connect(name: "desk", storage: .store, context)
            }
        }
        let refused = try await connect(.withheld)
        // The sandbox looks at the environment before it looks at the site.
        #expect(refused.status == 13 && refused.cause == "wrong-environment")
        #expect(world.servers[1].log.count == 0 && world.servers[2].log.count == 0)
        let found = try await connect(.given)
        #expect(found.status == 0, "\(found.talk)")
        let listed = try await world.home.list()
        #expect(listed.contains(#""site":"eea","environment":"demo""#))
        let checked = try await world.home.run { try CheckCommand.run(name: "desk", .rows, probe: .withheld, $0) }
        #expect(checked.status == 0)
        await world.stop()
    }

    @Test func checkFindsAndStoresThePlace() async throws {
        let world = try await World { $0.keys[0].site = .us }
        // Stored while the key was still valid at the first site, as far as this vault knows.
        let stored = try await world.home.run(input: world.key.lines) { context in
            var command = AccountCommand()
            command.site = "us"
            return try command.connect(name: "desk", storage: .store, context)
        }
        #expect(stored.status == 0, "\(stored.talk)")
        // The sites change places.
        try world.home.configure(sites: ["global": world.servers[2].origin, "eea": world.servers[1].origin, "us": world.servers[0].origin])
        let refused = try await world.home.run { try CheckCommand.run(name: "desk", .rows, probe: .withheld, address: .given, $0) }
        #expect(refused.status == 10)
        #expect(try document(refused).rows.first { $0.id == "key" }?.error?.cause == "key-unknown")
        let found = try await world.home.run { try CheckCommand.run(name: "desk", .rows, probe: .given, $0) }
        #expect(found.status == 0, "\(found.talk)")
        let answers = try #require(document(found).probe)
        #expect(answers.count == 5 && answers.filter { $0.found == "works" }.map(\.site) == ["global"])
        #expect(try await world.home.list().contains(#""site":"global","environment":"live""#))
        await world.stop()
    }

    /// The report is short and holds nothing private.
    @Test(arguments: [
        ("main", [SandboxFault]()), ("hedge", []), ("main", [SandboxFault(.code("50110"), path: "/api/v5/account/config")]),
        ("main", [SandboxFault(.hostileText)]),
        ("main", [SandboxFault(.refusal(status: 200, code: "1234-secret", message: "203.0.113.99 canary"))]),
    ])
    func aReportForAnyone(account: String, faults: [SandboxFault]) async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
        try await home.connect(account, exchange, as: "private-name")
        exchange.faults = faults
        let key = try exchange.configuration.key(account)
        for language in Language.allCases {
            let outcome = try await home.run(.text, language: language) {
                try CheckCommand.run(name: "private-name", .report, probe: .withheld, $0)
            }
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect((10..<40).contains(lines.count))
            for row in VerificationRow.allCases { #expect(outcome.output.contains(row.rawValue)) }
            for secret in [
                key.apiKey, key.secretKey, key.passphrase, String(key.apiKey.prefix(3)) + "…", "127.0.0.1", "203.0.113", "198.51.100",
                "private-name",
                "terminal01", "canary", "1234-secret", "61347205891", exchange.origin, "1.06126645222", "152550", "BTC", "\u{1B}",
            ] {
                #expect(!outcome.output.contains(secret), "\(secret)")
            }
        }
        await exchange.stop()
    }

    @Test func anAccountOnStandardInput() async throws {
        let exchange = try await SandboxServer.start(.unlimited)
        let home = try CommandHome(sites: ["lab": exchange.origin])
        let key = try exchange.configuration.key("elsewhere")
        let checked = try await home.run(input: key.lines) { context in
            var command = AccountCommand()
            command.site = "lab"
            return try command.check(.rows, context)
        }
        #expect(checked.status == 11)
        let address = try document(checked).rows.first { $0.id == "address" }
        #expect(address?.result == "failed" && address?.error?.cause == "ip-not-allowed")
        await exchange.stop()
    }
}
