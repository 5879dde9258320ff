import Crypto
import Exchanges
import Foundation
import HTTP
import Sandbox
import Synchronization
import TestSupport
import Testing

@testable import App
@testable import Core
@testable import Domain
@testable import Session

/// Thirty accounts that are left open while the exchange, and whatever stands in between, misbehaves.
@Suite(.timeLimit(.minutes(30))) struct FaultSoakTests {
    /// Five minutes where `.ci/run` asks for them, otherwise a short run.
    private static let isLong = ProcessInfo.processInfo.environment["LONG_TESTS"] == "1"
    private static let rounds = isLong ? 6 : 1
    private static let faultMilliseconds: Int64 = isLong ? 35_000 : 12_000
    /// The promise to users: however an account has failed, it is back within this time after the last fault.
    private static let promisedMilliseconds: Int64 = 60_000

    /// Temporary faults: of the network, proxies, gateways and the service, and a refusal that is repeated only a few times.
    private static let kinds: [SandboxFaultKind] = [
        .html(status: 502), .html(status: 503), .html(status: 403), .html(status: 404), .html(status: 200), .cutInBody, .cutBeforeReply,
        .silence(milliseconds: 20_000), .oversized(bytes: 9_000_000), .invalidUTF8, .nullContent,
        .redirect(location: "https://portal.example/"),
        .rateLimited, .maintenance, .code("50001"), .code("50004"), .code("50013"), .code("50026"),
        .refusal(status: 401, code: "50113", message: "Invalid Sign"),
        .refusal(status: 401, code: "50110", message: "Your IP is not included"),
        .refusal(status: 401, code: "50119", message: "API key doesn't exist"),
        .refusal(status: 401, code: "50102", message: "Timestamp request expired"),
    ]

    /// Faults that no repetition can solve.
    private static let hopeless: [SandboxFaultKind] = [
        .html(status: 403), .html(status: 404), .html(status: 200), .cutInBody, .redirect(location: "https://portal.example/"),
        .refusal(status: 401, code: "50113", message: "Invalid Sign"),
        .refusal(status: 401, code: "50110", message: "Your IP is not included"),
    ]

    private static let paths: [String?] = [
        nil, nil, "/api/v5/account/config", "/api/v5/account/config", "/api/v5/public/time", "/api/v5/account/balance",
        "/api/v5/asset/balances",
        "/api/v5/asset/asset-valuation",
    ]

    @Test func everyAccountIsBackWithinAMinuteOfTheLastFault() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("faults from the seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let accounts = SandboxAccount.many(30, assets: 20)
        var configuration = SandboxConfiguration()
        configuration.accounts = accounts
        let server = try await SandboxServer.start(configuration)
        let watch = try Watch(accounts, at: server.origin)
        try await watch.run("all accounts to be read", milliseconds: Int64(Deadline.milliseconds)) { $0.allSatisfy { $0.snapshot != nil } }

        var failures = 0
        for round in 0..<Self.rounds {
            // Each of them fails at least once, by something that looks hopeless.
            server.faults = [SandboxFault(Self.hopeless.randomElement(using: &random)!, path: "/api/v5/account/config")]
            try await watch.run("all to fail", milliseconds: Int64(Deadline.milliseconds)) { $0.allSatisfy { $0.failure != nil } }
            let end = LocalClock.steadyMilliseconds + Self.faultMilliseconds
            while LocalClock.steadyMilliseconds < end {
                server.faults = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                    SandboxFault(
                        Self.kinds.randomElement(using: &random)!, path: Self.paths.randomElement(using: &random)!,
                        occurrence: Bool.random(using: &random) ? .always : .times(Int.random(in: 1...40, using: &random)))
                }
                await watch.run(milliseconds: Int64.random(in: 500...5_000, using: &random))
            }
            failures += watch.connections.count { $0.failure != nil }
            server.faults = []
            let over = LocalClock.unixMilliseconds
            try await watch.run("all to be back, seed \(seed), round \(round)", milliseconds: Self.promisedMilliseconds) {
                $0.allSatisfy { connection in
                    guard let snapshot = connection.snapshot, connection.failure == nil else { return false }
                    return snapshot.asOf.unixMilliseconds >= over && !snapshot.notices.contains { $0.warning == .partial }
                }
            }
        }
        print("\(watch.failures) readings failed; \(failures) accounts had failed at the ends of \(Self.rounds) rounds")
        watch.end()
        await server.stop()
    }

    /// The machine with real readings and real timers, and without a terminal.
    private final class Watch {
        struct Late: Error, CustomStringConvertible {
            let description: String
        }

        private var machine: AppMachine
        private var timers = TimerClock()
        private var fetches: [Ticket: Task<Void, Never>] = [:]
        private let keys: [Slot: KeyHandle]
        private let transport = HTTPTransport(userAgent: "tidegate-tests")
        private let reader: AccountReader
        private let mailbox = CommandQueue()
        private(set) var failures = 0

        private final class CommandQueue: Sendable {
            let events = Mutex<[Event]>([])
        }

        var connections: [Connection] { machine.connections }

        /// With the accounts in an open vault, all of them about to be read.
        init(_ accounts: [SandboxAccount], at origin: String) throws {
            reader = AccountReader(transport: transport, limits: ReadingLimits(), budget: RateBudget(), euros: .wanted)
            var keys: [Slot: KeyHandle] = [:]
            let listed = accounts.enumerated().map { number, account in
                let key = account.keys[0]
                let slots = CredentialSlots(
                    apiKey: Slot(10_000 + 3 * number), secretKey: Slot(10_001 + 3 * number), passphrase: Slot(10_002 + 3 * number))
                keys[slots.apiKey] = KeyHandle(
                    apiKey: SecretBytes(key.apiKey.utf8), secretKey: SecretBytes(key.secretKey.utf8),
                    passphrase: SecretBytes(key.passphrase.utf8))
                return ListedConnection(
                    name: account.id,
                    target: AccessTarget(exchange: "okx", site: SandboxRequest.site(origin), environment: .live, slots: slots),
                    isDefault: number == 0)
            }
            self.keys = keys
            machine = AppMachine(
                AppConfiguration(
                    language: .english, exchanges: [.okx], refreshMilliseconds: 5_000, vault: .present(workFactor: nil), history: .forgotten
                ))
            let field = try #require(machine.view.secretFocus)
            handle(.secretChanged(field, SecretSummary(length: 20, shape: .other, masked: nil, troubles: [])))
            let unlocking = machine.handle(.keyPressed(.enter)).compactMap { effect -> Ticket? in
                if case .start(let ticket, .vault) = effect { ticket } else { nil }
            }
            handle(.operation(try #require(unlocking.first), .vault(listed, milliseconds: 1)))
            try #require(machine.connections.count == accounts.count)
        }

        /// Goes on until the connections are as they should be, which has to be so in time.
        func run(_ what: String, milliseconds: Int64, until isSo: ([Connection]) -> Bool) async throws {
            let deadline = LocalClock.steadyMilliseconds + milliseconds
            while !isSo(machine.connections) {
                guard LocalClock.steadyMilliseconds < deadline else {
                    let states = machine.connections.map {
                        "\($0.name): \($0.status), \($0.account.failures) failures, \($0.failure?.message.english ?? "")"
                    }
                    throw Late(description: "waited \(milliseconds) ms for \(what)\n" + states.joined(separator: "\n"))
                }
                await step()
            }
        }

        func run(milliseconds: Int64) async {
            let end = LocalClock.steadyMilliseconds + milliseconds
            while LocalClock.steadyMilliseconds < end { await step() }
        }

        func end() {
            for fetch in fetches.values { fetch.cancel() }
            transport.shutDown()
        }

        private func step() async {
            let events = mailbox.events.withLock { events in
                defer { events = [] }
                return events
            }
            for event in events {
                if case .operation(let ticket, let outcome) = event {
                    fetches[ticket] = nil
                    if case .failed = outcome { failures += 1 }
                }
                handle(event)
            }
            for timer in timers.takeDue() { handle(.timerFired(timer)) }
            try? await Task.sleep(for: .milliseconds(10))
        }

        private func handle(_ event: Event) {
            for effect in machine.handle(event) {
                if case .start(let ticket, .refresh(let target)) = effect { fetch(ticket, target) }
                if case .cancel(let ticket) = effect { fetches.removeValue(forKey: ticket)?.cancel() }
                if case .startTimer(let timer, let milliseconds) = effect { timers.start(timer, milliseconds: milliseconds) }
                if case .stopTimer(let timer) = effect { timers.stop(timer) }
            }
        }

        private func fetch(_ ticket: Ticket, _ target: AccessTarget) {
            guard let key = keys[target.slots.apiKey] else { return }
            let (reader, mailbox) = (reader, mailbox)
            fetches[ticket] = Task.detached(executorPreference: JobThread.shared) {
                let outcome: OperationEvent =
                    switch await reader.read(target.keyed(by: key)) {
                    case .success(let snapshot): .read(snapshot)
                    case .failure(let failure): .failed(failure)
                    }
                mailbox.events.withLock { $0.append(.operation(ticket, outcome)) }
            }
        }
    }
}
