import Crypto
import Exchanges
import HTTP
import Sandbox
import Synchronization
import TestSupport
import Testing

@testable import App
@testable import Core
@testable import Domain
@testable import Session

/// Accounts in a machine with real readings, streams and timers, and without a terminal.
final class WatchedAccounts {
    struct Late: Error, CustomStringConvertible {
        let description: String
    }

    private var machine: AppMachine
    private var timers = TimerClock()
    private var fetches: [Ticket: Task<Void, Never>] = [:]
    private let keys: [Slot: KeyHandle]
    private let transport = HTTPTransport(userAgent: "tidegate-tests")
    private let reader: AccountReader
    private let stream: AccountStream
    private let mailbox = CommandQueue()
    private(set) var failures = 0
    private(set) var interruptions = 0

    private final class CommandQueue: Sendable {
        let events = Mutex<[Event]>([])
    }

    var connections: [Connection] { machine.connections }

    /// With the accounts of the sandbox's OKX in an open vault, all of them about to be read.
    convenience init(_ accounts: [SandboxAccount], at site: Site, refreshMilliseconds: Int) throws {
        let keyed = accounts.map { account in
            let key = account.keys[0]
            return (
                name: account.id,
                key: KeyHandle(
                    apiKey: SecretBytes(key.apiKey.utf8), secretKey: SecretBytes(key.secretKey.utf8),
                    passphrase: SecretBytes(key.passphrase.utf8))
            )
        }
        try self.init(keyed, of: .okx, at: site, refreshMilliseconds: refreshMilliseconds)
    }

    /// With accounts of an exchange in an open vault, all of them about to be read.
    init(_ accounts: [(name: String, key: KeyHandle)], of exchange: ExchangeProfile, at site: Site, refreshMilliseconds: Int) throws {
        var pace = StreamLimits()
        pace.connectionPaceMilliseconds = 20
        pace.firstPauseMilliseconds = 100
        pace.longestPauseMilliseconds = 1_000
        stream = AccountStream(transport: WebSocketTransport(userAgent: "tidegate-tests"), limits: pace)
        reader = AccountReader(transport: transport, limits: ReadingLimits(), budget: RateBudget(), euros: .wanted)
        var keys: [Slot: KeyHandle] = [:]
        let listed = accounts.enumerated().map { number, account in
            let slots = CredentialSlots(account.key.values.ids, from: 10_000 + 4 * number)
            keys[slots.apiKey] = account.key
            return ListedConnection(
                name: account.name,
                target: AccessTarget(exchange: exchange.id, site: site, environment: .live, slots: slots),
                isDefault: number == 0)
        }
        self.keys = keys
        machine = AppMachine(
            AppConfiguration(
                language: .english, exchanges: [exchange], refreshMilliseconds: refreshMilliseconds, vault: .present(workFactor: nil),
                history: .forgotten
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
                switch outcome {
                case .read, .failed, .streamEnded: fetches[ticket] = nil
                default: break
                }
                if case .failed = outcome { failures += 1 }
                if case .streamInterrupted = outcome { interruptions += 1 }
            }
            handle(event)
        }
        for timer in timers.takeDue() { handle(.timerFired(timer)) }
        try? await Task.sleep(for: .milliseconds(10))
    }

    private func handle(_ event: Event) {
        for effect in machine.handle(event) {
            if case .start(let ticket, .refresh(let target)) = effect { fetch(ticket, target) }
            if case .start(let ticket, .stream(let target, let offset)) = effect { listen(ticket, target, offset) }
            if case .cancel(let ticket) = effect { fetches.removeValue(forKey: ticket)?.cancel() }
            if case .startTimer(let timer, let milliseconds) = effect { timers.start(timer, milliseconds: milliseconds) }
            if case .stopTimer(let timer) = effect { timers.stop(timer) }
        }
    }

    private func listen(_ ticket: Ticket, _ target: AccessTarget, _ offset: Int64) {
        guard let key = keys[target.slots.apiKey] else { return }
        let (stream, mailbox) = (stream, mailbox)
        fetches[ticket] = Task.detached(executorPreference: JobThread.shared) {
            let failure = await stream.run(target.keyed(by: key), clockOffsetMilliseconds: offset) { report in
                let event: OperationEvent =
                    switch report {
                    case .live: .streamLive
                    case .changed(let delta): .changed(delta)
                    case .readingWanted: .readingWanted
                    case .interrupted: .streamInterrupted
                    }
                mailbox.events.withLock { $0.append(.operation(ticket, event)) }
            }
            mailbox.events.withLock { $0.append(.operation(ticket, failure.map(OperationEvent.failed) ?? .streamEnded)) }
        }
    }

    /// Reads an account apart from the machine, to compare with what that shows.
    func reading(of connection: Connection) async throws -> AccountSnapshot {
        let key = try #require(keys[connection.target.slots.apiKey])
        return try await reader.read(connection.target.keyed(by: key)).get()
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
