import Foundation
import Sandbox
import TestSupport
import Testing

@testable import App
@testable import Core
@testable import Domain
@testable import Session

/// Accounts of the sandbox that trade while their streams are cut, doubled, garbled and restarted, in the machine with readings between.
@Suite(.timeLimit(.minutes(30))) struct StreamedAccountsTests {
    private static let isLong = ProcessInfo.processInfo.environment["LONG_TESTS"] == "1"
    private static let rounds = isLong ? 12 : 2

    private static let faults: [SandboxStreamFault] = [
        .cut, .outOfOrder, .twice, .garbage, .halfFrame, .lateLogin(milliseconds: 500), .close(code: 1001), .close(code: 4005),
    ]

    /// What is compared: everything of the trading account that is shown, and the positions.
    private struct Shown: Hashable {
        let assets: [[String]]
        let positions: [[String]]
        let total: String

        init(_ snapshot: AccountSnapshot) {
            func text(_ amount: Amount?) -> String { amount.map { "\($0.trimmed)" } ?? "–" }
            let wallet = snapshot.wallets.first { $0.kind.role == .trading }
            assets = (wallet?.assets ?? []).map { [$0.code, text($0.total), text($0.available), text($0.inUse), text($0.value)] }
                .sorted { $0[0] < $1[0] }
            positions = (snapshot.positions.list ?? []).map {
                [$0.instrument, $0.side?.rawValue ?? "–"]
                    + [$0.size, $0.entryPrice, $0.markPrice, $0.unrealizedProfit, $0.liquidationPrice].map(text)
            }.sorted { $0.lexicographicallyPrecedes($1) }
            total = text(wallet?.total)
        }
    }

    /// When all is quiet, what is shown is what the exchange has, to the last digit.
    @Test func whatIsShownIsTheAccount() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("streams from the seed \(seed)")
        var random = SeededGenerator(seed: seed)
        var configuration = SandboxConfiguration()
        configuration.accounts = SandboxConfiguration().accounts.filter { $0.id == "main" } + SandboxAccount.many(5, assets: 25)
        configuration.rateLimits = .off
        let server = try await SandboxServer.start(configuration)
        let stream = try #require(server.streamOrigins(.live).values.first)
        let site = Site(
            id: "sandbox", name: Phrase(verbatim: "Sandbox"), restOrigin: server.origin, webOrigin: server.origin,
            streams: [.live: stream], origin: .sandbox)
        let watch = try WatchedAccounts(configuration.accounts, at: site, refreshMilliseconds: 2_000)
        func settle(_ when: String) async throws {
            try await watch.run("all to be live \(when), seed \(seed)", milliseconds: Int64(Deadline.milliseconds)) {
                $0.allSatisfy(\.isLive)
            }
        }
        try await settle("at first")
        for round in 0..<Self.rounds {
            server.isMoving = true
            for _ in 0..<Int.random(in: 4...10, using: &random) {
                server.faults = (0..<2).map { _ in
                    SandboxFault(
                        .stream(Self.faults.randomElement(using: &random)!), occurrence: .times(Int.random(in: 1...3, using: &random)))
                }
                for account in configuration.accounts {
                    let (coin, size) = [("SOL", "0.01"), ("SOL", "-0.01"), ("BTC", "0.0003"), ("ETH", "0.002")].randomElement(
                        using: &random)!
                    _ = server.trade(SandboxTrade(coin + "-USDT", size: try #require(SandboxQuantity(size))), as: account.id)
                }
                if Int.random(in: 0..<6, using: &random) == 0 { server.announceRestart(afterMilliseconds: 200) }
                await watch.run(milliseconds: Int64.random(in: 50...700, using: &random))
            }
            server.faults = []
            server.isMoving = false
            try await settle("after round \(round)")
            let deadline = LocalClock.steadyMilliseconds + Int64(Deadline.milliseconds)
            for number in configuration.accounts.indices {
                while true {
                    let shown = Shown(try #require(watch.connections[number].snapshot))
                    let real = Shown(try await watch.reading(of: watch.connections[number]))
                    if shown == real { break }
                    try #require(
                        LocalClock.steadyMilliseconds < deadline, "seed \(seed), round \(round), account \(number):\n\(shown)\n\(real)")
                    await watch.run(milliseconds: 200)
                }
            }
        }
        print("\(watch.interruptions) interruptions")
        #expect(watch.interruptions > 0)
        watch.end()
        await server.stop()
    }
}
