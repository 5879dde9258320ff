import Domain
import Foundation
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"),
        (1_607_418_537_715, "2020-12-08T09:08:57.715Z"),
        (951_782_399_999, "2000-02-28T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (1_709_251_199_001, "2024-02-29T23:59:59.001Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        (Int64.max, "9999-12-31T23:59:59.999Z"),
        (-1, "1970-01-01T00:00:00.000Z"),
        (Int64.min, "1970-01-01T00:00:00.000Z"),
    ])
    func isExact(milliseconds: Int64, text: String) {
        #expect(UTCTimestamp.text(unixMilliseconds: milliseconds) == text)
    }

    @Test func agreesWithTheCalendar() {
        let formatter = ISO8601DateFormatter()
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        var seconds: Int64 = 12_345
        while seconds < 8_000_000_000 {
            let expected = formatter.string(from: Date(timeIntervalSince1970: Double(seconds))).dropLast() + ".007Z"
            #expect(UTCTimestamp.text(unixMilliseconds: seconds * 1_000 + 7) == expected)
            seconds += 7_654_321
        }
    }
}
