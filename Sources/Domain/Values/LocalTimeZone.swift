/// The time zone of the user, as the times at which its clocks changed, so that nothing else needs a calendar.
public struct LocalTimeZone: Hashable, Sendable {
    private let changes: [Change]

    /// From when on the clocks show how much more than UTC.
    public struct Change: Hashable, Sendable {
        /// Seconds since 1970-01-01T00:00:00Z.
        public let unixSeconds: Int64
        /// How far the clocks are ahead of UTC; below zero west of Greenwich.
        public let offsetSeconds: Int64

        /// A change of the clocks at a time.
        public init(unixSeconds: Int64, offsetSeconds: Int64) {
            self.unixSeconds = unixSeconds
            self.offsetSeconds = offsetSeconds
        }
    }

    /// Clocks that show UTC.
    public static let utc = LocalTimeZone([])

    /// Changes in any order. Before the first of them clocks show the same as after it.
    public init(_ changes: [Change]) {
        self.changes = changes.sorted { $0.unixSeconds < $1.unixSeconds }
    }

    /// What the clocks show at a time, in minutes: `YYYY-MM-DD HH:MM`.
    public func dayAndMinute(unixMilliseconds: Int64) -> String {
        let second = unixMilliseconds / 1_000
        let offset = (changes.last { $0.unixSeconds <= second } ?? changes.first)?.offsetSeconds ?? 0
        let (local, isTooLate) = unixMilliseconds.addingReportingOverflow(offset * 1_000)
        let text = UTCTimestamp.text(unixMilliseconds: isTooLate ? unixMilliseconds : local)
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5)
    }
}
