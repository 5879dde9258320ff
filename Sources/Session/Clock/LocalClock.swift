import Crypto
import Domain
import Exchanges
import Glibc

/// This machine's clocks.
public enum LocalClock {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public static var unixMilliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Milliseconds since some moment in the past; never set back, and running while the machine sleeps.
    package static var steadyMilliseconds: Int64 { SteadyClock.milliseconds }

    /// The present, by the system's clock.
    public static var now: Moment { moment(unixMilliseconds: unixMilliseconds) }

    /// A point in time, with the wall clock of the user's time zone.
    public static func moment(unixMilliseconds: Int64) -> Moment {
        var seconds = time_t(unixMilliseconds / 1_000)
        var parts = tm()
        let iso8601 = UTCTimestamp.text(unixMilliseconds: unixMilliseconds)
        guard localtime_r(&seconds, &parts) != nil else {
            return Moment(unixMilliseconds: unixMilliseconds, clockTime: "--:--:--", iso8601: iso8601)
        }
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return Moment(
            unixMilliseconds: unixMilliseconds, clockTime: [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(separator: ":"),
            iso8601: iso8601, day: "\(parts.tm_year + 1_900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))")
    }

    /// The user's time zone, as far back as a history goes and a year ahead.
    public static var timeZone: LocalTimeZone { timeZone(around: unixMilliseconds / 1_000, offset: offset) }

    /// `offset`: how far clocks are ahead of UTC at a time, both in seconds.
    static func timeZone(around now: Int64, offset: (Int64) -> Int64) -> LocalTimeZone {
        let (day, quarter) = (Int64(86_400), Int64(900))
        let start = now / day * day - 6 * 366 * day
        var changes = [LocalTimeZone.Change(unixSeconds: start, offsetSeconds: offset(start))]
        for step in stride(from: start + day, through: now + 366 * day, by: Int(day)) where offset(step) != changes.last?.offsetSeconds {
            // Clocks change on the hour or on one of its quarters.
            for time in stride(from: step - day, through: step, by: Int(quarter)) where offset(time) != changes.last?.offsetSeconds {
                changes.append(LocalTimeZone.Change(unixSeconds: time, offsetSeconds: offset(time)))
            }
        }
        return LocalTimeZone(changes)
    }

    private static func offset(at unixSeconds: Int64) -> Int64 {
        var seconds = time_t(unixSeconds)
        var parts = tm()
        return localtime_r(&seconds, &parts) == nil ? 0 : Int64(parts.tm_gmtoff)
    }

    /// `YYYY-MM-DD HH:MM` in the user's time zone.
    static func dayAndMinute(unixMilliseconds: Int64) -> String {
        var seconds = time_t(unixMilliseconds / 1_000)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return "—" }
        let numbers = [parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(parts.tm_year + 1_900)-\(numbers[0])-\(numbers[1]) \(numbers[2]):\(numbers[3])"
    }
}
