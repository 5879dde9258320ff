/// What an account was worth over the years, thinner with age: a point a minute for the last day, one an hour for the last month, one a
/// day before that.
public struct EquityHistory: Hashable, Sendable {
    /// In the order of time, none in the same interval as another of its age.
    private var stored: [StoredPoint] = []

    /// What an account was worth at a time.
    public struct Point: Hashable, Sendable {
        /// Milliseconds since 1970-01-01T00:00:00Z.
        public let unixMilliseconds: Int64
        /// In dollars; the history keeps it to the cent.
        public let total: Amount

        /// A total, in dollars, and when it was read.
        public init(unixMilliseconds: Int64, total: Amount) {
            self.unixMilliseconds = unixMilliseconds
            self.total = total
        }
    }

    /// How densely points of an age are kept, and how far apart two of them are when nothing is known of the time between.
    ///
    /// A gap is more than a few intervals, so that a reading that failed is none, nor a weekend in which the program did not run; and of
    /// minutes it is more than that, because the user may have accounts read every ten minutes only.
    private enum Tier: CaseIterable {
        case minutes, hours, days

        var intervalMilliseconds: Int64 {
            switch self {
            case .minutes: 60_000
            case .hours: 3_600_000
            case .days: 86_400_000
            }
        }

        var gapMilliseconds: Int64 {
            switch self {
            case .minutes: 20 * 60_000
            case .hours: 4 * 3_600_000
            case .days: 4 * 86_400_000
            }
        }
    }

    /// Where the tiers begin, counted from the latest point. Each begins where an interval of the next coarser one does, so that an hour is
    /// thinned as a whole, and it does not matter when that is done.
    private struct Tiers {
        let minutesStart: Int64
        let hoursStart: Int64

        init(latest: Int64) {
            let (hour, day) = (Tier.hours.intervalMilliseconds, Tier.days.intervalMilliseconds)
            minutesStart = max(0, latest - day) / hour * hour
            hoursStart = max(0, latest - 31 * day) / day * day
        }

        func tier(of unixMilliseconds: Int64) -> Tier {
            unixMilliseconds >= minutesStart ? .minutes : unixMilliseconds >= hoursStart ? .hours : .days
        }

        /// Where the interval of a time begins.
        func start(of unixMilliseconds: Int64) -> Int64 {
            let interval = tier(of: unixMilliseconds).intervalMilliseconds
            return unixMilliseconds / interval * interval
        }

        func areInOneInterval(_ first: StoredPoint, _ second: StoredPoint) -> Bool {
            start(of: first.unixMilliseconds) == start(of: second.unixMilliseconds)
        }
    }

    /// Five years.
    private static let dayLimit = 1_826
    /// The most points that are kept: a day and an hour of minutes, a month of hours, five years of days.
    public static let limit = 1_501 + 744 + dayLimit

    /// A history of points in any order.
    public init(_ points: [Point] = []) {
        self.init(points.compactMap(StoredPoint.init))
    }

    private init(_ points: [StoredPoint]) {
        stored = points.sorted { $0.unixMilliseconds < $1.unixMilliseconds }
        thin()
    }

    /// In the order of time.
    public var points: [Point] { stored.map(\.point) }

    /// When the latest point was taken; `nil` where there is none.
    public var latest: Int64? { stored.last?.unixMilliseconds }

    /// Adds the latest point, which takes the place of one in the same minute.
    ///
    /// Where there are later ones, a clock was wrong. They are dropped, unless they span more than a day: then it is rather this one that
    /// comes from a clock that was set back, and years of points are not to be lost by it.
    public mutating func add(_ point: Point) {
        guard let new = StoredPoint(point) else { return }
        let minute = new.unixMilliseconds / Tier.minutes.intervalMilliseconds
        let later = stored.lastIndex { $0.unixMilliseconds / Tier.minutes.intervalMilliseconds < minute }.map { $0 + 1 } ?? 0
        if later < stored.count {
            let span = stored[stored.count - 1].unixMilliseconds - stored[later].unixMilliseconds
            guard span <= Tier.days.intervalMilliseconds else { return }
        }
        let isInLastMinute = later + 1 == stored.count && stored[later].unixMilliseconds / Tier.minutes.intervalMilliseconds == minute
        stored.replaceSubrange(later..., with: [new])
        if !isInLastMinute { thin() }
    }

    /// Both together; where both have a point in the same interval, the later.
    public func merged(with other: EquityHistory) -> EquityHistory {
        EquityHistory(stored + other.stored)
    }

    /// Keeps the last point of each interval.
    private mutating func thin() {
        guard let latest else { return }
        let tiers = Tiers(latest: latest)
        stored = Self.lastOfEach(stored, tiers)
        let days = stored.prefix { tiers.tier(of: $0.unixMilliseconds) == .days }.count
        stored.removeFirst(max(0, days - Self.dayLimit))
    }

    /// The same with so many points at most, for where many accounts share the room: of the minutes only the last of their hours are kept,
    /// then of the hours only the last of their days, the older ones first; then the oldest days go. The latest point stays.
    public func limited(to count: Int) -> EquityHistory {
        guard let latest, stored.count > count else { return self }
        let tiers = Tiers(latest: latest)
        var kept = stored
        for (tier, coarser) in [(Tier.minutes, Tier.hours), (.hours, .days)] {
            var excess = kept.count - max(1, count)
            var rest: [StoredPoint] = []
            for (index, point) in kept.enumerated() {
                let interval = point.unixMilliseconds / coarser.intervalMilliseconds
                let isFollowed = index + 1 < kept.count && kept[index + 1].unixMilliseconds / coarser.intervalMilliseconds == interval
                if excess > 0, isFollowed, tiers.tier(of: point.unixMilliseconds) == tier { excess -= 1 } else { rest.append(point) }
            }
            kept = rest
        }
        return EquityHistory(Array(kept.suffix(max(1, count))))
    }

