import Crypto
import Domain
import Exchanges
import HTTP
import Sandbox
import Testing

@testable import App
@testable import Commands
@testable import Session

/// An account of a sandbox of its own, to be looked at and mended.
struct SettingsScene {
    let server: SandboxServer
    let visit: AccountVisit
    private let transport: HTTPTransport

    static let positionModePath = "/api/v5/account/set-position-mode"
    static let accountModePath = "/api/v5/account/set-account-level"
    static let presetPath = "/api/v5/account/account-level-switch-preset"
    static let isolatedModePath = "/api/v5/account/set-isolated-mode"
    static let leveragePath = "/api/v5/account/set-leverage"

    static func account(_ change: (inout SandboxAccount) -> Void = { _ in }) -> SandboxAccount {
        var account = SandboxAccount(
            id: "a", title: SandboxTitle(english: "", chinese: ""),
            keys: [
                SandboxKey(
                    apiKey: "00000000-0000-4000-8000-000000000001", secretKey: "0123456789ABCDEF0123456789ABCDEF",
                    passphrase: "Right-Pass.1", label: "k")
            ],
            uid: "1", trading: [SandboxHolding("USDT", cash: "50000")])
        change(&account)
        return account
    }

    static func position(
        _ mode: SandboxMarginMode, _ side: SandboxPositionSide = .net, id: String = "7", instrument: String = "BTC-USDT-SWAP"
    ) -> SandboxPosition {
        SandboxPosition(
            id: id, instrument: instrument, marginMode: mode, side: side, contracts: "10", contractValue: "0.01",
            averagePrice: "117000", leverage: "10", ageMilliseconds: 1_000)
    }

    static func with(
        _ change: (inout SandboxAccount) -> Void = { _ in }, site: SandboxSite = .global, _ body: (SettingsScene) async throws -> Void
    ) async throws {
        var configuration = SandboxConfiguration()
        configuration.rateLimits = .off
        configuration.site = site
        var account = account(change)
        for index in account.keys.indices { account.keys[index].site = site }
        configuration.accounts = [account]
        let server = try await SandboxServer.start(configuration)
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        let key = account.keys[0]
        let visit = AccountVisit(
            exchange: "okx", site: SandboxVisit.site(server.origin), environment: .live,
            credentials: Credentials(
                apiKey: SecretBytes(key.apiKey.utf8), secretKey: SecretBytes(key.secretKey.utf8),
                passphrase: SecretBytes(key.passphrase.utf8)))
        try await body(SettingsScene(server: server, visit: visit, transport: transport))
        transport.shutDown()
        await server.stop()
    }

    var account: SandboxAccount { server.accounts[0] }

    /// The paths of the requests that would change something, in their order.
    var writes: [String] { server.log.writes.map(\.path) }

    /// Looks, and proves that looking wrote nothing.
    func read(_ wish: SettingsWish = SettingsWish()) async throws -> SettingsFindings {
        let (before, writes) = (server.accounts, server.log.writeCount)
        let findings = try await SettingsReader(transport: transport, limits: SandboxVisit.quickLimits).read(visit, wish).get()
        #expect(server.log.writeCount == writes)
        #expect(server.accounts == before)
        #expect(findings.rows.map(\.setting) == FuturesSetting.allCases)
        return findings
    }

    func apply(_ findings: SettingsFindings, _ wish: SettingsWish = SettingsWish()) async -> SettingsOutcome {
        await SettingsApplier(transport: transport, limits: SandboxVisit.quickLimits).apply(findings.plan, to: visit, wish)
    }

    /// Whether every write was preceded by the question that has to come first, since the write before it.
    var everyWriteWasChecked: Bool {
        let checks = [
            Self.accountModePath: "/api/v5/account/set-account-switch-precheck",
            Self.presetPath: "/api/v5/account/set-account-switch-precheck",
            Self.positionModePath: "/api/v5/account/positions", Self.isolatedModePath: "/api/v5/account/positions",
            Self.leveragePath: "/api/v5/account/leverage-info",
        ]
        var since: Set<String> = []
        for entry in server.log.entries {
            guard entry.isWrite else {
                since.insert(entry.path)
                continue
            }
            guard let check = checks[entry.path], since.contains(check) else { return false }
            since = []
        }
        return true
    }
}

extension SettingsFindings {
    var states: [SettingState] { rows.map(\.state) }
}
