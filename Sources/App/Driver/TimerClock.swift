import Core
import Session

/// The machine's timers, against a clock that is never set back and goes on while the machine sleeps.
struct TimerClock {
    private var deadlines: [Core.Timer: Int64] = [:]

    static var nowMilliseconds: Int64 { LocalClock.steadyMilliseconds }

    mutating func start(_ timer: Core.Timer, milliseconds: Int) {
        deadlines[timer] = Self.nowMilliseconds + Int64(max(0, milliseconds))
    }

    mutating func stop(_ timer: Core.Timer) {
        deadlines[timer] = nil
    }

    /// Milliseconds until the next timer is due; `nil` when none runs.
    var untilNext: Int64? {
        deadlines.values.min().map { max(0, $0 - Self.nowMilliseconds) }
    }

    /// Milliseconds until this one is due; `nil` where it does not run.
    func untilNext(_ timer: Core.Timer) -> Int64? {
        deadlines[timer].map { max(0, $0 - Self.nowMilliseconds) }
    }

    /// Takes this timer where it is due.
    mutating func takeDue(_ timer: Core.Timer) -> Core.Timer? {
        guard untilNext(timer) == 0 else { return nil }
        deadlines[timer] = nil
        return timer
    }

    /// Takes the timers that are due, the earliest first.
    mutating func takeDue() -> [Core.Timer] {
        let now = Self.nowMilliseconds
        let due = deadlines.filter { $0.value <= now }.sorted { $0.value < $1.value }.map(\.key)
        for timer in due { deadlines[timer] = nil }
        return due
    }
}
