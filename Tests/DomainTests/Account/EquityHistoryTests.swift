import Domain
import Testing

/// What an account was worth, one point in ten minutes.
struct EquityHistoryTests {
    private static let interval = EquityHistory.intervalMilliseconds

    private func point(_ interval: Int64, _ total: Int, offset: Int64 = 0) -> EquityHistory.Point {
        .init(unixMilliseconds: interval * Self.interval + offset, total: Amount(total))
    }

    @Test func keepsOnePointInTenMinutesAndTwoDays() {
        var history = EquityHistory()
        for second in 0..<20_000 { history.add(.init(unixMilliseconds: Int64(second) * 15_000, total: Amount(second))) }
        #expect(history.points.count == EquityHistory.limit)
        #expect(history.points.last?.total == Amount(19_999), "the latest of its interval")
        let intervals = history.points.map { $0.unixMilliseconds / Self.interval }
        #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func aClockThatWasWrongDoesNotStopIt() {
        var history = EquityHistory([point(1, 1), point(2, 2), point(90_000, 3)])
        history.add(point(3, 4))
        #expect(history.points == [point(1, 1), point(2, 2), point(3, 4)])
        history.add(point(3, 5, offset: 7))
        #expect(history.points.last == point(3, 5, offset: 7))
    }

    @Test func bothTogether() {
        let merged = EquityHistory([point(1, 1), point(3, 3)]).merged(with: EquityHistory([point(2, 2), point(3, 4, offset: 1)]))
        #expect(merged.points == [point(1, 1), point(2, 2), point(3, 4, offset: 1)])
        #expect(merged.span(ofLast: 3) == 2 * Self.interval + 1)
        #expect(EquityHistory().span(ofLast: 3) == 0)
    }
}
