/// What an account was worth over the last two days, for a short line of figures.
public struct EquityHistory: Hashable, Sendable {
    /// In the order of time, none in the same interval as another.
    public private(set) var points: [Point]

    public struct Point: Hashable, Sendable {
        public let unixMilliseconds: Int64
        /// In dollars.
        public let total: Amount

        public init(unixMilliseconds: Int64, total: Amount) {
            self.unixMilliseconds = unixMilliseconds
            self.total = total
        }
    }

    /// At most one point is kept in such a time.
    public static let intervalMilliseconds: Int64 = 600_000
    /// The most points that are kept: two days.
    public static let limit = 288

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

    /// Both together; where both have a point in the same interval, the later.
    public func merged(with other: EquityHistory) -> EquityHistory {
        EquityHistory(points + other.points)
    }

    /// From the first point to the last.
    public func span(ofLast count: Int) -> Int64 {
        let shown = points.suffix(count)
        guard let first = shown.first, let last = shown.last else { return 0 }
        let (span, isTooLong) = last.unixMilliseconds.subtractingReportingOverflow(first.unixMilliseconds)
        return isTooLong ? .max : span
    }
}

/// What an account was worth lately, under the name of its connection.
public struct AccountHistory: Hashable, Sendable {
    public let name: String
    public let history: EquityHistory

    public init(name: String, history: EquityHistory) {
        self.name = name
        self.history = history
    }
}
