import Core
import Foundation
import JSON
import Sandbox
import TestSupport
import Testing

@testable import Commands

extension CommandHome {
    /// Connects an account of a sandbox that the configuration names `lab`.
    @discardableResult
    func connect(_ account: String, _ exchange: SandboxServer, as name: String? = nil, expecting status: Int32 = 0) async throws -> Outcome
    {
        let key = try exchange.configuration.key(account)
        let outcome = try await run(input: key.lines) { context in
            var command = AccountCommand()
            command.site = "lab"
            command.environment = key.environment == .demo ? .demo : .live
            return try command.connect(name: name ?? account, storage: .store, context)
        }
        try #require(outcome.status == status, "\(outcome.talk)")
        return outcome
    }

    func list() async throws -> String {
        try await run { try ConnectionsCommand.list($0) }.output
    }
}

/// Connections that are verified by a sandbox and kept in a vault.
@Suite struct ConnectTests {
    private let exchange: SandboxServer
    private let home: CommandHome

    init() async throws {
        exchange = try await SandboxServer.start(.unlimited)
        home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
    }

    private static let main =
        "{\"name\":\"main\",\"exchange\":\"okx\",\"site\":\"lab\",\"environment\":\"live\",\"method\":\"api-key\",\"key\":{\"masked\":\"f16…cd7\"}}"
    private static let demo =
        "{\"name\":\"demo\",\"exchange\":\"okx\",\"site\":\"lab\",\"environment\":\"demo\",\"method\":\"api-key\",\"key\":{\"masked\":\"KEY\"}}"

    private static func listed(_ rows: String...) -> String {
        "{\"schema\":1,\"connections\":[\(rows.joined(separator: ","))]}\n"
    }

    @Test func aVerifiedConnectionIsKept() async throws {
        let connected = try await home.connect("main", exchange)
        #expect(connected.output.hasPrefix("{\"schema\":1,\"connections\":[{\"name\":\"main\",\"exchange\":\"okx\",\"site\":\"lab\""))
        #expect(connected.output.contains("\"status\":\"connected\""))
        #expect(try await home.list() == Self.listed(Self.main))
        // Nothing of the three values is in any file in the clear.
        let key = try exchange.configuration.key("main")
        for file in try FileManager.default.contentsOfDirectory(atPath: home.path) {
            let content = String(decoding: try Data(contentsOf: URL(filePath: home.path + "/" + file)), as: UTF8.self)
            for secret in [key.apiKey, key.secretKey, key.passphrase] { #expect(!content.contains(secret), "\(file)") }
        }
        await exchange.stop()
    }

    @Test func listLinesUpInBothLanguages() async throws {
        try await home.connect("main", exchange)
        try await home.connect("demo", exchange, as: "模拟")
        let masked = String(try exchange.configuration.key("demo").apiKey.prefix(3))
        let english = try await home.run(.text) { try ConnectionsCommand.list($0) }
        #expect(english.output.hasPrefix("main  OKX  lab  live          API key  f16…cd7\n模拟  OKX  lab  demo trading  API key  \(masked)…"))
        let chinese = try await home.run(.text, language: .simplifiedChinese) { try ConnectionsCommand.list($0) }
        #expect(chinese.output.hasPrefix("main  OKX  lab  实盘    API Key  f16…cd7\n模拟  OKX  lab  模拟盘  API Key  \(masked)…"))
        await exchange.stop()
    }

    @Test func aFailedVerificationStoresNothing() async throws {
        let refused = try await home.connect("withdrawal", exchange, expecting: 14)
        #expect(refused.cause == "withdrawal-enabled")
        #expect(try await home.list() == Self.listed())
        await exchange.stop()
    }

    @Test func takenNamesAndKnownKeysAreRefusedBeforeAnythingIsSent() async throws {
        try await home.connect("main", exchange)
        let requests = exchange.signedRequests
        #expect(try await home.connect("sub", exchange, as: "main", expecting: 32).cause == "name-taken")
        #expect(try await home.connect("main", exchange, as: "again", expecting: 32).cause == "already-connected")
        #expect(try await home.connect("sub", exchange, as: "-x", expecting: 32).cause == "configuration-invalid")
        #expect(try await home.connect("sub", exchange, as: "a\u{202E}b", expecting: 32).cause == "configuration-invalid")
        #expect(try await home.connect("sub", exchange, as: "", expecting: 32).cause == "configuration-invalid")
        #expect(exchange.signedRequests == requests)
        #expect(try await home.list() == Self.listed(Self.main))
        await exchange.stop()
    }

    @Test func aWrongVaultPassphraseIsFoundBeforeAnythingIsSent() async throws {
        let wrong = try home.write("wrong\n", "wrong")
        let key = try exchange.configuration.key("main")
        let refused = try await home.run(passphraseFile: wrong, input: key.lines) { context in
            var command = AccountCommand()
            command.site = "lab"
            return try command.connect(name: "main", storage: .store, context)
        }
        #expect(refused.cause == "vault-passphrase-wrong")
        #expect(exchange.log.entries.isEmpty)
        await exchange.stop()
    }

    @Test func verifyOnlyNeedsNoVault() async throws {
        let bare = try CommandHome(sites: ["lab": exchange.origin])
        let key = try exchange.configuration.key("main")
        let verified = try await bare.run(passphraseFile: "/nonexistent", input: key.lines) { context in
            var command = AccountCommand()
            command.site = "lab"
            return try command.connect(name: "main", storage: .verifyOnly, context)
        }
        #expect(verified.status == 0)
        #expect(!FileManager.default.fileExists(atPath: bare.vaultFile))
        await exchange.stop()
    }

    @Test func theOldKeyStaysUntilTheNewOneWorks() async throws {
        try await home.connect("main", exchange)
        try await home.connect("sub", exchange)
        func replace(_ account: String, _ other: AccountCommand.OtherAccount = .refused) async throws -> CommandHome.Outcome {
            try await home.run(input: exchange.configuration.key(account).lines) {
                var command = AccountCommand()
                command.otherAccount = other
                return try command.replace(name: "main", $0)
            }
        }
        #expect(try await replace("withdrawal").cause == "withdrawal-enabled")
        #expect(try await home.list().contains(Self.main))
        #expect(try await replace("sub").cause == "already-connected")
        let replaced = try await replace("hedge", .insisted)
        #expect(replaced.status == 0)
        #expect(replaced.output.contains("\"name\":\"main\""))
        let masked = String(try exchange.configuration.key("hedge").apiKey.prefix(3))
        #expect(
            try await home.list().contains(
                "\"name\":\"main\",\"exchange\":\"okx\",\"site\":\"lab\",\"environment\":\"live\",\"method\":\"api-key\",\"key\":{\"masked\":\"\(masked)…"
            ))
        // The same key once more is no other connection's.
        #expect(try await replace("hedge").status == 0)
        let unknown = try await home.run { try AccountCommand().replace(name: "nobody", $0) }
        #expect(unknown.cause == "name-unknown")
        await exchange.stop()
    }

