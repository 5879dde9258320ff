import Glibc

/// The computer's clocks, in milliseconds.
enum SystemClock {
    /// Since 1970.
    static var realMilliseconds: Int64 { milliseconds(CLOCK_REALTIME) }

    /// Since some moment; never goes back.
    static var steadyMilliseconds: Int64 { milliseconds(CLOCK_MONOTONIC) }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
