import Crypto
import Domain
import Exchanges
import HTTP
import Session
import Synchronization
import TestSupport
import Testing

/// Changes of Bybit's settings over HTTP, with an exchange that takes a change up, makes it later, in part or never.
struct BybitSettingsApplierTests {
    private static let marginMode = "/v5/account/set-margin-mode"
    private static let positionMode = "/v5/position/switch-mode"

    /// A plan that switches both modes.
    private func plan(_ host: BybitHost) async throws -> [SettingStep] {
        let findings = try await host.read()
        #expect(findings.rows.prefix(3).map(\.state) == [.right, .fixable, .fixable])
        #expect(findings.plan.map(\.id) == ["margin-mode", "position-mode"] && host.writes.isEmpty)
        return findings.plan
    }

    @Test func bothModesAreChangedInTheirOrder() async throws {
        let host = try BybitHost()
        defer { host.close() }
        let outcome = await host.apply(try await plan(host))
        #expect(outcome.applied.map(\.result) == [.changed, .changed] && outcome.failure == nil)
        #expect(
            host.writes == [
                #"\#(Self.marginMode) {"setMarginMode":"ISOLATED_MARGIN"}"#,
                #"\#(Self.positionMode) {"category":"linear","coin":"USDT","mode":0}"#,
            ])
        #expect(try outcome.findings.get().rows.allSatisfy { $0.state == .right })
    }

    /// “Request accepted” is no change: it shows after some looks, and is not asked for again meanwhile.
    @Test func whatIsAcceptedShowsLater() async throws {
        let host = try BybitHost { $0.looksUntilMade = 5 }
        defer { host.close() }
        let outcome = await host.apply(try await plan(host))
        #expect(outcome.applied.map(\.result) == [.changed, .changed] && outcome.failure == nil)
        #expect(host.writes.count == 2)
    }

    /// Nobody can say whether it will be made; what depends on it is not tried.
    @Test func whatIsAcceptedAndNeverShowsIsUnknown() async throws {
        let host = try BybitHost { $0.looksUntilMade = .max }
        defer { host.close() }
        let outcome = await host.apply(try await plan(host))
        #expect(outcome.applied.map(\.result) == [.unknown] && outcome.failure?.cause == .settingsDiffer)
        #expect(outcome.failure?.message.english.contains("may still be made") == true)
        #expect(outcome.failure?.message.simplifiedChinese.contains("已受理") == true)
        #expect(host.writes.count == 1)
        #expect(try outcome.findings.get().rows[1].state == .fixable)
    }

    /// The reply to the change is lost: it is looked for as long, and never sent twice.
    @Test(arguments: [(3, [SettingResult.changed, .changed]), (.max, [.unknown])])
    func aLostReplyIsReadBack(looks: Int, results: [SettingResult]) async throws {
        let host = try BybitHost {
            $0.looksUntilMade = looks
            $0.replies[Self.marginMode] = #"{"retCode":10016,"retMsg":"busy","time":1}"#
        }
        defer { host.close() }
        let outcome = await host.apply(try await plan(host))
        #expect(outcome.applied.map(\.result) == results)
        #expect((outcome.failure?.code == "10016") == (results == [.unknown]))
        #expect(host.writes.count { $0.hasPrefix(Self.marginMode) } == 1)
    }

    @Test func aRefusalNamesItsReasonsAndIsFinal() async throws {
        let host = try BybitHost {
            $0.replies[Self.marginMode] =
                #"{"retCode":3400045,"retMsg":"Set margin mode failed","result":{"reasons":[{"reasonCode":"3400002","reasonMsg":"x"}]},"time":1}"#
            $0.looksUntilMade = .max
        }
        defer { host.close() }
        let outcome = await host.apply(try await plan(host))
        #expect(outcome.applied.map(\.result) == [.refused] && outcome.failure?.code == "3400045")
        #expect(outcome.failure?.remedy.first?.english.contains("3400002") == true)
        #expect(host.writes.count == 1)
    }

    /// Bybit answers `{}` and leaves out a symbol that has a position: reading back finds and names it.
    @Test func aSwitchThatIsSilentlyPartialIsNamed() async throws {
        let host = try BybitHost {
            $0.mode = "ISOLATED_MARGIN"
            $0.hedgedPositions = ["SOLUSDT"]
        }
        defer { host.close() }
        let findings = try await host.read()
        #expect(findings.plan.map(\.id) == ["position-mode"])
        #expect(findings.plan.first?.caution?.english.contains("SOLUSDT") == true)
        let outcome = await host.apply(findings.plan)
        #expect(outcome.applied.map(\.result) == [.changed] && outcome.failure?.cause == .settingsDiffer)
        #expect(outcome.failure?.message.english.contains("“hedge for SOLUSDT”, not “one-way”") == true)
        let left = try outcome.findings.get()
        #expect(left.rows[2].state == .blocked && left.rows[2].blockers.first?.subjects == ["SOLUSDT long"] && left.plan.isEmpty)
        // Asked for again all the same, it is not sent.
        let again = await host.apply(findings.plan)
        #expect(again.applied.map(\.result) == [.refused] && again.failure?.cause == .settingsBlocked)
        #expect(host.writes.count == 1)
    }

    /// What was opened since the plan was shown is found before the change.
    @Test func whatWasOpenedMeanwhileStandsInTheWay() async throws {
        let host = try BybitHost()
        defer { host.close() }
        let plan = try await plan(host)
        host.script.state.withLock { $0.spotOrders = ["BTCUSDT"] }
        let outcome = await host.apply(plan)
        #expect(outcome.applied.map(\.result) == [.refused])
        #expect(outcome.failure?.remedy.first?.english.contains("BTCUSDT (spot)") == true && host.writes.isEmpty)
    }

    /// Codes that say that all was so already.
    @Test func notModifiedIsUnchanged() async throws {
        let host = try BybitHost {
            $0.mode = "ISOLATED_MARGIN"
            $0.replies[Self.positionMode] = #"{"retCode":110025,"retMsg":"Position mode is not modified","result":{},"time":1}"#
        }
        defer { host.close() }
        let outcome = await host.apply(try await host.read().plan)
        // The script switches it all the same: somebody was faster.
        #expect(outcome.applied.map(\.result) == [.unchanged] && outcome.failure == nil)
    }
}
