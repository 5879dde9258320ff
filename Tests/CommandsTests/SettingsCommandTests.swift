import Domain
import Foundation
import Sandbox
import TestSupport
import Testing

@testable import App
@testable import Commands

/// `settings` of connections in a vault.
@Suite(.serialized) struct SettingsCommandTests {
    private let exchange: SandboxServer
    private let home: CommandHome

    init() async throws {
        var configuration = SandboxConfiguration.unlimited
        configuration.accounts = [
            SettingsSample.account(),
            SettingsSample.account {
                $0.id = "hedge"
                $0.uid = "2"
                $0.keys[0].apiKey = "00000000-0000-4000-8000-000000000002"
                $0.positionMode = .hedge
            },
            SettingsSample.account {
                $0.id = "spot"
                $0.uid = "3"
                $0.keys[0].apiKey = "00000000-0000-4000-8000-000000000003"
                $0.accountMode = .spot
                $0.activatedModes = [.spot]
            },
            SettingsSample.account {
                $0.id = "reader"
                $0.uid = "4"
                $0.keys[0].apiKey = "00000000-0000-4000-8000-000000000004"
                $0.keys[0].permissions = [.read]
                $0.positionMode = .hedge
            },
            SettingsSample.account {
                $0.id = "manual"
                $0.uid = "6"
                $0.keys[0].apiKey = "00000000-0000-4000-8000-000000000006"
                $0.isolatedMode = .byHand
            },
            SettingsSample.account {
                $0.id = "held"
                $0.uid = "5"
                $0.keys[0].apiKey = "00000000-0000-4000-8000-000000000005"
                $0.positionMode = .hedge
                $0.positions = [SettingsSample.position(.isolated, .long)]
            },
        ]
        exchange = try await SandboxServer.start(configuration)
        home = try await CommandHome(sites: ["lab": exchange.origin]).withVault()
    }

    private func settings(
        _ name: String, _ purpose: SettingsCommand.Purpose = .plan, settingsTarget: SettingsTarget = SettingsTarget(),
        _ format: OutputFormat = .json,
        language: Language = .english
    ) async throws -> CommandHome.Outcome {
        try await home.run(format, language: language) { try SettingsCommand(name: name, settingsTarget: settingsTarget).run(purpose, $0) }
    }

    private func document(_ outcome: CommandHome.Outcome) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    private func states(_ outcome: CommandHome.Outcome) throws -> [String] {
        try #require(try document(outcome)["rows"] as? [[String: Any]]).map { $0["state"] as? String ?? "" }
    }

    private func results(_ outcome: CommandHome.Outcome) throws -> [String] {
        try #require(try document(outcome)["applied"] as? [[String: Any]]).map { $0["result"] as? String ?? "" }
    }

    @Test func allRightIsZero() async throws {
        try await home.connect("a", exchange)
        for purpose in [SettingsCommand.Purpose.plan, .apply(.given)] {
            let outcome = try await settings("a", purpose)
            #expect(outcome.status == 0)
            #expect(try states(outcome) == ["right", "right", "right", "right", "right"])
        }
        #expect(exchange.log.writeCount == 0)
        await exchange.stop()
    }

