import Domain
import TestSupport
import Testing

@testable import Session

/// The user's time zone, found by asking what clocks show.
struct LocalClockTests {
    private static let now: Int64 = 1_795_342_392

    /// Clocks of a place where they change twice a year, at half past a quarter of the day, by so much.
    private static func offset(at second: Int64, _ base: Int64, _ summer: Int64) -> Int64 {
        let year: Int64 = 31_557_600
        let place = (second - 9 * 3_600 + 1_800) % year
        return (7_000_200..<25_000_200).contains(place / 900 * 900) ? base + summer : base
    }

    @Test(arguments: [(Int64(0), Int64(0)), (3_600, 3_600), (-18_000, 3_600), (20_700, 0), (37_800, 1_800), (-34_200, 7_200)])
    func everyTimeOfAHistoryHasItsOffset(base: Int64, summer: Int64) {
        func offset(_ second: Int64) -> Int64 { Self.offset(at: second, base, summer) }
        let zone = LocalClock.timeZone(around: Self.now, offset: offset)
        var generator = SeededGenerator(seed: 7)
        var seen: Set<Int64> = []
        for _ in 0..<2_000 {
            // Whole quarters and their last seconds, where the offset may change.
            let quarter = (Self.now - Int64.random(in: -360 * 86_400..<6 * 365 * 86_400, using: &generator)) / 900 * 900
            for second in [quarter - 1, quarter, quarter + 899] {
                seen.insert(offset(second))
                let shown = zone.dayAndMinute(unixMilliseconds: second * 1_000)
                let expected = LocalTimeZone.utc.dayAndMinute(unixMilliseconds: (second + offset(second)) * 1_000)
                guard shown != expected else { continue }
                Issue.record("\(second): \(shown), and not \(expected)")
                return
            }
        }
        #expect(seen.count == (summer == 0 ? 1 : 2))
    }

    @Test func theZoneOfThisMachineIsWhatItsClocksShow() {
        let zone = LocalClock.timeZone
        for daysAgo in stride(from: Int64(0), to: 5 * 365, by: 29) {
            let time = LocalClock.unixMilliseconds - daysAgo * 86_400_000
            #expect(zone.dayAndMinute(unixMilliseconds: time) == LocalClock.dayAndMinute(unixMilliseconds: time))
        }
    }
}
