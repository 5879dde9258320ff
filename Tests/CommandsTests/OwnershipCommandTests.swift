import Crypto
import Domain
import Foundation
import Sandbox
import TestSupport
import Testing

@testable import App
@testable import Commands
@testable import Vault

/// A key is sent only where its owner meant it to go, and a connection keeps its account.
@Suite struct OwnershipCommandTests {
    private let exchange: SandboxServer
    private let home: CommandHome

    init() async throws {
        exchange = try await SandboxServer.start(.unlimited)
        home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
        try await home.connect("main", exchange)
    }

    private func vault() throws -> OpenVault {
        try VaultFile(path: home.vaultFile, workFactor: 10).open(passphrase: SecretBytes(CommandHome.passphrase.utf8))
    }

    private func status() async throws -> CommandHome.Outcome { try await home.run { try StatusCommand.run(names: ["main"], $0) } }

    /// Writes the vault as an older program did.
    private func forget(addresses: Bool = true, account: Bool = true) throws {
        try vault().update { (document) throws(VaultProblem) in
            for index in document.connections.indices {
                if addresses { document.connections[index].addresses = nil }
                if account { document.connections[index].account = nil }
            }
        }
    }

    // MARK: Addresses

    @Test func theSameAddressIsTheSameSiteWhoeverNamesIt() async throws {
        let spelled = exchange.origin.replacing("http://", with: "HTTP://")
        let file = try home.write("", "corp.pem")
        for configuration in [
            "[sites.lab]\nexchange = \"okx\"\nrest = \"\(exchange.origin)\"\nca_file = \"\(file)\"\n",
            "[sites.other]\nexchange = \"okx\"\nrest = \"\(exchange.origin)\"\n",
            "[sites.lab]\nexchange = \"okx\"\nrest = \"\(exchange.origin)\"\nsandbox = true\n",
            "[sites.global]\nexchange = \"okx\"\nrest = \"\(exchange.origin)\"\n",
        ] {
            try home.configure(adding: "")
            try Data(("[vault]\nwork_factor = 10\n" + configuration).utf8).write(to: URL(filePath: home.path + "/config.toml"))
            let outcome = try await status()
            #expect(outcome.status == 0, "\(configuration) \(outcome.talk)")
        }
        #expect(SiteAddress(spelled) == SiteAddress(exchange.origin))
        await exchange.stop()
    }

    @Test func aBuiltInSiteWithACertificateFileStaysTheSame() throws {
        let stored = StoredConnection(
            name: "main", exchange: "okx", site: "global", siteOrigin: .builtIn, environment: .live, method: .apiKey, futures: .used,
            withdrawal: .refused,
            credentials: StoredCredentials(
                apiKey: SecretBytes("a".utf8), secretKey: SecretBytes("b".utf8), passphrase: SecretBytes("c".utf8)), addedAt: nil)
        func resolved(_ stored: StoredConnection, _ text: String) throws -> StoredSite {
            StoredSite.resolve(stored, among: try Configuration.parse(Array(text.utf8), file: "config.toml").exchanges())
        }
        let inspected =
            "[sites.global]\nexchange = \"okx\"\nrest = \"https://www.okx.com\"\nweb = \"https://www.okx.com\"\nca_file = \"/etc/ssl/corp-root.pem\"\n"
        let under = try resolved(stored, inspected)
        #expect(under.problem == nil && under.site.certificateFile == "/etc/ssl/corp-root.pem")
        // And taken away again.
        var written = stored
        written.siteOrigin = .configured
        written.addresses = under.site.keyAddresses(in: .live)
        #expect(try resolved(written, "").problem == nil)
        #expect(try resolved(written, "").site.origin == .builtIn)
        for spelling in ["https://WWW.okx.com", "https://www.okx.com:443", "https://www.okx.com."] {
            #expect(try resolved(stored, "[sites.global]\nexchange = \"okx\"\nrest = \"\(spelling)\"\n").problem == nil, "\(spelling)")
        }
        for other in ["https://okx.lab.example", "https://www.okx.com:8443", "https://eea.okx.com", "http://127.0.0.1:8080"] {
            let moved = try resolved(stored, "[sites.global]\nexchange = \"okx\"\nrest = \"\(other)\"\n")
            #expect(moved.problem?.cause == .configurationInvalid && moved.site.restOrigin.isEmpty, "\(other)")
            #expect(moved.change?.before == [SiteAddress("https://www.okx.com")])
        }
    }