    @Test func thePlanWritesNothingAndApplyingMends() async throws {
        try await home.connect("hedge", exchange)
        let plan = try await settings("hedge")
        #expect(plan.status == 15)
        #expect(try document(plan)["plan"] as? [String] == [#"POST /api/v5/account/set-position-mode {"posMode":"net_mode"}"#])
        #expect(try results(plan) == [])
        #expect(
            plan.output.hasPrefix(
                #"{"schema":1,"name":"hedge","rows":[{"id":"account-mode","scope":"account","value":"futures","wanted":"futures","state":"right","blockers":[]"#
            ))
        // Without a terminal, what is not confirmed is not even looked at.
        let requests = exchange.log.count
        let unconfirmed = try await settings("hedge", .apply(.asked))
        #expect(unconfirmed.status == 64 && unconfirmed.cause == "confirmation-needed")
        #expect(exchange.log.count == requests)
        #expect(exchange.log.writeCount == 0)
        // That there is no such connection is said first.
        #expect(try await settings("nobody", .apply(.asked)).cause == "name-unknown")
        let applied = try await settings("hedge", .apply(.given))
        #expect(applied.status == 0, "\(applied.talk)")
        #expect(try results(applied) == ["changed"])
        #expect(try states(applied) == ["right", "right", "right", "right", "right"])
        #expect(exchange.log.writes.map(\.path) == [SettingsSample.positionModePath])
        await exchange.stop()
    }

    @Test func whatNeedsTheWebsiteWaitsForTheUser() async throws {
        try await home.connect("spot", exchange)
        let before = try await settings("spot", .apply(.given))
        #expect(before.status == 15 && before.cause == "mode-needs-website")
        #expect(try states(before)[0] == "needs-website")
        #expect(exchange.log.writeCount == 0)
        exchange.act(.activateMode(.futures), as: "spot")
        let after = try await settings("spot", .apply(.given))
        #expect(after.status == 0)
        #expect(try results(after) == ["changed"])
        await exchange.stop()
    }

    @Test func aKeyThatOnlyReadsIsToldWhereToGo() async throws {
        try await home.connect("reader", exchange)
        #expect(try await settings("reader").status == 15)
        let applied = try await settings("reader", .apply(.given))
        #expect(applied.status == 14 && applied.cause == "permission-missing")
        #expect(exchange.log.writeCount == 0)
        await exchange.stop()
    }

    @Test func aPositionInTheWayIsNamedInBothLanguages() async throws {
        try await home.connect("held", exchange)
        let english = try await settings("held", .plan, .text)
        #expect(english.output.contains("close them yourself first. (BTC-USDT-SWAP long)"))
        let chinese = try await settings("held", .plan, .text, language: .simplifiedChinese)
        #expect(chinese.output.contains("持仓模式：双向持仓（开平仓模式） — 与推荐不符，暂无法更改"))
        let applied = try await settings("held", .apply(.given))
        #expect(applied.status == 15 && applied.cause == "settings-blocked")
        #expect(exchange.log.writeCount == 0)
        await exchange.stop()
    }

    @Test func aRefusalHalfWayIsToldStepByStep() async throws {
        try await home.connect("hedge", exchange)
        exchange.faults = [SandboxFault(.code("59101"), path: SettingsSample.leveragePath)]
        let settingsTarget = SettingsTarget(instrument: "BTC-USDT-SWAP", leverage: Amount(7))
        let outcome = try await settings("hedge", .apply(.given), settingsTarget: settingsTarget)
        #expect(try results(outcome) == ["changed", "refused"])
        #expect(outcome.status == 15 && outcome.cause == "settings-blocked")
        let told = try await settings("hedge", .apply(.given), settingsTarget: settingsTarget, .text)
        #expect(told.talk.contains("✗ Set leverage 7 for BTC-USDT-SWAP, isolated. — refused"))
        await exchange.stop()
    }

    /// What could not be read is not passed over: the status is that of the reason.
    @Test func aSettingThatCouldNotBeReadIsNoSuccess() async throws {
        try await home.connect("a", exchange)
        exchange.faults = [SandboxFault(.html(status: 403), path: "/api/v5/account/leverage-info")]
        let outcome = try await settings("a")
        #expect(try states(outcome) == ["right", "right", "right", "right", "unknown"])
        #expect(outcome.status == 21 && outcome.talk.contains("tidegate: "))
        // Settings that differ stand further up in the list of causes.
        try await home.connect("hedge", exchange)
        #expect(try await settings("hedge").status == 15)
        await exchange.stop()
    }

    /// `check` and `settings` agree on what differs.
    @Test func marginMovedByHandDiffersInEveryCommand() async throws {
        try await home.connect("manual", exchange)
        #expect(try await settings("manual").status == 15)
        let checked = try await home.run { try CheckCommand.run(name: "manual", .rows, probe: .withheld, $0) }
        #expect(checked.status == 15)
        #expect(try await settings("manual", .apply(.given)).status == 0)
        #expect(try await home.run { try CheckCommand.run(name: "manual", .rows, probe: .withheld, $0) }.status == 0)
        await exchange.stop()
    }

    @Test func namesAreLookedUpBeforeAnythingIsSent() async throws {
        #expect(try await settings("nobody").cause == "name-unknown")
        #expect(exchange.log.count == 0)
        await exchange.stop()
    }

    @Test func aLiveAccountIsConfirmedByItsName() async throws {
        try await home.connect("hedge", exchange)
        let options = CommandOptions(home: home.path, language: .english, format: .json, passphraseFile: home.passphraseFile)
        for (answer, status) in [("yes\n", Int32(64)), ("hedge\n", 0)] {
            let terminal = try PseudoTerminal()
            let far = terminal.program
            async let outcome = home.run(process: {
                $0.input = far
                $0.output.talk = far
            }) { context in
                CommandContext.run(options, context.process) {
                    try SettingsCommand(name: "hedge", settingsTarget: SettingsTarget()).run(.apply(.asked), $0)
                }
            }
            let shown = try await terminal.answer([("to apply: ", answer)])
            #expect(shown.contains(#"POST /api/v5/account/set-position-mode {"posMode":"net_mode"}"#))
            #expect(try await outcome.status == status)
            #expect(exchange.log.writeCount == (status == 0 ? 1 : 0))
        }
        await exchange.stop()
    }
}
