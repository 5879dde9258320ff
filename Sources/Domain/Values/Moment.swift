/// A point in time, with the wall clock of the user's time zone beside it so that nothing in Core needs a calendar.
public struct Moment: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let unixMilliseconds: Int64
    /// `HH:MM:SS` in the user's time zone.
    public let clockTime: String
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    public let iso8601: String

    /// The three have to name the same instant; that is not checked.
    public init(unixMilliseconds: Int64, clockTime: String, iso8601: String) {
        self.unixMilliseconds = unixMilliseconds
        self.clockTime = clockTime
        self.iso8601 = iso8601
    }
}
