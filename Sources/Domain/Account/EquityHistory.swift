/// What an account was worth over the last two days, for a sparkline.
public struct EquityHistory: Hashable, Sendable {
    /// In the order of time, at most one in each interval.
    public private(set) var points: [Point]

    /// What the account was worth at one time.
    public struct Point: Hashable, Sendable {
        /// Milliseconds since 1970-01-01T00:00:00Z.
        public let unixMilliseconds: Int64
        /// In dollars.
        public let total: Amount

        /// A total in dollars, and the time at which it was read.
        public init(unixMilliseconds: Int64, total: Amount) {
            self.unixMilliseconds = unixMilliseconds
            self.total = total
        }
    }

    /// Ten minutes; at most one point is kept for each interval.
    public static let intervalMilliseconds: Int64 = 600_000
    /// The most points that are kept: two days.
    public static let limit = 288

    /// Sorts the points by time, keeps the latest of each interval and at most `limit` of them.
    public init(_ points: [Point] = []) {
        self.points = []
        for point in points.sorted(by: { $0.unixMilliseconds < $1.unixMilliseconds }) { add(point) }
    }

    /// Adds the latest point. It takes the place of one in the same interval; one from before the last is not taken, as when a clock
    /// was set back, unless the last lies more than an interval ahead of it, which a wrong clock left there.
    public mutating func add(_ point: Point) {
        func interval(_ point: Point) -> Int64 { point.unixMilliseconds / Self.intervalMilliseconds }
        while let last = points.last, interval(last) > interval(point) + 1 { points.removeLast() }
        if let last = points.last, interval(last) >= interval(point) { points.removeLast() }
        points.append(point)
        if points.count > Self.limit { points.removeFirst(points.count - Self.limit) }
    }

    /// Both histories together; where both have a point in the same interval, the later one.
    public func merged(with other: EquityHistory) -> EquityHistory {
        EquityHistory(points + other.points)
    }

    /// The milliseconds from the first to the last of the latest `count` points.
    public func span(ofLast count: Int) -> Int64 {
        let shown = points.suffix(count)
        guard let first = shown.first, let last = shown.last else { return 0 }
        let (span, isTooLong) = last.unixMilliseconds.subtractingReportingOverflow(first.unixMilliseconds)
        return isTooLong ? .max : span
    }
}

/// What an account was worth lately, under the name of its connection.
public struct AccountHistory: Hashable, Sendable {
    /// The user's name for the connection, as in the vault.
    public let name: String
    /// The totals of its account.
    public let history: EquityHistory

    /// A history as it is kept on disk, under a connection's name.
    public init(name: String, history: EquityHistory) {
        self.name = name
        self.history = history
    }
}
