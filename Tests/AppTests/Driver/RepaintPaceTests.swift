import Testing

@testable import App

/// Pushes are drawn at most four times a second, and never later than the rest.
struct RepaintPaceTests {
    private var pace = RepaintPace()

    private mutating func draws(_ now: Int64) -> Bool { pace.takeTurn(now: now) }

    @Test mutating func pushesWaitForTheirTurn() {
        pace.pushed()
        let first = draws(1_000)
        #expect(first, "the first is drawn at once")
        var drawn = 0
        for now in stride(from: Int64(1_001), through: 2_000, by: 1) {
            pace.pushed()
            if draws(now) { drawn += 1 }
        }
        #expect(drawn == 4)
        pace.pushed()
        #expect(pace.untilDue(now: 2_100) == 150)
        let turns = [draws(2_249), draws(2_250)]
        #expect(turns == [false, true])
        #expect(pace.untilDue(now: 2_250) == nil)
    }

    @Test mutating func whatTheUserDoesIsDrawnAtOnce() {
        pace.pushed()
        let first = draws(0)
        pace.pushed()
        pace.acted()
        let second = draws(1)
        #expect(first && second, "with the push that waited")
        #expect(pace.untilDue(now: 1) == nil)
        let third = draws(2)
        #expect(third, "a terminal that was taken back is drawn, although nothing has happened")
    }
}
