import Domain
import Exchanges
import Sandbox
import TestSupport
import Testing

@testable import Session

@Suite struct MaintenanceTests {
    @Test func anOutageIsNamedWithItsTimes() async throws {
        let outcome = try await SandboxRequest.verify(faults: [SandboxFault(.maintenance)])
        let failure = try #require(outcome.failure)
        #expect(failure.cause == .maintenance && failure.cause.exitCode == 21 && failure.code == "50001")
        #expect(outcome.failedRow == .reach)
        #expect(failure.message.english.contains("under maintenance from ") && failure.message.english.contains(" to "))
        #expect(failure.message.simplifiedChinese.contains("正在维护，本地时间"))
        #expect(failure.message.english.firstMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}/) != nil)
        #expect(!failure.remedy.isEmpty)
    }

    @Test func anOutageOfOnePartIsNamedToo() async throws {
        let outcome = try await SandboxRequest.verify(faults: [SandboxFault(.maintenance, path: "/api/v5/asset/balances")])
        #expect(outcome.snapshot?.wallets.first { $0.kind == .funding }?.failure?.cause == .maintenance)
    }

    @Test func aWrongKeyIsNotExcusedByMaintenance() async throws {
        let outcome = try await SandboxRequest.verify(
            faults: [SandboxFault(.announcement(.ongoing))], key: { $0.apiKey = "00000000-1111-2222-3333-444444444444" })
        #expect(outcome.failure?.cause == .keyUnknown)
    }

    @Test func withoutAnAnnouncementItIsJustUnavailable() async throws {
        let outcome = try await SandboxRequest.verify(faults: [SandboxFault(.code("50001"), path: "/api/v5/account/config")])
        #expect(outcome.failure?.cause == .exchangeUnavailable)
    }

    @Test(
        arguments: [
            (Maintenance.State.underWay, TradingEnvironment.live, true), (.underWay, .demo, false), (.scheduled, .live, false),
            (.underWay, nil, true),
        ] as [(Maintenance.State, TradingEnvironment?, Bool)])
    func explainsOnlyWhatItConcerns(state: Maintenance.State, environment: TradingEnvironment?, explains: Bool) {
        let maintenance = Maintenance(
            title: "", state: state, beginUnixMilliseconds: nil, endUnixMilliseconds: nil, environment: environment)
        #expect((Maintenance.underWay(among: [maintenance], in: .live) != nil) == explains)
    }

    /// The clock of the sandbox is far away, and a key that works still works.
    @Test(arguments: [720_000, -720_000] as [Int64]) func aClockTwelveMinutesAway(offset: Int64) async throws {
        let outcome = try await SandboxRequest.verify(sandbox: { $0.clockOffsetMilliseconds = offset })
        let snapshot = try #require(outcome.snapshot)
        #expect(snapshot.notices.map(\.warning) == [.clockOffset])
        #expect(snapshot.notices.first?.message.english.contains("s \(offset > 0 ? "behind" : "ahead of")") == true)
        #expect(outcome.warnedRows == [.clock] && outcome.failedRow == nil)
        // With a wrong key it is the key that is named.
        let wrong = try await SandboxRequest.verify(
            sandbox: { $0.clockOffsetMilliseconds = offset }, key: { $0.apiKey = "00000000-1111-2222-3333-444444444444" })
        #expect(wrong.failure?.cause == .keyUnknown && wrong.failedRow == .key && wrong.warnedRows == [.clock])
    }
}
