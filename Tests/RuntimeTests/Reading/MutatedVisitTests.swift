import Crypto
import Domain
import Exchanges
import Glibc
import HTTP
import Sandbox
import Synchronization
import Testing

@testable import App
@testable import Commands
@testable import Session

/// A visit to an exchange whose replies were tampered with on the way: cut, flipped, retyped, nested deep, with huge numbers.
@Suite struct MutatedVisitTests {
    /// Thousands of mutated replies through the whole reader: it never traps or hangs, and shows no amount that was not sent.
    @Test(arguments: [1, 2] as [UInt64]) func mutatedRepliesNeverMislead(seed: UInt64) async throws {
        let exchange = try #require(ScriptedExchange(seed: seed))
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        var limits = SandboxVisit.quickLimits
        limits.repetitions = 0
        var snapshots = 0
        for visit in 0..<250 {
            let credentials = Credentials(
                apiKey: SecretBytes("37c541a1".utf8), secretKey: SecretBytes("s".utf8), passphrase: SecretBytes("p".utf8))
            let reader = AccountReader(transport: transport, limits: limits, budget: RateBudget())
            let collector = RowCollector()
            let result = await reader.verify(
                AccountVisit(exchange: "okx", site: SandboxVisit.site(exchange.origin), environment: .live, credentials: credentials)
            ) { collector.add($0, $1) }
            #expect(Set(collector.rows.map(\.row)) == Set(VerificationRow.allCases), "seed \(seed), visit \(visit)")
            switch result {
            case .failure(let failure): #expect(!failure.remedy.isEmpty)
            case .success(let snapshot):
                snapshots += 1
                let sent = exchange.sent
                for asset in snapshot.wallets.flatMap(\.assets) {
                    for amount in [asset.total, asset.available, asset.inUse].compactMap({ $0?.written }) {
                        #expect(sent.contains(amount), "seed \(seed), visit \(visit): \(amount)")
                    }
                }
            }
        }
        #expect(exchange.replies > 1_000)
        // Otherwise nothing was looked at.
        #expect(snapshots > 20)
        transport.shutDown()
        exchange.close()
    }
}
