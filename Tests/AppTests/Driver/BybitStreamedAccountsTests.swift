import Crypto
import Exchanges
import Sandbox
import TestSupport
import Testing

@testable import App
@testable import Core
@testable import Domain
@testable import Session

/// Accounts of the sandbox's Bybit whose prices move and whose streams are cut, in the machine with readings between.
@Suite(.timeLimit(.minutes(10))) struct BybitStreamedAccountsTests {
    /// Everything of an account that is shown but the time of it.
    private struct Shown: Hashable {
        let wallets: [[String]]
        let assets: [[String]]
        let positions: [[String]]

        init(_ snapshot: AccountSnapshot) {
            func text(_ amount: Amount?) -> String { amount.map { "\($0.trimmed)" } ?? "–" }
            wallets = snapshot.wallets.map { [$0.kind.id, text($0.total)] }
            assets = snapshot.wallets.flatMap { wallet in
                wallet.assets.map { asset in
                    [wallet.kind.id, asset.code]
                        + [asset.total, asset.available, asset.inUse, asset.value, asset.unrealizedProfit, asset.debt].map(text)
                }
            }.sorted { $0.lexicographicallyPrecedes($1) }
            positions = (snapshot.positions.list ?? []).map {
                [$0.instrument, $0.side?.rawValue ?? "–", $0.marginMode?.rawValue ?? "–", $0.currency ?? "–"]
                    + [$0.size, $0.entryPrice, $0.markPrice, $0.unrealizedProfit, $0.leverage, $0.liquidationPrice].map(text)
            }.sorted { $0.lexicographicallyPrecedes($1) }
        }
    }

    /// When all is quiet, what is shown is what the exchange has, to the last digit.
    @Test func whatIsShownIsTheAccount() async throws {
        var configuration = SandboxConfiguration()
        configuration.exchanges = [.bybit]
        configuration.rateLimits = .off
        let server = try await SandboxServer.start(configuration)
        let played = try #require(server.exchanges.first)
        let rest = try #require(played.address("global", "live", .requests))
        let stream = try #require(played.address("global", "live", .streams))
        let site = Site(
            id: "sandbox", name: Phrase(verbatim: "Sandbox"),
            places: [.live: SiteAddresses(web: rest, [BybitHosts.rest: rest, BybitHosts.streamPrivate: stream])], origin: .sandbox)
        var accounts: [(name: String, key: KeyHandle)] = []
        for sample in played.samples {
            guard let key = sample.keys.first(where: { $0.site == "global" && $0.environment == "live" }),
                let secret = key.secrets.first(where: { $0.name == KeyField.ID.secretKey.name })
            else { continue }
            accounts.append(
                (
                    name: sample.id,
                    key: KeyHandle(
                        KeyValues(apiKey: SecretBytes(key.apiKey.utf8), [(.secretKey, SecretBytes(secret.value.utf8))]))
                ))
        }
        let watch = try WatchedAccounts(accounts, of: .bybit, at: site, refreshMilliseconds: 1_000)
        // Some of the samples are there to be refused.
        await watch.run(milliseconds: 3_000)
        let working = watch.connections.indices.filter { watch.connections[$0].snapshot != nil }
        try #require(working.count >= 3, "\(watch.connections.map { "\($0.name): \($0.failure?.message.english ?? "")" })")
        try await watch.run("all to be live", milliseconds: Int64(Deadline.milliseconds)) { connections in
            working.allSatisfy { connections[$0].isLive }
        }
        for round in 0..<2 {
            played.isMoving = true
            played.faults = [SandboxFault(.stream(round == 0 ? .cut : .twice), occurrence: .times(2))]
            for _ in 0..<5 {
                played.step()
                await watch.run(milliseconds: 200)
            }
            played.faults = []
            played.isMoving = false
            for number in working {
                let deadline = LocalClock.steadyMilliseconds + Int64(Deadline.milliseconds)
                while true {
                    let shown = Shown(try #require(watch.connections[number].snapshot))
                    let real = Shown(try await watch.reading(of: watch.connections[number]))
                    if shown == real { break }
                    try #require(
                        LocalClock.steadyMilliseconds < deadline, "round \(round), \(watch.connections[number].name):\n\(shown)\n\(real)")
                    await watch.run(milliseconds: 200)
                }
            }
        }
        watch.end()
        await server.stop()
    }
}