    @Test func insistenceOnAKeyThatCanWithdrawIsRemembered() async throws {
        #expect(try await home.connect("withdrawal", exchange, expecting: 14).cause == "withdrawal-enabled")
        let key = try exchange.configuration.key("withdrawal")
        let connected = try await home.run(input: key.lines) { context in
            var command = AccountCommand()
            command.site = "lab"
            command.withdrawal = .insisted
            return try command.connect(name: "rich", storage: .store, context)
        }
        #expect(connected.status == 0)
        let status = try await home.run { try StatusCommand.run(names: ["rich"], $0) }
        #expect(status.status == 0)
        #expect(status.output.contains("withdrawal-allowed"))
        #expect(try await home.run(input: key.lines) { try AccountCommand().replace(name: "rich", $0) }.status == 0)
        await exchange.stop()
    }

    @Test func renamesAndRemoves() async throws {
        try await home.connect("main", exchange)
        try await home.connect("sub", exchange)
        #expect(try await home.run { try ConnectionsCommand.rename("sub", to: "main", $0) }.cause == "name-taken")
        #expect(try await home.run { try ConnectionsCommand.rename("nobody", to: "new", $0) }.cause == "name-unknown")
        #expect(try await home.run { try ConnectionsCommand.rename("sub", to: "a\nb", $0) }.cause == "configuration-invalid")
        #expect(try await home.run { try ConnectionsCommand.remove("nobody", confirmation: .given, $0) }.cause == "name-unknown")
        #expect(try await home.run { try ConnectionsCommand.remove("nobody", confirmation: .asked, $0) }.cause == "name-unknown")
        let unconfirmed = try await home.run { try ConnectionsCommand.remove("sub", confirmation: .asked, $0) }
        #expect(unconfirmed.cause == "confirmation-needed")
        #expect(unconfirmed.status == 64)
        let removed = try await home.run { try ConnectionsCommand.remove("sub", confirmation: .given, $0) }
        #expect(removed.output == Self.listed(Self.main))
        let renamed = try await home.run { try ConnectionsCommand.rename("main", to: "new name", $0) }
        #expect(renamed.output == Self.listed(Self.main.replacing("\"main\"", with: "\"new name\"")))
        #expect(try await home.list() == renamed.output)
        let talk = try await home.run(.text) { try ConnectionsCommand.rename("new name", to: "main", $0) }
        #expect(talk.output == "" && talk.talk == "“new name” is called “main” now.\n")
        await exchange.stop()
    }
}
