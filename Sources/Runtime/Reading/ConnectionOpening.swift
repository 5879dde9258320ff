import Exchanges
import Synchronization

/// Opens the connections of a visit before they are needed. Signed requests travel one at a time on a connection; opened only when their
/// turn has come, each would cost one or two round trips more.
final class ConnectionOpening: Sendable {
    private struct State {
        var left: Int
        /// Who waits, and whether that is worth while.
        var patience = Patience.some
        var waiter: CheckedContinuation<Void, Never>?
        var beginning: Task<Void, Never>?

        enum Patience { case some, none }
    }

    /// With the one that the first request has left open, as many as a visit has requests under way at once.
    static let count = 3

    private let state = Mutex(State(left: ConnectionOpening.count))

    init() {}

    /// Asks for the exchange's time, which is the smallest thing there is to ask for. What comes of it is of no interest.
    ///
    /// It begins only when the first request has not been answered for a moment: nearby, it would cost more than it saves.
    func begin(_ adapter: any ExchangeAdapter, _ asker: RequestAsker) {
        let task = Task.detached(executorPreference: JobThread.shared) { [self] in
            guard (try? await JobThread.pause(milliseconds: Self.nearMilliseconds)) != nil, state.withLock({ $0.patience == .some }) else { return }
            for _ in 0 ..< Self.count {
                Task.detached(executorPreference: JobThread.shared) { [self] in
                    _ = await asker.open(adapter)
                    ended()
                }
            }
        }
        state.withLock { $0.beginning = task }
    }

    /// The first request has been answered after so many milliseconds: waits for the others, which are about to be answered too, or calls
    /// them off.
    func settle(afterMilliseconds roundTrip: Int64) async {
        guard roundTrip > Self.nearMilliseconds else {
            _ = giveUp()
            state.withLock { $0.beginning }?.cancel()
            return
        }
        await wait(atMostMilliseconds: min(Self.longestWaitMilliseconds, roundTrip / 2 + 20))
    }

    private static let nearMilliseconds: Int64 = 3
    private static let longestWaitMilliseconds: Int64 = 300

    /// Returns when all are open, or after a while.
    private func wait(atMostMilliseconds limit: Int64) async {
        let timeout = Task.detached(executorPreference: JobThread.shared) { [self] in
            guard (try? await JobThread.pause(milliseconds: limit)) != nil else { return }
            giveUp()?.resume()
        }
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.left == 0 || state.patience == .none { return true }
                state.waiter = continuation
                return false
            }
            if isOver { continuation.resume() }
        }
        timeout.cancel()
    }

    private func ended() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.left -= 1
            guard state.left == 0 else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    private func giveUp() -> CheckedContinuation<Void, Never>? {
        state.withLock { state in
            state.patience = .none
            defer { state.waiter = nil }
            return state.waiter
        }
    }
}
