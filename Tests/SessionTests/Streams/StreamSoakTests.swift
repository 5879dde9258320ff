import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import Sandbox
import Synchronization
import TestSupport
import Testing

@testable import Session

/// Accounts that are listened to for a long time while the lines misbehave in every way that the sandbox knows.
@Suite(.timeLimit(.minutes(30))) struct StreamSoakTests {
    /// Ten minutes where `.ci/run` asks for them, otherwise a short run.
    private static let isLong = ProcessInfo.processInfo.environment["LONG_TESTS"] == "1"
    private static let rounds = isLong ? 20 : 2
    private static let roundMilliseconds: Int64 = isLong ? 25_000 : 4_000
    private static let count = 20

    private static let kinds: [SandboxStreamFault] = [
        .cut, .outOfOrder, .twice, .garbage, .halfFrame, .lateLogin(milliseconds: 2_000), .close(code: 1001), .close(code: 4004),
        .close(code: 4005),
    ]

    /// Which accounts are live, and how often one was interrupted.
    private final class Watched: Sendable {
        private let state = Mutex((live: Set<Int>(), interruptions: 0, changes: 0))
        var live: Int { state.withLock { $0.live.count } }
        var interruptions: Int { state.withLock { $0.interruptions } }
        var changes: Int { state.withLock { $0.changes } }

        func add(_ report: AccountStream.Report, of account: Int) {
            state.withLock { state in
                switch report {
                case .live: state.live.insert(account)
                case .interrupted:
                    state.live.remove(account)
                    state.interruptions += 1
                case .changed: state.changes += 1
                case .readingWanted: break
                }
            }
        }
    }

    private static func target(_ account: SandboxAccount, _ server: SandboxServer) throws -> AccountRequest {
        let key = account.keys[0]
        let stream = try #require(server.streamOrigins(.live).values.first)
        return AccountRequest(
            exchange: "okx",
            site: Site(
                id: "sandbox", name: Phrase(verbatim: "Sandbox"), restOrigin: server.origin, webOrigin: server.origin,
                streams: [.live: stream], origin: .sandbox), environment: .live,
            key: KeyHandle(
                apiKey: SecretBytes(key.apiKey.utf8), secretKey: SecretBytes(key.secretKey.utf8),
                passphrase: SecretBytes(key.passphrase.utf8)))
    }

    /// In a process of its own, where nothing else uses memory.
    @Test func everyLineComesBackAndNothingGrows() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let seed = UInt64.random(in: 0 ... .max)
            print("faults from the seed \(seed)")
            var random = SeededGenerator(seed: seed)
            let accounts = SandboxAccount.many(StreamSoakTests.count, assets: 40)
            let bench = try await SandboxBench { $0.accounts = accounts }
            bench.server.isMoving = true
            var limits = StreamLimits()
            limits.connectionPaceMilliseconds = 20
            limits.firstPauseMilliseconds = 100
            limits.longestPauseMilliseconds = 1_000
            let stream = AccountStream(transport: WebSocketTransport(userAgent: "tidegate-tests"), limits: limits)
            let watched = Watched()
            var lines: [Task<Failure?, Never>] = []
            for (number, account) in accounts.enumerated() {
                let target = try StreamSoakTests.target(account, bench.server)
                lines.append(
                    Task.detached { await stream.run(target, clockOffsetMilliseconds: 0) { watched.add($0, of: number) } })
            }
            func allLive(_ when: String) async throws {
                try await Deadline.wait(for: "all lines \(when), seed \(seed)", every: .milliseconds(50), state: { "\(watched.live) live" })
                {
                    watched.live == accounts.count ? () : nil
                }
            }
            try await allLive("at first")
            var before: ProcessUse?
            for round in 0..<StreamSoakTests.rounds {
                let end = LocalClock.steadyMilliseconds + StreamSoakTests.roundMilliseconds
                while LocalClock.steadyMilliseconds < end {
                    bench.server.faults = (0..<3).map { _ in
                        SandboxFault(
                            .stream(StreamSoakTests.kinds.randomElement(using: &random)!),
                            occurrence: .times(Int.random(in: 1...8, using: &random)))
                    }
                    for account in accounts.shuffled(using: &random).prefix(5) {
                        _ = bench.server.trade(SandboxTrade("SOL-USDT", size: SandboxQuantity("0.001")), as: account.id)
                    }
                    try await Task.sleep(for: .milliseconds(Int.random(in: 100...1_500, using: &random)))
                }
                bench.server.faults = []
                try await allLive("after round \(round)")
                // What is kept once is there after some rounds.
                if round == StreamSoakTests.rounds / 4 { before = try ProcessUse.now }
            }
            let (first, after) = (try #require(before), try ProcessUse.now)
            let figures: Comment = "\(watched.changes) changes, \(watched.interruptions) interruptions: \(first) → \(after)"
            print(figures.rawValue)
            #expect(watched.interruptions >= StreamSoakTests.rounds && watched.changes > 0, figures)
            #expect(after.descriptors <= first.descriptors + 4 && after.threads <= first.threads + 2, figures)
            #expect(after.allocatedKiB <= first.allocatedKiB + 8 * 1024, figures)
            for line in lines { line.cancel() }
            for line in lines { #expect(await line.value == nil) }
            await bench.close()
        }
        print(String(decoding: result?.standardOutputContent ?? [], as: UTF8.self))
    }
}
