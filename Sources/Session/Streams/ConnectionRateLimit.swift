import Synchronization

/// Keeps attempts at one host apart, as exchanges count them by address.
final class ConnectionRateLimit: Sendable {
    private let milliseconds: Int64
    private let next = Mutex<[String: Int64]>([:])

    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Takes the next turn at a host; milliseconds until then.
    func takeTurn(at origin: String, now: Int64 = LocalClock.steadyMilliseconds) -> Int64 {
        next.withLock { next in
            let turn = max(now, next[origin] ?? now)
            next[origin] = turn + milliseconds
            return turn - now
        }
    }
}
