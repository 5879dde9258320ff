import Crypto
import Domain
import Exchanges
import HTTP
import Sandbox
import TestSupport
import Testing

@testable import Session

/// An account of a sandbox of its own, to be looked at and mended.
struct SettingsScene {
    let server: SandboxServer
    let target: AccountRequest
    private let transport: HTTPTransport

    static func with(
        _ change: (inout SandboxAccount) -> Void = { _ in }, site: SandboxSite = .global, _ body: (SettingsScene) async throws -> Void
    ) async throws {
        var configuration = SandboxConfiguration()
        configuration.rateLimits = .off
        configuration.site = site
        var account = SettingsSample.account(change)
        for index in account.keys.indices { account.keys[index].site = site }
        configuration.accounts = [account]
        let server = try await SandboxServer.start(configuration)
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        let key = account.keys[0]
        let target = AccountRequest(
            exchange: "okx", site: SandboxRequest.site(server.origin), environment: .live,
            key: KeyHandle(
                apiKey: SecretBytes(key.apiKey.utf8), secretKey: SecretBytes(key.secretKey.utf8),
                passphrase: SecretBytes(key.passphrase.utf8)))
        try await body(SettingsScene(server: server, target: target, transport: transport))
        transport.shutDown()
        await server.stop()
    }

    var account: SandboxAccount { server.accounts[0] }

    /// The paths of the requests that would change something, in their order.
    var writes: [String] { server.log.writes.map(\.path) }

    /// Looks, and proves that looking wrote nothing.
    func read(_ settingsTarget: SettingsTarget = SettingsTarget()) async throws -> SettingsFindings {
        let (before, writes) = (server.accounts, server.log.writeCount)
        let findings = try await SettingsReader(transport: transport, limits: SandboxRequest.quickLimits).read(target, settingsTarget).get()
        #expect(server.log.writeCount == writes)
        #expect(server.accounts == before)
        #expect(findings.rows.map(\.id) == ["account-mode", "position-mode", "margin-mode", "isolated-transfer", "leverage"])
        return findings
    }

    func apply(_ findings: SettingsFindings, _ settingsTarget: SettingsTarget = SettingsTarget()) async -> SettingsOutcome {
        await SettingsApplier(transport: transport, limits: SandboxRequest.quickLimits).apply(findings.plan, to: target, settingsTarget)
    }

    /// Whether every write was preceded by the question that has to come first, since the write before it.
    var everyWriteWasChecked: Bool {
        let checks = [
            SettingsSample.accountModePath: "/api/v5/account/set-account-switch-precheck",
            SettingsSample.presetPath: "/api/v5/account/set-account-switch-precheck",
            SettingsSample.positionModePath: "/api/v5/account/positions", SettingsSample.isolatedModePath: "/api/v5/account/positions",
            SettingsSample.leveragePath: "/api/v5/account/leverage-info",
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
