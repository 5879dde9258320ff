import Domain
import Exchanges
import Sandbox
import TestSupport
import Testing

@testable import Commands

/// Readings of an exchange that leaves something out, and ordinary accounts without warnings.
@Suite struct UnsaidFetchTests {
    private static let config = "/api/v5/account/config"

    @Test(arguments: [
        (SandboxFaultKind.membersLeftOut(["perm"]), [VerificationRow.permissions, .withdrawal]),
        (.membersEmptied(["perm"]), [.permissions, .withdrawal]),
        (.membersLeftOut(["perm", "ip"]), [.address, .permissions, .withdrawal]), (.membersLeftOut(["ip"]), [.address]),
    ])
    func whatIsNotKnownIsNeverToldAsSafe(kind: SandboxFaultKind, warned: [VerificationRow]) async throws {
        let outcome = try await SandboxRequest.verify(faults: [SandboxFault(kind, path: Self.config)])
        let snapshot = try #require(outcome.snapshot)
        #expect(snapshot.notices.map(\.warning) == [.permissionsUnknown], "once for the account")
        #expect(outcome.warnedRows == warned)
        for row in warned {
            guard case .warning(let notice)? = outcome.settled(row) else { continue }
            #expect(notice.warning == .permissionsUnknown && notice.remedy.first?.english.contains("/account/my-api") == true)
        }
        let report = StatusReportTests.report(.success(snapshot))
        let json = StatusReportTests.text(StatusReport.json([report], exchanges: ExchangeRegistry.all.profiles, .english))
        #expect(report.status == .attention && json.contains(#""warning":"permissions-unknown""#))
        #expect(json.contains(#""permissions":null"#) == warned.contains(.withdrawal))
        #expect(json.contains(#""ips":null,"ip_bound":null"#) == warned.contains(.address))
        let text = StatusText.text([report], exchanges: ExchangeRegistry.all.profiles, .simplifiedChinese)
        #expect(text.contains("权限未知") == warned.contains(.withdrawal) && text.contains("IP 绑定情况未知") == warned.contains(.address))
    }

    @Test(arguments: [SandboxFaultKind.membersLeftOut(["posMode"]), .membersEmptied(["posMode"])])
    func aPositionModeThatWasNotGivenCostsItsRow(kind: SandboxFaultKind) async throws {
        let outcome = try await SandboxRequest.verify(faults: [SandboxFault(kind, path: Self.config)])
        let snapshot = try #require(outcome.snapshot)
        #expect(snapshot.settings["position-mode"]?.value == nil && snapshot.notices.isEmpty)
        guard case .ok(let words)? = outcome.settled(.settings) else {
            Issue.record("not ok")
            return
        }
        #expect(words.english.contains("position mode"))
    }

    /// A leveraged position, money that has no index, dust, and a wallet of old accounts: nothing to be mended.
    @Test func anOrdinaryAccountIsConnected() async throws {
        let outcome = try await SandboxRequest.verify(sandbox: {
            $0.accounts[0].funding += [SandboxDeposit("EUR", balance: "250.5"), SandboxDeposit("1MUDFLAT", balance: "0.00000001")]
            $0.accounts[0].classic = [SandboxDeposit("USDT", balance: "12")]
        })
        let snapshot = try #require(outcome.snapshot)
        #expect(snapshot.notices.isEmpty && StatusReportTests.report(.success(snapshot)).status == .connected)
        #expect(snapshot.remarks.map(\.kind) == [.unpricedAssets])
        #expect(snapshot.wallets.map(\.kind) == [.trading, .funding, .earn, .classic])
        let reconciliation = Reconciliation(snapshot)
        #expect(reconciliation.parts.first { $0.wallet == .trading }?.difference == .zero)
        #expect(snapshot.equity?.coverage == .whole)
    }

    @Test func aValuationThatCouldNotBeHadLeavesItConnected() async throws {
        let outcome = try await SandboxRequest.verify(faults: [SandboxFault(.code("58007"), path: "/api/v5/asset/asset-valuation")])
        let snapshot = try #require(outcome.snapshot)
        #expect(snapshot.notices.isEmpty && snapshot.remarks.map(\.kind) == [.valuationMissing])
        let json = StatusReportTests.text(
            StatusReport.json([StatusReportTests.report(.success(snapshot))], exchanges: ExchangeRegistry.all.profiles, .english))
        #expect(
            json.contains(#""trading_only":true"#) && json.contains(#""remarks":[{"remark":"valuation-missing""#)
                && json.contains(#""status":"connected""#))
        let text = StatusText.text([StatusReportTests.report(.success(snapshot))], exchanges: ExchangeRegistry.all.profiles, .english)
        #expect(text.contains("(trading wallet only)") && text.contains("· The valuation of the whole account could not be had"))
        guard case .ok(let words)? = outcome.settled(.balances) else {
            Issue.record("not ok")
            return
        }
        #expect(words.english.contains("valuation"), "the row says it too")
    }
}
