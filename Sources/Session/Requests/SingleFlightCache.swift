import Domain
import Synchronization

/// Caches shared data of an exchange, such as its time and prices: concurrent callers share one request.
final class SingleFlightCache<Value: Sendable>: Sendable {
    private struct Answer {
        let result: Result<Value, Failure>
        /// When it was asked for.
        let startedAt: Int64
    }

    private struct Flight {
        let number: Int
        let startedAt: Int64
        /// `nil` while it is under way. Failures are not kept.
        var value: Value?
        var waiting: [Int: CheckedContinuation<Answer?, Never>] = [:]
    }

    private struct State {
        var flights: [String: Flight] = [:]
        var lastNumber = 0

        mutating func newNumber() -> Int {
            lastNumber += 1
            return lastNumber
        }
    }

    private enum Step {
        case resume(Answer?)
        case wait
        case ask(Int)
    }

    private let state = Mutex(State())
    private let sameFateMilliseconds: Int64
    private static var capacity: Int { 256 }

    /// A caller that joins more than `sameFateMilliseconds` after the request began does not share its failure, because the reason may have
    /// passed.
    init(sameFateMilliseconds: Int64 = 1_000) {
        self.sameFateMilliseconds = sameFateMilliseconds
    }

    /// The value under a name, as asked for within the last `freshMilliseconds` or now; `nil` where the waiting task was cancelled.
    func answer(
        _ name: String, freshMilliseconds: Int64, ask: @escaping @Sendable () async -> Result<Value, Failure>
    ) async -> Result<Value, Failure>? {
        let cameAt = LocalClock.steadyMilliseconds
        while let answer = await nextAnswer(name, freshMilliseconds, ask) {
            if case .failure = answer.result, cameAt - answer.startedAt > sameFateMilliseconds { continue }
            return answer.result
        }
        return nil
    }

    private func nextAnswer(
        _ name: String, _ freshMilliseconds: Int64, _ ask: @escaping @Sendable () async -> Result<Value, Failure>
    ) async -> Answer? {
        let waiter = state.withLock { $0.newNumber() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                switch join(name, waiter, continuation, freshMilliseconds) {
                case .resume(let answer): continuation.resume(returning: answer)
                case .wait: break
                case .ask(let number):
                    Task.detached(executorPreference: JobThread.shared) { [self] in settle(name, number, await ask()) }
                }
            }
        } onCancel: {
            state.withLock { $0.flights[name]?.waiting.removeValue(forKey: waiter) }?.resume(returning: nil)
        }
    }

    /// How many wait for an answer.
    func waiting(_ name: String) -> Int { state.withLock { $0.flights[name]?.waiting.count ?? 0 } }

    private func join(
        _ name: String, _ waiter: Int, _ continuation: CheckedContinuation<Answer?, Never>, _ freshMilliseconds: Int64
    ) -> Step {
        let now = LocalClock.steadyMilliseconds
        return state.withLock { state in
            if Task.isCancelled { return .resume(nil) }
            if let flight = state.flights[name] {
                guard let value = flight.value else {
                    state.flights[name]?.waiting[waiter] = continuation
                    return .wait
                }
                if now - flight.startedAt < freshMilliseconds {
                    return .resume(Answer(result: .success(value), startedAt: flight.startedAt))
                }
            }
            if state.flights.count >= Self.capacity { state.flights = state.flights.filter { $0.value.value == nil } }
            let number = state.newNumber()
            state.flights[name] = Flight(number: number, startedAt: now, waiting: [waiter: continuation])
            return .ask(number)
        }
    }

    private func settle(_ name: String, _ number: Int, _ result: Result<Value, Failure>) {
        let flight = state.withLock { state -> Flight? in
            guard let flight = state.flights[name], flight.number == number else { return nil }
            switch result {
            case .success(let value):
                state.flights[name]?.value = value
                state.flights[name]?.waiting = [:]
            case .failure: state.flights[name] = nil
            }
            return flight
        }
        guard let flight else { return }
        let answer = Answer(result: result, startedAt: flight.startedAt)
        for continuation in flight.waiting.values { continuation.resume(returning: answer) }
    }
}