    // MARK: What is known of a time

    /// What accounts were worth together from one time to another, a point for each interval in which any of them has one. It is in runs,
    /// between which nothing is known of at least one of them; each run has a point.
    public static func runs(of histories: [EquityHistory], from start: Int64, to end: Int64) -> [[Point]] {
        guard let latest = histories.compactMap(\.latest).max() else { return [] }
        let tiers = Tiers(latest: latest)
        // What lies further back than the longest gap says nothing of the time that is asked for.
        let since = max(0, start) - Tier.days.gapMilliseconds
        let thinned = histories.map { history in
            lastOfEach(Array(history.stored.drop { $0.unixMilliseconds < since }), tiers)
        }
        let starts = thinned.reduce([]) { union($0, $1.map { tiers.start(of: $0.unixMilliseconds) }) }
        var sums = [StoredPoint?](repeating: StoredPoint(unixMilliseconds: 0, cents: 0), count: starts.count)
        for points in thinned { add(points, to: &sums, starts, tiers) }
        var runs: [[Point]] = []
        var last: StoredPoint?
        for sum in sums {
            guard let sum else {
                last = nil
                continue
            }
            guard sum.unixMilliseconds >= start, sum.unixMilliseconds <= end else { continue }
            if let last, sum.unixMilliseconds - last.unixMilliseconds <= tiers.tier(of: last.unixMilliseconds).gapMilliseconds {
                runs[runs.count - 1].append(sum.point)
            } else {
                runs.append([sum.point])
            }
            last = sum
        }
        return runs
    }

    /// Adds an account to the sums of intervals, and takes away those of which nothing is known: where it has no point in the interval, and
    /// the points before and after lie too far apart.
    private static func add(_ points: [StoredPoint], to sums: inout [StoredPoint?], _ starts: [Int64], _ tiers: Tiers) {
        var next = 0
        for (index, start) in starts.enumerated() {
            let end = start + tiers.tier(of: start).intervalMilliseconds
            while next < points.count, points[next].unixMilliseconds < end { next += 1 }
            guard next > 0, let sum = sums[index] else {
                sums[index] = nil
                continue
            }
            let known = points[next - 1]
            let (until, gap) = (
                next < points.count ? points[next].unixMilliseconds : end, tiers.tier(of: known.unixMilliseconds).gapMilliseconds
            )
            let isNear = known.unixMilliseconds >= start || until - known.unixMilliseconds <= gap
            sums[index] = isNear ? sum.adding(known) : nil
        }
    }

    private static func lastOfEach(_ points: [StoredPoint], _ tiers: Tiers) -> [StoredPoint] {
        points.indices.compactMap { index in
            let isLast = index + 1 == points.count || !tiers.areInOneInterval(points[index], points[index + 1])
            return isLast ? points[index] : nil
        }
    }

    /// Both in one order; each is in order, and has nothing twice.
    private static func union(_ first: [Int64], _ second: [Int64]) -> [Int64] {
        var all: [Int64] = []
        all.reserveCapacity(max(first.count, second.count))
        var (one, other) = (first[...], second[...])
        while let left = one.first, let right = other.first {
            all.append(min(left, right))
            if left <= right { one.removeFirst() }
            if right <= left { other.removeFirst() }
        }
        return all + one + other
    }
}

/// A point in two numbers, because there are hundreds of thousands of them where there are many accounts.
private struct StoredPoint: Hashable, Sendable {
    /// From 1970 to the year 9999.
    let unixMilliseconds: Int64
    let cents: Int64

    init(unixMilliseconds: Int64, cents: Int64) {
        self.unixMilliseconds = unixMilliseconds
        self.cents = cents
    }

    /// `nil` for times that only a wrong clock shows, and for what no account is worth.
    init?(_ point: EquityHistory.Point) {
        guard point.unixMilliseconds > 0, point.unixMilliseconds <= UTCTimestamp.latest,
            let cents = point.total.hundredths
        else { return nil }
        self.init(unixMilliseconds: point.unixMilliseconds, cents: Int64(cents))
    }

    var point: EquityHistory.Point {
        EquityHistory.Point(unixMilliseconds: unixMilliseconds, total: Amount(hundredths: Int(cents)))
    }

    /// Both together, at the time of the later; `nil` where that is more than can be kept.
    func adding(_ other: StoredPoint) -> StoredPoint? {
        let (sum, isTooLarge) = cents.addingReportingOverflow(other.cents)
        return isTooLarge ? nil : StoredPoint(unixMilliseconds: max(unixMilliseconds, other.unixMilliseconds), cents: sum)
    }
}

/// What an account was worth, under the name of its connection.
public struct AccountHistory: Hashable, Sendable {
    /// The name of the connection.
    public let name: String
    /// What its account was worth.
    public let history: EquityHistory

    /// A history and the name of its connection.
    public init(name: String, history: EquityHistory) {
        self.name = name
        self.history = history
    }
}
