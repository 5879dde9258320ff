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

    /// What was written is read again, for a day of each month of years of every kind.
    @Test func textsAreRead() {
        for year in [1970, 1972, 1999, 2000, 2024, 2026, 2100, 2400, 9999] {
            for month in 1...12 {
                let text = "\(year)-\(month < 10 ? "0" : "")\(month)-28T23:59:58.987Z"
                #expect(UTCTimestamp.unixMilliseconds(text).map { UTCTimestamp.text(unixMilliseconds: $0) } == text)
            }
        }
        #expect(UTCTimestamp.unixMilliseconds("1970-01-01T00:00:00Z") == 0)
        #expect(UTCTimestamp.unixMilliseconds("2024-02-29T00:00:00.5Z") == 1_709_164_800_500)
        #expect(UTCTimestamp.unixMilliseconds("2026-12-10T08:00:00.123456789Z") == 1_796_889_600_123)
    }

    @Test(arguments: [
        "", "1969-12-31T23:59:59Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z", "2024-01-32T00:00:00Z",
        "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01 00:00:00Z", "2024-01-01T00:00:00", "2024-01-01T00:00:00.Z",
        "2024-01-01T00:00:00.1234567890Z", "2024-01-01T00:00:00+08:00", "２０24-01-01T00:00:00Z", "-024-01-01T00:00:00Z",
    ])
    func otherTextsAreNoTimes(text: String) { #expect(UTCTimestamp.unixMilliseconds(text) == nil) }
}
