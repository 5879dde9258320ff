import Glibc

/// A clock that is never set (`CLOCK_BOOTTIME`).
public enum SteadyClock {
    /// Milliseconds since some moment in the past; goes on while the machine sleeps.
    public static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
