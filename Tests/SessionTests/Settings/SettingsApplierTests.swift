import Domain
import Exchanges
import Sandbox
import TestSupport
import Testing

@testable import Session

@Suite(.serialized) struct SettingsApplierTests {
    @Test func oneWayIsFixed() async throws {
        try await SettingsScene.with({ $0.positionMode = .hedge }) { scene in
            let outcome = await scene.apply(try await scene.read())
            #expect(outcome.applied.map(\.result) == [.changed] && outcome.failure == nil)
            #expect(scene.account.positionMode == .oneWay)
            #expect(scene.writes == [SettingsSample.positionModePath])
            #expect(scene.everyWriteWasChecked)
            #expect(try outcome.findings.get().states.allSatisfy { $0 == .right })
        }
    }

    @Test func everythingIsFixedInTheRightOrder() async throws {
        let settingsTarget = SettingsTarget(instrument: "BTC-USDT-SWAP", leverage: Amount(5))
        try await SettingsScene.with({
            $0.accountMode = .spot
            $0.positionMode = .hedge
            $0.isolatedMode = .byHand
        }) { scene in
            let outcome = await scene.apply(try await scene.read(settingsTarget), settingsTarget)
            #expect(outcome.applied.map(\.step.id) == ["account-mode", "position-mode", "isolated-transfer", "leverage"])
            #expect(outcome.applied.map(\.result) == [.changed, .changed, .changed, .changed])
            #expect(
                scene.writes == [
                    SettingsSample.accountModePath, SettingsSample.positionModePath, SettingsSample.isolatedModePath,
                    SettingsSample.leveragePath,
                ])
            #expect(scene.everyWriteWasChecked)
            let after = try outcome.findings.get()
            #expect(after.states.allSatisfy { $0 == .right } && after["leverage"]?.value?.id == "5")
        }
    }

    @Test func outOfPortfolioMarginWithTheLeverageTheUserNames() async throws {
        try await SettingsScene.with({
            $0.accountMode = .portfolio
            $0.positions = [SettingsSample.position(.cross)]
        }) { scene in
            let without = try await scene.read()
            #expect(without["account-mode"]?.blockers.map(\.kind) == ["leverage-preset"])
            #expect(without["account-mode"]?.blockers.first?.subjects == ["BTC-USDT-SWAP long"])
            #expect(without.plan.isEmpty)
            let settingsTarget = SettingsTarget(leverage: Amount(5))
            let outcome = await scene.apply(try await scene.read(settingsTarget), settingsTarget)
            #expect(outcome.applied.map(\.step.id) == ["leverage-preset", "account-mode"])
            #expect(outcome.applied.map(\.result) == [.changed, .changed])
            #expect(scene.account.accountMode == .futures && scene.account.positions[0].leverage == "5")
            #expect(scene.everyWriteWasChecked)
        }
    }

    @Test func aPresetThatIsTooHighIsRefused() async throws {
        try await SettingsScene.with({
            $0.accountMode = .portfolio
            $0.positions = [SettingsSample.position(.cross)]
        }) { scene in
            let settingsTarget = SettingsTarget(leverage: Amount(1000))
            let outcome = await scene.apply(try await scene.read(settingsTarget), settingsTarget)
            #expect(outcome.applied.map(\.result) == [.refused] && outcome.failure?.code == "59102")
            #expect(scene.writes == [SettingsSample.presetPath])
            #expect(scene.account.accountMode == .portfolio)
        }
    }

    @Test func itStopsAtTheFirstRefusal() async throws {
        try await SettingsScene.with({
            $0.accountMode = .spot
            $0.positionMode = .hedge
            $0.isolatedMode = .byHand
        }) { scene in
            let findings = try await scene.read()
            scene.server.faults = [SandboxFault(.code("59000"), path: SettingsSample.positionModePath)]
            let outcome = await scene.apply(findings)
            #expect(outcome.applied.map(\.result) == [.changed, .refused])
            #expect(outcome.failure?.cause == .settingsBlocked && outcome.failure?.code == "59000")
            #expect(scene.writes == [SettingsSample.accountModePath, SettingsSample.positionModePath])
            #expect(scene.account.accountMode == .futures && scene.account.isolatedMode == .byHand)
        }
    }

    /// The account may have changed between the plan and its confirmation.
    @Test func whatCameInTheWayMeanwhileIsNamedAndNothingIsWritten() async throws {
        try await SettingsScene.with({ $0.accountMode = .spot }) { scene in
            let findings = try await scene.read()
            scene.server.faults = [SandboxFault(.code("51070"), path: "/api/v5/account/set-account-switch-precheck")]
            let outcome = await scene.apply(findings)
            #expect(outcome.applied.map(\.result) == [.refused] && outcome.failure?.cause == .modeNeedsWebsite)
            #expect(scene.writes.isEmpty)
        }
    }

    @Test func whatIsRightMeanwhileIsLeftAlone() async throws {
        try await SettingsScene.with({ $0.positionMode = .hedge }) { scene in
            let findings = try await scene.read()
            scene.server.act(.switchPositionMode(.oneWay), as: "a")
            let outcome = await scene.apply(findings)
            #expect(outcome.applied.map(\.result) == [.unchanged] && outcome.failure == nil)
            #expect(scene.writes.isEmpty)
        }
    }

    /// The write took effect, and its answer never came: reading back tells, and nothing is sent twice.
    @Test(arguments: [SandboxFaultKind.cutAfterWrite, .codeAfterWrite("50004"), .codeAfterWrite("50026")])
    func anUnknownOutcomeIsReadBack(_ kind: SandboxFaultKind) async throws {
        try await SettingsScene.with({
            $0.accountMode = .spot
            $0.positionMode = .hedge
        }) { scene in
            let findings = try await scene.read()
            scene.server.faults = [SandboxFault(kind, path: SettingsSample.accountModePath)]
            let outcome = await scene.apply(findings)
            #expect(outcome.applied.map(\.result) == [.changed, .changed] && outcome.failure == nil)
            #expect(scene.writes == [SettingsSample.accountModePath, SettingsSample.positionModePath])
        }
    }

    @Test(arguments: [SandboxFaultKind.cutBeforeReply, .code("50004"), .html(status: 502)])
    func aWriteWithoutEffectIsNotRepeated(_ kind: SandboxFaultKind) async throws {
        try await SettingsScene.with({ $0.positionMode = .hedge }) { scene in
            let findings = try await scene.read()
            scene.server.faults = [SandboxFault(kind, path: SettingsSample.positionModePath)]
            let outcome = await scene.apply(findings)
            #expect(outcome.applied.map(\.result) == [.unchanged])
            #expect(outcome.failure != nil)
            #expect(scene.writes == [SettingsSample.positionModePath])
            #expect(try outcome.findings.get()["position-mode"]?.state == .fixable)
        }
    }

    @Test func anOutcomeThatCannotBeReadBackStaysUnknown() async throws {
        try await SettingsScene.with({ $0.positionMode = .hedge }) { scene in
            let findings = try await scene.read()
            // While the answer to the write is on its way, the account stops answering.
            scene.server.faults = [SandboxFault(.silence(milliseconds: 5_000), path: SettingsSample.positionModePath)]
            async let outcome = scene.apply(findings)
            try await Deadline.until("the write") { !scene.writes.isEmpty }
            scene.server.faults = [SandboxFault(.html(status: 403), path: "/api/v5/account/config")]
            #expect(await outcome.applied.map(\.result) == [.unknown])
            #expect(await outcome.failure?.cause == .exchangeUnavailable)
            #expect(scene.writes.count == 1)
        }
    }

    @Test func tooOftenIsRepeatedBecauseNothingWasDone() async throws {
        try await SettingsScene.with({ $0.positionMode = .hedge }) { scene in
            let findings = try await scene.read()
            scene.server.faults = [SandboxFault(.rateLimited, path: SettingsSample.positionModePath, occurrence: .times(2))]
            let outcome = await scene.apply(findings)
            #expect(outcome.applied.map(\.result) == [.changed])
            #expect(scene.writes.count == 3)
        }
    }

    @Test func ordersPreventALeverage() async throws {
        let settingsTarget = SettingsTarget(instrument: "BTC-USDT-SWAP", leverage: Amount(5))
        try await SettingsScene.with({ $0.orders = [SandboxOrder("BTC-USDT-SWAP", .isolated)] }) { scene in
            let outcome = await scene.apply(try await scene.read(settingsTarget), settingsTarget)
            #expect(outcome.applied.map(\.result) == [.refused] && outcome.failure?.code == "59101")
            #expect(scene.account.orders.count == 1, "orders stay")
        }
    }
}
