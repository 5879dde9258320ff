import TestSupport
import Testing

@testable import Domain

/// What an account was worth: minutes for a day, hours for a month, days for years.
struct EquityHistoryTests {
    private static let (minute, hour, day): (Int64, Int64, Int64) = (60_000, 3_600_000, 86_400_000)
    /// The start of a day.
    private static let start: Int64 = 1_790_000_000_000 / day * day

    private func point(_ minute: Int64, _ total: Int, offset: Int64 = 0) -> EquityHistory.Point {
        .init(unixMilliseconds: Self.start + minute * Self.minute + offset, total: Amount(total))
    }

    private static func distances(_ points: some Collection<EquityHistory.Point>) -> Set<Int64> {
        Set(zip(points, points.dropFirst()).map { $1.unixMilliseconds - $0.unixMilliseconds })
    }

    @Test func keepsMinutesForADayHoursForAMonthAndDaysBeforeThat() {
        let end = Self.start + 40 * Self.day
        let history = EquityHistory(
            stride(from: Self.start, through: end, by: 30_000).map { .init(unixMilliseconds: $0, total: Amount(Int($0 / 30_000))) })
        func points(_ ages: Range<Int64>) -> [EquityHistory.Point] {
            history.points.filter { ages.contains(end - $0.unixMilliseconds) }
        }
        #expect(Self.distances(points(0..<Self.day)) == [Self.minute, 30_000], "the last is the only one of its minute")
        #expect(points(0..<Self.day).count == 1_441)
        #expect(Self.distances(points(Self.day + Self.hour..<31 * Self.day)) == [Self.hour])
        #expect(Self.distances(points(32 * Self.day..<41 * Self.day)) == [Self.day])
        #expect(history.points.first?.unixMilliseconds == Self.start + Self.day - 30_000, "the latest of its day")
        #expect(history.points.last == .init(unixMilliseconds: end, total: Amount(Int(end / 30_000))))
    }

    /// Readings with pauses of all lengths over six years.
    private static func readings(_ generator: inout SeededGenerator) -> [EquityHistory.Point] {
        var time = start - Int64.random(in: 0..<day, using: &generator)
        var points: [EquityHistory.Point] = []
        while points.count < 2_500, time < start + 6 * 365 * day {
            points.append(
                .init(unixMilliseconds: time, total: Amount(hundredths: Int.random(in: -1_000_000...1_000_000, using: &generator))))
            let pause = [1..<minute, 15_000..<2 * minute, 1..<3 * hour, hour..<3 * day].randomElement(using: &generator) ?? 1..<2
            time += Int64.random(in: pause, using: &generator)
        }
        return points
    }

    @Test(arguments: 0..<8) func staysWithinItsBoundsAndKeepsTheNewest(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let readings = Self.readings(&generator)
        var history = EquityHistory()
        for (number, reading) in readings.enumerated() {
            history.add(reading)
            guard number % 97 == 0 || number + 1 == readings.count else { continue }
            let points = history.points
            #expect(points.last == reading)
            #expect(points.count <= EquityHistory.limit)
            #expect(zip(points, points.dropFirst()).allSatisfy { $0.unixMilliseconds < $1.unixMilliseconds })
            #expect(EquityHistory(points) == history, "thinning once more changes nothing")
        }
        #expect(EquityHistory(readings.shuffled(using: &generator)) == history, "it does not matter when it is thinned")
        #expect(Set(history.points).isSubset(of: Set(readings)))
        let half = readings.count / 2
        #expect(EquityHistory(Array(readings[..<half])).merged(with: EquityHistory(Array(readings[half...]))) == history)
    }

