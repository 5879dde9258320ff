import Crypto
import Domain
import Exchanges
import HTTP
import Sandbox
import Synchronization
import TestSupport
import Testing

@testable import Session

@Suite struct SharedAnswersTests {
    private final class Source: Sendable {
        private let asked = Mutex(0)
        private let gate = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

        var count: Int { asked.withLock { $0 } }

        func ask() async -> Result<Int, Failure> {
            let number = asked.withLock { count in
                count += 1
                return count
            }
            await withCheckedContinuation { continuation in
                let isOpen = gate.withLock { gate in
                    if !gate.isOpen { gate.waiting.append(continuation) }
                    return gate.isOpen
                }
                if isOpen { continuation.resume() }
            }
            return .success(number)
        }

        func open() {
            let waiting = gate.withLock { gate in
                defer { gate = (true, []) }
                return gate.waiting
            }
            for continuation in waiting { continuation.resume() }
        }
    }

    @Test func oneInquiryServesAllWhoWait() async throws {
        let (answers, source) = (SingleFlightCache<Int>(), Source())
        let tasks = (0..<20).map { _ in Task { await answers.answer("a", freshMilliseconds: 60_000) { await source.ask() } } }
        try await Deadline.until("the question") { source.count > 0 }
        source.open()
        for task in tasks { #expect((try? await task.value?.get()) == 1) }
        #expect(source.count == 1)
        #expect((try? await answers.answer("a", freshMilliseconds: 60_000) { await source.ask() }?.get()) == 1)
        #expect((try? await answers.answer("b", freshMilliseconds: 60_000) { await source.ask() }?.get()) == 2)
        #expect((try? await answers.answer("a", freshMilliseconds: 0) { await source.ask() }?.get()) == 3)
    }

    @Test func whoIsCancelledWaitsNoLonger() async throws {
        let (answers, source) = (SingleFlightCache<Int>(), Source())
        let patient = Task { await answers.answer("a", freshMilliseconds: 60_000) { await source.ask() } }
        try await Deadline.until("the question") { source.count > 0 }
        let impatient = Task { await answers.answer("a", freshMilliseconds: 60_000) { await source.ask() } }
        impatient.cancel()
        #expect(await impatient.value == nil)
        source.open()
        #expect((try? await patient.value?.get()) == 1)
    }

    @Test func failuresAreNotKept() async {
        let answers = SingleFlightCache<Int>()
        let failure = Failure(.timeout, message: Phrase(verbatim: "late"), remedy: [])
        let first = await answers.answer("a", freshMilliseconds: 60_000) { .failure(failure) }
        let second = await answers.answer("a", freshMilliseconds: 60_000) { .success(7) }
        #expect(first == .failure(failure) && second == .success(7))
    }

    /// A caller that joins late does not share the failure but asks again; callers from the beginning share it.
    @Test func anOldFailureIsNotShared() async throws {
        for (fate, expected) in [(0, 2), (60_000, 1)] as [(Int64, Int)] {
            let (answers, source) = (SingleFlightCache<Int>(sameFateMilliseconds: fate), Source())
            let failure = Failure(.timeout, message: Phrase(verbatim: "late"), remedy: [])
            let ask: @Sendable () async -> Result<Int, Failure> = {
                let number = try? await source.ask().get()
                return number == 1 ? .failure(failure) : .success(7)
            }
            let first = Task { await answers.answer("a", freshMilliseconds: 60_000, ask: ask) }
            try await Deadline.until("the question") { source.count > 0 }
            let start = LocalClock.steadyMilliseconds
            try await Deadline.until("a moment later") { LocalClock.steadyMilliseconds > start + 2 }
            let later = Task { await answers.answer("a", freshMilliseconds: 60_000, ask: ask) }
            try await Deadline.until("both to wait") { answers.waiting("a") == 2 }
            source.open()
            _ = await first.value
            #expect(await later.value == (expected == 2 ? .success(7) : .failure(failure)))
            #expect(source.count == expected)
        }
    }

    /// Many accounts of one exchange, whose limits are in force: what is common is asked for once, and nothing is refused.
    @Test func manyAccountsAskForTheClockOnce() async throws {
        let server = try await SandboxServer.start(SandboxConfiguration())
        let transport = HTTPTransport(userAgent: "tidegate-tests")
        let reader = AccountReader(transport: transport, limits: SandboxRequest.quickLimits, budget: RateBudget())
        let names = ["main", "hedge", "read-only", "sub", "empty"]
        let keys = server.configuration.accounts.filter { names.contains($0.id) }.compactMap(\.keys.first)
        try #require(keys.count == names.count)
        await withTaskGroup(of: Bool.self) { group in
            for key in keys + keys {
                group.addTask {
                    let target = AccountRequest(
                        exchange: "okx", site: SandboxRequest.site(server.origin), environment: .live,
                        key: KeyHandle(
                            apiKey: SecretBytes(key.apiKey.utf8), secretKey: SecretBytes(key.secretKey.utf8),
                            passphrase: SecretBytes(key.passphrase.utf8)))
                    return (try? await reader.read(target).get().notices.contains { $0.warning == .partial }) == false
                }
            }
            for await isWhole in group { #expect(isWhole) }
        }
        let entries = server.log.entries
        #expect(entries.count { $0.path == "/api/v5/public/time" } == 1)
        #expect(entries.count { $0.path == "/api/v5/account/config" } == 10)
        #expect(entries.count { $0.path == "/api/v5/market/index-tickers" } <= 2)
        #expect(!entries.contains { $0.code == "50011" })
        transport.shutDown()
        await server.stop()
    }
}
