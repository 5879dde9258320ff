import Crypto
import Glibc

/// The computer's clocks, in milliseconds.
enum SystemClock {
    /// Since 1970.
    static var realMilliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Since some moment; never goes back.
    static var steadyMilliseconds: Int64 { SteadyClock.milliseconds }
}