    @Test func anotherAddressUnderAnOldNameGetsNothingUntilItIsConfirmed() async throws {
        let other = try await SandboxServer.start(.unlimited)
        try home.configure(sites: ["lab": other.origin])
        let commands: [@Sendable (CommandContext) throws -> Int32] = [
            { try StatusCommand.run(names: [], $0) }, { try CheckCommand.run(name: "main", .rows, probe: .given, $0) },
            { try SettingsCommand(name: "main", settingsTarget: SettingsTarget()).run(.plan, $0) },
            { try AccountCommand().replace(name: "main", $0) },
        ]
        for command in commands {
            let refused = try await home.run(.json, command)
            #expect(refused.status == 32, "\(refused.output)")
            #expect(refused.output.contains("--accept-address") && refused.output.contains(other.origin))
        }
        #expect(other.log.entries.isEmpty)

        let accepted = try await home.run { try CheckCommand.run(name: "main", .rows, probe: .withheld, address: .given, $0) }
        #expect(accepted.status == 0, "\(accepted.talk)")
        #expect(!other.log.entries.isEmpty)
        #expect(try await status().status == 0)
        // Back again is another address as well.
        try home.configure(sites: ["lab": exchange.origin])
        let requests = exchange.log.entries.count
        #expect(try await status().status == 32)
        #expect(exchange.log.entries.count == requests)
        await other.stop()
        await exchange.stop()
    }

    @Test func aVaultOfAnOlderProgramLearnsAddressAndAccountAtTheNextReading() async throws {
        try forget()
        #expect(try await status().status == 0)
        let learnt = try #require(try vault().document()["main"])
        #expect(learnt.addresses == [SiteAddress(exchange.origin)])
        #expect(learnt.account == exchange.configuration.accounts.first { $0.id == "main" }?.uid)
        let before = try Data(contentsOf: URL(filePath: home.vaultFile))
        #expect(try await status().status == 0)
        #expect(try Data(contentsOf: URL(filePath: home.vaultFile)) == before, "what is known is not written again")
        await exchange.stop()
    }

    // MARK: Accounts

    private func replace(_ account: String, _ other: AccountCommand.OtherAccount = .refused) async throws -> CommandHome.Outcome {
        try await home.run(input: exchange.configuration.key(account).lines) {
            var command = AccountCommand()
            command.otherAccount = other
            return try command.replace(name: "main", $0)
        }
    }

    @Test(arguments: [false, true])
    func aKeyOfAnotherAccountIsRefused(vaultIsOld: Bool) async throws {
        if vaultIsOld { try forget() }
        let refused = try await replace("hedge")
        #expect(refused.cause == "account-differs" && refused.status == 32, "\(refused.output)")
        #expect(refused.output.contains("--other-account"))
        let key = try exchange.configuration.key("main")
        #expect(try vault().document()["main"]?.credentials.apiKey.text == key.apiKey)
        #expect(try await replace("main").status == 0)
        await exchange.stop()
    }

    @Test func anAccountThatIsConnectedAlreadyIsNamed() async throws {
        // By another key of the same account, so that only the account tells.
        var configuration = SandboxConfiguration.unlimited
        let place = try #require(configuration.accounts.firstIndex { $0.id == "hedge" })
        var second = configuration.accounts[place].keys[0]
        second.apiKey = "5a0b4d11-3a5e-4a2c-9a55-0123456789ab"
        configuration.accounts[place].keys.append(second)
        let server = try await SandboxServer.start(configuration)
        let home = try await CommandHome(sites: ["lab": server.origin]).withVault()
        try await home.connect("main", server)
        try await home.connect("hedge", server)
        let refused = try await home.run(input: second.lines) { try AccountCommand().replace(name: "main", $0) }
        #expect(refused.cause == "already-connected" && refused.status == 32, "\(refused.output)")
        #expect(refused.output.contains("hedge"))
        let insisted = try await home.run(input: second.lines) {
            var command = AccountCommand()
            command.otherAccount = .insisted
            return try command.replace(name: "main", $0)
        }
        #expect(insisted.status == 0, "\(insisted.talk)")
        await server.stop()
        await exchange.stop()
    }

    @Test func theHistoryOfTheOldAccountIsNotContinued() async throws {
        let vault = try vault()
        try vault.update { (document) throws(VaultProblem) in try document.prepareHistory() }
        let identity = try #require(try vault.document().historyIdentity())
        let history = HistoryFile(beside: vault.file)
        let kept = [AccountHistory(name: "main", history: EquityHistory([.init(unixMilliseconds: 1_800_000_000_000, total: Amount(5))]))]
        try history.write(kept, to: identity.recipient)
        #expect(try await replace("main").status == 0)
        #expect(try history.read(with: identity) == .accounts(kept))
        #expect(try await replace("hedge", .insisted).status == 0)
        #expect(try history.read(with: identity) == .accounts([]))
        await exchange.stop()
    }
}

extension StoredSecret {
    fileprivate var text: String { get throws { try withUnsafeBytes { String(decoding: $0, as: UTF8.self) } } }
}
