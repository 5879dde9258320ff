import Foundation
import Testing

/// `tidegate settings` on stored connections, with the sandbox's own log as the witness of what was written.
@Suite(.timeLimit(.minutes(30)))
struct SettingsCommandFlowTests {
    private struct Outcome {
        let status: Int32
        let states: [String]
        let results: [String]
        let plan: [String]
        let cause: String?
    }

    private func settings(_ flow: VaultFlow, _ name: String, _ more: String...) async throws -> Outcome {
        let outcome = try await Program.run(
            ["settings", name, "--json", "--home", flow.home, "--passphrase-file", flow.passphraseFile()] + more, in: flow.flow.folder)
        let document = try outcome.json()
        func texts(_ list: String, _ member: String) -> [String] {
            (document[list] as? [[String: Any]] ?? []).map { $0[member] as? String ?? "" }
        }
        return Outcome(
            status: outcome.status, states: texts("rows", "state"), results: texts("applied", "result"),
            plan: document["plan"] as? [String] ?? [],
            cause: (document["error"] as? [String: Any])?["cause"] as? String)
    }

    private static let positionMode = "/api/v5/account/set-position-mode"
    private static let isolatedMode = "/api/v5/account/set-isolated-mode"
    private static let accountMode = "/api/v5/account/set-account-level"

    @Test func aPlanWritesNothingAndApplyingMendsWhatCanBeMended() async throws {
        try await VaultFlow.run { flow in
            try await flow.makeVault(accounts: "main", "fixable", "spot", "hedge", "read-only")
            let sandbox = flow.flow.sandbox

            // All right.
            let right = try await settings(flow, "main")
            #expect(right.status == 0 && Set(right.states) == ["right"] && right.plan.isEmpty)

            // Needs the website once; a mode that was never activated is not asked for.
            let website = try await settings(flow, "spot", "--apply", "--yes")
            #expect(website.status == 15 && website.states.first == "needs-website" && website.cause == "mode-needs-website")

            // Blocked by positions, each named; nothing is closed.
            let blocked = try await settings(flow, "hedge", "--apply", "--yes")
            #expect(blocked.status == 15 && blocked.states[1] == "blocked" && blocked.cause == "settings-blocked")

            // A plan, and an --apply that nobody confirmed.
            let plan = try await settings(flow, "fixable")
            #expect(plan.status == 15 && plan.states[1] == "fixable" && plan.plan.count == 2)
            #expect(try await settings(flow, "fixable", "--apply").status == 64)
            #expect(try await sandbox.writes() == [], "so far nothing was written")

            // Refused half-way: the second step is not tried.
            try await sandbox.misbehave(#"{"kind":"code","code":"59000","path":"\#(Self.positionMode)"}"#)
            let refused = try await settings(flow, "fixable", "--apply", "--yes")
            #expect(refused.status == 15 && refused.results == ["refused"] && refused.cause == "settings-blocked")
            #expect(try await sandbox.writes() == [Self.positionMode])
            try await sandbox.behave()

            // The connection breaks after the write: reading back tells, and nothing is sent twice.
            try await sandbox.misbehave(#"{"kind":"cut-after-write","path":"\#(Self.positionMode)"}"#)
            let readBack = try await settings(flow, "fixable", "--apply", "--yes")
            #expect(readBack.status == 0 && readBack.results == ["changed", "changed"])
            #expect(try await sandbox.writes() == [Self.positionMode, Self.positionMode, Self.isolatedMode])
            try await sandbox.behave()

            // The user has been to the website.
            try await sandbox.act(#"{"account":"spot","action":"activate-mode","mode":"2"}"#)
            let mode = try await settings(flow, "spot", "--apply", "--yes")
            #expect(mode.status == 0 && mode.results == ["changed"] && Set(mode.states) == ["right"])
            #expect(try await sandbox.writes().last == Self.accountMode)

            // A leverage is looked at, wished and set.
            let leverage = try await settings(flow, "main", "--instrument", "ETH-USDT-SWAP", "--leverage", "7", "--apply", "--yes")
            #expect(leverage.status == 0 && leverage.results == ["changed"])
            #expect(try await sandbox.writes().last == "/api/v5/account/set-leverage")

            // A key that only reads is told so, and writes nothing.
            let before = try await sandbox.writes().count
            try await sandbox.act(#"{"account":"read-only","action":"switch-position-mode","mode":"long_short_mode"}"#)
            let reading = try await settings(flow, "read-only", "--apply", "--yes")
            #expect(reading.status == 14 && reading.cause == "permission-missing")
            #expect(try await sandbox.writes().count == before)
        }
    }

    /// The European site answers 404 to the question for a leverage.
    @Test func theEuropeanSiteTellsNoLeverage() async throws {
        try await VaultFlow.run { flow in
            let europe = try await SandboxProcess.start(["--no-rate-limits", "--site", "eea"])
            try flow.flow.folder.configure(lab: europe.origin)
            let sample = try europe.sample("other-site")
            try await flow.succeed("vault", "create")
            try await flow.succeed("connect", "okx", "--name", "eu", "--site", "lab", input: sample.lines)
            let outcome = try await settings(flow, "eu", "--instrument", "BTC-USDT-SWAP", "--leverage", "5", "--apply", "--yes")
            #expect(outcome.states.last == "unavailable" && outcome.status == 0 && outcome.plan.isEmpty)
            #expect(try await europe.writes() == [])
            await europe.stop()
        }
    }
}
