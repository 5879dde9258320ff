import Core
import Domain
import Exchanges
import HTTP
import Session
import Synchronization

/// Runs jobs outside of the driver's loop, and keeps what they answer until the loop takes it.
final class JobRunner: Sendable {
    private struct State {
        var tasks: [Ticket: Task<Void, Never>] = [:]
    }

    /// What a job has to say: an event, what came out of the vault and still needs slots, or a key as it is kept, in place of what was typed.
    enum Answer: Sendable {
        case event(Event)
        case prepared(Ticket, CredentialSlots, KeyHandle)
        case vault(VaultService.Answer)
        case authorization(OAuthService.Answer)
    }

    private let reader: AccountReader
    private let stream: AccountStream
    private let settingsReader: SettingsReader
    private let settingsApplier: SettingsApplier
    private let answers = CommandQueue<Answer, Never>()
    /// `nil` where connections last for the session only.
    private let vault: VaultService?
    private let state = Mutex(State())

    init(transport: HTTPTransport, sockets: WebSocketTransport, registry: ExchangeRegistry, vault: VaultService?, pipe: WakePipe) {
        self.vault = vault
        reader = AccountReader(transport: transport, euros: .wanted, exchanges: registry)
        stream = AccountStream(transport: sockets, exchanges: registry)
        settingsReader = SettingsReader(transport: transport, exchanges: registry)
        settingsApplier = SettingsApplier(transport: transport, exchanges: registry)
        answers.setWake { pipe.wake() }
    }

    /// What is asked of an exchange.
    enum Job: Sendable {
        case verify(AccessTarget)
        case refresh(AccessTarget)
        case stream(AccessTarget, clockOffsetMilliseconds: Int64)
        case probe(AccessTarget, [AccountPlace])
        case readSettings(AccessTarget, SettingsTarget)
        case applySettings(AccessTarget, [SettingStep], SettingsTarget)

        var target: AccessTarget {
            switch self {
            case .verify(let target), .refresh(let target), .stream(let target, _), .probe(let target, _), .readSettings(let target, _),
                .applySettings(let target, _, _):
                target
            }
        }
    }

    /// Starts a request to the vault.
    func start(_ request: VaultRequest) {
        vault?.carryOut(request) { [weak self] ticket in
            self?.post(.event(.operation(ticket, .vaultAwaited)))
        } answer: { [weak self] answer in
            self?.post(.vault(answer))
        }
    }

    /// Reads what was kept of earlier sessions.
    func readHistory() {
        vault?.readHistory { [weak self] accounts, remark in self?.post(.event(.historyRead(accounts, remark: remark))) }
    }

    /// Writes a file.
    func start(_ ticket: Ticket, _ request: ExportRequest) {
        Task.detached(executorPreference: Exporter.thread) { [self] in post(.event(.operation(ticket, Exporter.write(request)))) }
    }

    /// Starts a job with a key. Without one it fails at once, as the machine's draft was incomplete.
    func start(_ ticket: Ticket, _ job: Job, key: Result<KeyHandle, Failure>, of exchange: ExchangeProfile?) {
        let held: KeyHandle
        switch key {
        case .success(let key): held = key
        case .failure(let failure):
            post(.event(.operation(ticket, .failed(failure))))
            return
        }
        // Under the lock, so that a job that ends at once is not recorded as running.
        state.withLock { state in
            state.tasks[ticket] = Task.detached(executorPreference: JobThread.shared) {
                await self.run(ticket, job, held, exchange?.keyFields ?? [])
            }
        }
    }

    private func run(_ ticket: Ticket, _ job: Job, _ key: KeyHandle, _ fields: [KeyField]) async {
        let outcome: OperationEvent
        if KeyPreparation.isNeeded(for: key.values, of: fields) {
            switch await Self.prepared(key, fields) {
            case .success(let ready):
                post(.prepared(ticket, job.target.slots, ready))
                outcome = await self.outcome(ticket, job, ready)
            case .failure(let failure): outcome = .failed(failure)
            }
        } else {
            outcome = await self.outcome(ticket, job, key)
        }
        state.withLock { _ = $0.tasks.removeValue(forKey: ticket) }
        post(.event(.operation(ticket, outcome)))
    }

