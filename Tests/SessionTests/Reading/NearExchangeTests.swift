import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import Sandbox
import TestSupport
import Testing

@testable import Session

/// Where a connection costs more than a round trip, one serves all requests.
@Suite struct NearExchangeTests {
    private static func limits(turnMilliseconds: Int64) -> ReadingLimits {
        var limits = SandboxRequest.quickLimits
        limits.nearMilliseconds = 1_000_000
        limits.turnMilliseconds = turnMilliseconds
        return limits
    }

    private static func read(_ bench: SandboxBench, _ limits: ReadingLimits) async throws -> AccountSnapshot {
        let key = try #require(bench.server.configuration.accounts.first?.keys.first)
        let target = AccountRequest(
            exchange: "okx", site: SandboxRequest.site(bench.server.origin), environment: .live,
            key: KeyHandle(
                apiKey: SecretBytes(key.apiKey.utf8), secretKey: SecretBytes(key.secretKey.utf8),
                passphrase: SecretBytes(key.passphrase.utf8)))
        return try await AccountReader(transport: bench.transport, limits: limits, budget: RateBudget()).read(target).get()
    }

    @Test func oneConnectionServesAll() async throws {
        let bench = try await SandboxBench()
        let snapshot = try await Self.read(bench, Self.limits(turnMilliseconds: 1_000_000))
        #expect(snapshot.notices.isEmpty && snapshot.wallets.count == 3)
        #expect(try Self.connections(to: bench.server.port) == 1)
        await bench.close()
    }

    /// The connections of this process to a port, which the transport keeps for a while.
    private static func connections(to port: Int) throws -> Int {
        let remote = ":" + String(format: "%04X", port)
        return try KernelFile.text("/proc/self/net/tcp").split(separator: "\n").count { line in
            let words = line.split(separator: " ")
            return words.count > 3 && words[2].hasSuffix(remote) && words[3] == "01"
        }
    }

    /// A part that takes its time holds back none of the others.
    @Test func aSilentPartIsNotWaitedFor() async throws {
        let silence = SandboxFault(.silence(milliseconds: 1_000_000), path: "/api/v5/account/balance")
        let bench = try await SandboxBench { $0.faults = [silence] }
        // The silent one is waited for longer than anything here takes.
        let reading = Task { try await Self.read(bench, Self.limits(turnMilliseconds: 20)) }
        for path in ["/api/v5/asset/balances", "/api/v5/account/positions"] {
            try await Deadline.until("\(path) beside the silent part") { bench.server.log.entries.contains { $0.path == path } }
        }
        #expect(bench.server.log.entries.contains { $0.path == "/api/v5/account/balance" })
        reading.cancel()
        _ = await reading.result
        await bench.close()
    }
}
