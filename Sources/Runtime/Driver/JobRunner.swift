import Core
import Exchanges
import Synchronization

/// Runs jobs outside of the driver's loop, and keeps what they answer until the loop takes it.
final class JobRunner: Sendable {
    private struct State {
        var tasks: [Ticket: Task<Void, Never>] = [:]
        var answers: [Event] = []
    }

    private let reader: AccountReader
    private let pipe: WakePipe
    private let state = Mutex(State())

    init(reader: AccountReader, pipe: WakePipe) {
        self.reader = reader
        self.pipe = pipe
    }

    /// Starts a job with copies of the secrets it needs. Without them it fails at once, as the machine's draft was incomplete.
    func start(_ ticket: Ticket, _ job: Job, credentials: Credentials?) {
        guard let credentials else {
            post(.jobFinished(ticket, .failed(Self.incomplete)))
            return
        }
        // Under the lock, so that a job that ends at once is not kept as one that runs.
        state.withLock { state in
            state.tasks[ticket] = Task.detached(executorPreference: JobThread.shared) { await self.run(ticket, job, credentials) }
        }
    }

    private func run(_ ticket: Ticket, _ job: Job, _ credentials: Credentials) async {
        let result: Result<AccountSnapshot, Failure>
        switch job {
        case .verify(let target):
            result = await reader.verify(AccountVisit(target: target, credentials: credentials)) { [weak self] row, outcome in
                self?.post(.verificationSettled(ticket, row, outcome))
            }
        case .refresh(let target): result = await reader.read(AccountVisit(target: target, credentials: credentials))
        }
        finished(ticket, result)
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
    func takeAnswers() -> [Event] {
        state.withLock { state in
            defer { state.answers = [] }
            return state.answers
        }
    }

    private func finished(_ ticket: Ticket, _ result: Result<AccountSnapshot, Failure>) {
        state.withLock { _ = $0.tasks.removeValue(forKey: ticket) }
        switch result {
        case .success(let snapshot): post(.jobFinished(ticket, .read(snapshot)))
        case .failure(let failure): post(.jobFinished(ticket, .failed(failure)))
        }
    }

    private func post(_ event: Event) {
        state.withLock { $0.answers.append(event) }
        pipe.wake()
    }

    private static let incomplete = Failure(
        .credentialsMalformed,
        message: Phrase(en: "A value of the key is missing.", zh: "Key 的三项内容不完整。"),
        remedy: [Phrase(en: "Enter API Key, Secret Key and Passphrase again.", zh: "请重新填写 API Key、Secret Key 和 Passphrase。")])
}