    /// On a thread of its own: an encrypted key may take seconds to open, and other jobs go on meanwhile.
    private static func prepared(_ key: KeyHandle, _ fields: [KeyField]) async -> Result<KeyHandle, Failure> {
        await Task.detached(executorPreference: preparation) {
            KeyPreparation.ready(key.values, of: fields).map { KeyHandle($0) }
        }.value
    }

    private static let preparation = JobThread()

    private func outcome(_ ticket: Ticket, _ job: Job, _ key: KeyHandle) async -> OperationEvent {
        switch job {
        case .verify(let target):
            Self.outcome(
                await reader.verify(target.keyed(by: key)) { [weak self] row, result in
                    self?.post(.event(.operation(ticket, .rowSettled(row, result))))
                })
        case .refresh(let target): await toldWhereLate(ticket) { Self.outcome(await reader.read(target.keyed(by: key))) }
        case .stream(let target, let offset): await follow(ticket, target.keyed(by: key), clockOffsetMilliseconds: offset)
        case .probe(let target, let places):
            .probed(await reader.probe(target.keyed(by: key), among: places))
        case .readSettings(let target, let settingsTarget):
            switch await settingsReader.read(target.keyed(by: key), settingsTarget) {
            case .success(let findings): .settings(findings)
            case .failure(let failure): .failed(failure)
            }
        case .applySettings(let target, let plan, let settingsTarget):
            .settingsApplied(
                await settingsApplier.apply(plan, to: target.keyed(by: key), settingsTarget) { [weak self] applied in
                    self?.post(.event(.operation(ticket, .settingApplied(applied))))
                })
        }
    }

    private static let lateMilliseconds: Int64 = 5_000

    /// Says of a reading that it takes longer than it should.
    private func toldWhereLate(_ ticket: Ticket, _ read: () async -> OperationEvent) async -> OperationEvent {
        let late = Task.detached(executorPreference: JobThread.shared) { [weak self] in
            guard (try? await JobThread.pause(milliseconds: Self.lateMilliseconds)) != nil else { return }
            self?.post(.event(.operation(ticket, .readingLate)))
        }
        defer { late.cancel() }
        return await read()
    }

    /// Hands on what the exchange tells, until it ends.
    private func follow(_ ticket: Ticket, _ target: AccountRequest, clockOffsetMilliseconds: Int64) async -> OperationEvent {
        let failure = await stream.run(target, clockOffsetMilliseconds: clockOffsetMilliseconds) { [weak self] report in
            let event: OperationEvent =
                switch report {
                case .live: .streamLive
                case .changed(let delta): .changed(delta)
                case .readingWanted: .readingWanted
                case .interrupted: .streamInterrupted
                }
            self?.post(.event(.operation(ticket, event)))
        }
        return failure.map(OperationEvent.failed) ?? .streamEnded
    }

    func cancel(_ ticket: Ticket) {
        state.withLock { $0.tasks.removeValue(forKey: ticket) }?.cancel()
    }

    func cancelAll() {
        let tasks = state.withLock { state in
            defer { state.tasks = [:] }
            return state.tasks
        }
        for task in tasks.values { task.cancel() }
    }

    /// What has come since the last call, in order.
    func takeAnswers() -> [Answer] { answers.take().commands }

    private static func outcome(_ result: Result<AccountSnapshot, Failure>) -> OperationEvent {
        switch result {
        case .success(let snapshot): .read(snapshot)
        case .failure(let failure): .failed(failure)
        }
    }

    func post(_ answer: Answer) {
        answers.post(answer)
    }
}
