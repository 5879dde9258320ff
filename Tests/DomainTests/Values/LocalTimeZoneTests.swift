import Testing

@testable import Domain

/// What the user's clocks show.
struct LocalTimeZoneTests {
    /// New York around the changes of March and November 2026. Nothing before 1970 is shown.
    private static let newYork = LocalTimeZone([
        .init(unixSeconds: 1_793_512_800, offsetSeconds: -18_000), .init(unixSeconds: 0, offsetSeconds: -18_000),
        .init(unixSeconds: 1_772_953_200, offsetSeconds: -14_400),
    ])

    @Test(arguments: [
        (Int64(0), "1970-01-01 00:00"), (1_772_953_199, "2026-03-08 01:59"), (1_772_953_200, "2026-03-08 03:00"),
        (1_793_512_799, "2026-11-01 01:59"), (1_793_512_800, "2026-11-01 01:00"), (1_795_342_392, "2026-11-22 05:13"),
    ])
    func clocksAreAheadOrBehind(second: Int64, words: String) {
        #expect(Self.newYork.dayAndMinute(unixMilliseconds: second * 1_000) == words)
    }

    @Test func withoutChangesItIsUTC() {
        #expect(LocalTimeZone.utc.dayAndMinute(unixMilliseconds: 1_795_342_392_345) == "2026-11-22 10:13")
        #expect(
            LocalTimeZone([.init(unixSeconds: 0, offsetSeconds: 20_700)]).dayAndMinute(unixMilliseconds: 1_795_342_392_345)
                == "2026-11-22 15:58")
    }

    @Test func anyTimeHasWords() {
        for time in [Int64.min, -1, .max] { #expect(Self.newYork.dayAndMinute(unixMilliseconds: time).count == 16) }
    }
}
