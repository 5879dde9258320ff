/// A point in time, with the wall clock of the user's time zone beside it so that nothing in Core needs a calendar.
public struct Moment: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let unixMilliseconds: Int64
    /// `HH:MM:SS` in the user's time zone.
    public let clockTime: String
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    public let iso8601: String

    /// `YYYY-MM-DD` in the user's time zone.
    public let day: String

    /// The day is that of the text in UTC unless the user's own is given.
    public init(unixMilliseconds: Int64, clockTime: String, iso8601: String, day: String? = nil) {
        self.unixMilliseconds = unixMilliseconds
        self.clockTime = clockTime
        self.iso8601 = iso8601
        self.day = day ?? String(iso8601.prefix(10))
    }

    /// The clock time, behind the day where that is another one than `today`; empty for not known.
    public func clockTime(on today: String) -> String { today.isEmpty || day == today ? clockTime : day + " " + clockTime }
}
