import Synchronization

/// The wait for the exchange's time at the start of a fetch, limited by a timeout.
final class ClockWait: Sendable {
    enum Outcome: Hashable, Sendable {
        case inTime
        /// In time, and so near that opening another connection would take longer than asking one after the other.
        case near
        /// The timeout passed first, whatever the answer was later.
        case late
        case failed
    }

    private let settled = Mutex<Outcome?>(nil)
    private let pause = Mutex<Task<Void, Never>?>(nil)

    init(timeoutMilliseconds: Int64) {
        let task = Task.detached(executorPreference: JobThread.shared) { [self] in
            _ = try? await JobThread.pause(milliseconds: timeoutMilliseconds)
            end(.late)
        }
        pause.withLock { $0 = task }
    }

    /// Only the first end counts.
    func end(_ outcome: Outcome) {
        settled.withLock { $0 = $0 ?? outcome }
        pause.withLock { $0 }?.cancel()
    }

    /// Waits until the time is known or the timeout is over.
    var outcome: Outcome {
        get async {
            await pause.withLock { $0 }?.value
            return settled.withLock { $0 } ?? .late
        }
    }
}

/// An exchange's clock, compared with ours.
struct ClockReading: Hashable, Sendable {
    /// The exchange's clock minus ours.
    let offsetMilliseconds: Int64
    let roundTripMilliseconds: Int64
    /// Our clock minus the one that is never set, at that time.
    private let setting = Self.setting

    init(offsetMilliseconds: Int64, roundTripMilliseconds: Int64) {
        self.offsetMilliseconds = offsetMilliseconds
        self.roundTripMilliseconds = roundTripMilliseconds
    }

    /// Whether our clock has been set since.
    var isOutdated: Bool { (Self.setting - setting).magnitude > 1_000 }

    private static var setting: Int64 { LocalClock.unixMilliseconds - LocalClock.steadyMilliseconds }
}
