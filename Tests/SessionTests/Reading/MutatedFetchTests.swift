import Crypto
import Domain
import Exchanges
import Glibc
import HTTP
import Sandbox
import Synchronization
import TestSupport
import Testing

@testable import Session

/// A visit to an exchange whose replies were tampered with on the way: cut, flipped, retyped, nested deep, with huge numbers.
@Suite struct MutatedFetchTests {
    /// Thousands of mutated replies through the whole reader: it never traps or hangs, and shows no amount that was not sent.
    @Test(arguments: [1, 2] as [UInt64]) func mutatedRepliesNeverMislead(seed: UInt64) async throws {
        let exchange = try DamagingExchange(seed: seed)
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        var limits = SandboxRequest.quickLimits
        limits.repetitions = 0
        var snapshots = 0
        for target in 0..<250 {
            let key = KeyHandle(
                apiKey: SecretBytes("37c541a1".utf8), secretKey: SecretBytes("s".utf8), passphrase: SecretBytes("p".utf8))
            let reader = AccountReader(transport: transport, limits: limits, budget: RateBudget())
            let collector = RowCollector()
            let result = await reader.verify(
                AccountRequest(exchange: "okx", site: SandboxRequest.site(exchange.origin), environment: .live, key: key)
            ) { collector.add($0, $1) }
            #expect(Set(collector.rows.map(\.row)) == Set(VerificationRow.allCases), "seed \(seed), target \(target)")
            switch result {
            case .failure(let failure): #expect(!failure.remedy.isEmpty)
            case .success(let snapshot):
                snapshots += 1
                let sent = exchange.sent
                for asset in snapshot.wallets.flatMap(\.assets) {
                    for amount in [asset.total, asset.available, asset.inUse].compactMap({ $0?.written }) {
                        #expect(sent.contains(amount), "seed \(seed), target \(target): \(amount)")
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

/// An exchange that damages about every fourth reply.
private final class DamagingExchange: Sendable {
    private let exchange: ScriptedExchange
    private let progress: Progress

    private final class Progress: Sendable {
        struct State {
            var random: SeededGenerator
            var replies = 0
            var sent = ""
        }

        let state: Mutex<State>

        init(seed: UInt64) { state = Mutex(State(random: SeededGenerator(seed: seed))) }
    }

    var origin: String { exchange.origin }
    /// Everything that was sent so far.
    var sent: String { progress.state.withLock { $0.sent } }
    var replies: Int { progress.state.withLock { $0.replies } }

    init(seed: UInt64) throws {
        let progress = Progress(seed: seed)
        self.progress = progress
        exchange = try ScriptedExchange { _, target in
            progress.state.withLock { state in
                let body = Self.damaged(Array(ScriptedExchange.body(of: target).utf8), &state.random)
                state.replies += 1
                state.sent += String(decoding: body, as: UTF8.self)
                let isGone = Int.random(in: 0..<40, using: &state.random) == 0
                return ScriptedExchange.Reply(status: isGone ? "503 Gone" : "200 OK", body: body)
            }
        }
    }

    func close() { exchange.close() }

    private static func damaged(_ body: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var body = body
        func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &random) }
        guard below(4) == 0 else { return body }
        switch below(6) {
        case 0: body.removeLast(below(body.count))
        case 1: for _ in 0...below(4) { body[below(body.count)] ^= UInt8(1 << below(8)) }
        case 2: replaceText(&body, ["7", "null", "true", "[]", "{}", "-1e999", "\"\""][below(7)], below)
        case 3: replaceText(&body, String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000), below)
        case 4: replaceText(&body, "\"" + String(repeating: "9", count: 3_000) + "\"", below)
        case _: body.insert(contentsOf: body.prefix(below(body.count)), at: below(body.count))
        }
        return body
    }

    /// Puts something else in place of one of the quoted texts.
    private static func replaceText(_ body: inout [UInt8], _ text: String, _ below: (Int) -> Int) {
        let quotes = body.indices.filter { body[$0] == UInt8(ascii: "\"") }
        guard quotes.count > 2 else { return }
        let first = below(quotes.count / 2) * 2
        body.replaceSubrange(quotes[first]...quotes[first + 1], with: text.utf8)
    }
}
