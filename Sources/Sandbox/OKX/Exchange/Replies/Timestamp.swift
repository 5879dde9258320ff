/// The moment in `OK-ACCESS-TIMESTAMP`: `2020-12-08T09:08:57.715Z`, UTC, exactly three digits behind the point (OKX API guide, REST authentication).
struct Timestamp: Hashable, Sendable {
    /// Since 1970.
    let milliseconds: Int64

    /// How far a request's time may be from the exchange's, either way.
    static let toleranceMilliseconds: Int64 = 30_000

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        let shape = Array("dddd-dd-ddTdd:dd:dd.dddZ".utf8)
        guard bytes.count == shape.count else { return nil }
        for (byte, wanted) in zip(bytes, shape) {
            let fits = wanted == UInt8(ascii: "d") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == wanted
            guard fits else { return nil }
        }
        func number(_ range: Range<Int>) -> Int64 {
            bytes[range].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        }
        let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
        let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
        guard (1...12).contains(month), (1...Self.days(inMonth: month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = Self.daysSince1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
        milliseconds = seconds * 1000 + number(20..<23)
    }

    private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let earlier = year - 1
        let leapDays = earlier / 4 - earlier / 100 + earlier / 400
        let inYear = (1..<month).reduce(0) { $0 + days(inMonth: $1, of: year) } + day - 1
        // 719 162 days lie between 0001-01-01 and 1970-01-01.
        return earlier * 365 + leapDays + inYear - 719_162
    }
}