    @Test(arguments: [1, 2, 10, 500, 1_800, 3_000]) func roomIsSharedByThinning(count: Int) {
        let end = Self.start + 400 * Self.day
        var points = stride(from: Self.start, to: end, by: Int(Self.day)).map {
            EquityHistory.Point(unixMilliseconds: $0, total: Amount(1))
        }
        points += stride(from: end - 30 * Self.day, to: end, by: Int(Self.hour)).map { .init(unixMilliseconds: $0, total: Amount(2)) }
        points += stride(from: end - Self.day, through: end, by: Int(Self.minute)).map { .init(unixMilliseconds: $0, total: Amount(3)) }
        let history = EquityHistory(points)
        #expect(history.points.count > 2_500)
        let limited = history.limited(to: count)
        #expect(limited.points.count <= count)
        #expect(limited.points.last == history.points.last)
        #expect(limited.limited(to: count) == limited)
        if count >= 500 { #expect(limited.points.first == history.points.first, "no age is lost while there is room for days") }
        if count >= history.points.count { #expect(limited == history) } else { #expect(limited.points.count == count) }
    }

    @Test func fiveYearsAreKept() {
        let points = (0..<3_000).map { EquityHistory.Point(unixMilliseconds: Self.start + Int64($0) * Self.day, total: Amount($0)) }
        let history = EquityHistory(points)
        #expect(history.points.last == points.last)
        #expect((1_826...1_826 + 32).contains(history.points.count))
    }

    @Test func aClockThatWasWrongDoesNotStopIt() {
        var history = EquityHistory([point(1, 1), point(2, 2), point(900, 3)])
        history.add(point(3, 4))
        #expect(history.points == [point(1, 1), point(2, 2), point(3, 4)])
        history.add(point(3, 5, offset: 7))
        #expect(history.points.last == point(3, 5, offset: 7))
        history.add(point(2, 6))
        #expect(history.points == [point(1, 1), point(2, 6)])
    }

    /// Years are not lost because a clock was set back for a while.
    @Test func aClockThatWasSetBackTakesNothingAway() {
        let years = EquityHistory((0..<900).map { point(Int64($0) * 1_440, $0) })
        var history = years
        history.add(point(-5_000_000, 1))
        history.add(point(1_440 * 500, 1))
        #expect(history == years)
        history.add(point(1_440 * 899 + 1, 7))
        #expect(history.points.count == 901)
    }

    @Test func whatNoClockAndNoAccountShowsIsNotTaken() {
        let points: [EquityHistory.Point] = [
            .init(unixMilliseconds: .min, total: Amount(1)), .init(unixMilliseconds: .max, total: Amount(2)),
            .init(unixMilliseconds: 0, total: Amount(3)), .init(unixMilliseconds: 5, total: Amount(.max)),
            .init(unixMilliseconds: 6, total: Amount("1e300") ?? .zero),
        ]
        var history = EquityHistory(points)
        for point in points { history.add(point) }
        #expect(history == EquityHistory() && history.latest == nil)
    }

    @Test func bothTogether() {
        let merged = EquityHistory([point(1, 1), point(3, 3)]).merged(with: EquityHistory([point(2, 2), point(3, 4, offset: 1)]))
        #expect(merged.points == [point(1, 1), point(2, 2), point(3, 4, offset: 1)])
    }

    // MARK: Runs

    private func runs(_ histories: [EquityHistory], from start: Int64 = 0, to end: Int64 = .max) -> [[EquityHistory.Point]] {
        EquityHistory.runs(of: histories, from: start, to: end)
    }

    @Test func aLongTimeWithoutAPointIsAGap() {
        let history = EquityHistory([point(0, 1), point(20, 2), point(41, 3), point(42, 4)])
        #expect(runs([history]) == [[point(0, 1), point(20, 2)], [point(41, 3), point(42, 4)]])
        #expect(runs([history], from: Self.start + 1, to: Self.start + 41 * Self.minute) == [[point(20, 2)], [point(41, 3)]])
        #expect(runs([]) == [] && runs([EquityHistory()]) == [])
    }

    /// In the hours and days that are older a gap is longer.
    @Test func aGapIsMeasuredByTheAgeOfThePoints() {
        let (hour, day): (Int64, Int64) = (60, 1_440)
        let history = EquityHistory([
            point(0, 1), point(4 * day, 2), point(8 * day + 1, 3),
            point(50 * day, 4), point(50 * day + 4 * hour, 5), point(50 * day + 8 * hour + 1, 6),
            point(60 * day, 7),
        ])
        #expect(runs([history]).map { $0.map(\.total) } == [[1, 2], [3], [4, 5], [6], [7]].map { $0.map { Amount($0) } })
    }

    @Test(arguments: 0..<5) func theRunsOfOneAreItsPoints(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let history = EquityHistory(Self.readings(&generator))
        #expect(runs([history]).flatMap { $0 } == history.points)
        let other = EquityHistory(Self.readings(&generator))
        // A part of the time shows the same points in the same runs.
        for _ in 0..<20 {
            let start = Self.start + Int64.random(in: -Self.day...400 * Self.day, using: &generator)
            let end = start + Int64.random(in: 0...40 * Self.day, using: &generator)
            for histories in [[history], [history, other]] {
                let part = runs(histories).map { $0.filter { (start...end).contains($0.unixMilliseconds) } }.filter { !$0.isEmpty }
                #expect(runs(histories, from: start, to: end) == part)
            }
        }
    }

    @Test func accountsAreAddedWhereEachIsKnown() {
        let first = EquityHistory([point(0, 1), point(1, 2), point(2, 3), point(40, 4), point(41, 5)])
        let second = EquityHistory([point(1, 10, offset: 9), point(2, 20), point(60, 30)])
        #expect(runs([first, second]) == [[point(1, 12, offset: 9), point(2, 23)], [point(60, 35)]])
        #expect(runs([first, EquityHistory()]) == [], "nothing is known of the other")
    }

    /// One that is read every other minute stands still between.
    @Test func aPointThatIsNearCounts() {
        let often = EquityHistory((0..<10).map { point($0, Int($0)) })
        let seldom = EquityHistory([point(0, 100), point(4, 200), point(8, 300)])
        #expect(
            runs([often, seldom]).map { $0.map(\.total) } == [[100, 101, 102, 103, 204, 205, 206, 207, 308, 309].map { Amount($0) }])
    }

    /// However long ago the two ended, old hours are measured as hours.
    @Test func aSumThatEndedEarlierHasNoFurtherGaps() {
        let hourly = (0..<48).map { point(Int64($0) * 60, 1) }
        let ended = EquityHistory(hourly)
        let goesOn = EquityHistory(hourly + [point(10 * 1_440, 1)])
        #expect(runs([ended, goesOn]).map(\.count) == [48])
    }

    @Test func aSumThatDoesNotFitIsNotKnown() {
        let large = EquityHistory([point(0, 50_000_000_000_000_000), point(1, 1)])
        #expect(runs([large, large]) == [[point(1, 2)]])
    }
}
