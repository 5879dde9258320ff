import Age
import Domain
import JSON

/// The content of the history's file.
///
/// An account has `points`, of the last two days at ten minutes' distance, which is all that earlier versions of the program read; and
/// `series`, which is everything: whole numbers between spaces, two for each point. The first two are the seconds since 1970 and the cents,
/// the others are how much more these are than those of the point before. That takes a third of the room.
enum HistoryText {
    static let version = 1
    /// The most points in one file: those of a hundred accounts. With more accounts each keeps fewer.
    static let pointLimit = 100 * EquityHistory.limit
    /// The most of those that earlier versions read.
    static let shortPointLimit = 40_000
    private static let shortPointsOfAccount = 288
    private static let shortIntervalMilliseconds: Int64 = 600_000
    private static let limits = JSONLimits(depth: 8, byteCount: HistoryFile.limits.fileBytes, nodeCount: 400_000)

    static func write(_ accounts: [AccountHistory]) -> [UInt8] {
        let accounts = accounts.prefix(ConnectionsDocument.connectionLimit)
        let each = max(2, pointLimit / max(1, accounts.count))
        let shortEach = min(shortPointsOfAccount, max(2, shortPointLimit / max(1, accounts.count)))
        let rows = accounts.map { account in
            let points = account.history.limited(to: each).points
            return JSONValue.object([
                .init("name", .string(account.name)),
                .init(
                    "points",
                    .array(
                        shortPoints(of: points).suffix(shortEach).map { point in
                            .array([.number(text: String(point.unixMilliseconds)), .string(point.total.plain)])
                        })),
                .init("series", .string(series(points))),
            ])
        }
        return JSONValue.object([.init("version", .number(text: String(version))), .init("accounts", .array(Array(rows)))]).encoded()
    }

    /// The last point of every ten minutes.
    private static func shortPoints(of points: [EquityHistory.Point]) -> [EquityHistory.Point] {
        points.indices.compactMap { index in
            let interval = points[index].unixMilliseconds / shortIntervalMilliseconds
            let isLast = index + 1 == points.count || points[index + 1].unixMilliseconds / shortIntervalMilliseconds != interval
            return isLast ? points[index] : nil
        }
    }

    private static func series(_ points: [EquityHistory.Point]) -> String {
        var (seconds, cents): (Int64, Int) = (0, 0)
        var text = ""
        for point in points {
            // Amounts come out of the history to the cent, and fit.
            guard let total = point.total.hundredths else { continue }
            let time = point.unixMilliseconds / 1_000
            let (change, isTooLarge) = total.subtractingReportingOverflow(cents)
            if isTooLarge { continue }
            text += "\(text.isEmpty ? "" : " ")\(time - seconds) \(change)"
            (seconds, cents) = (time, total)
        }
        return text
    }

    /// Reads a history; `nil` for anything else.
    static func read(_ bytes: [UInt8]) -> [AccountHistory]? {
        guard let root = try? JSONDocument(parsing: bytes, limits: limits).root, root["version"]?.numberText == String(version),
            let accounts = root["accounts"], accounts.kind == .array
        else { return nil }
        var histories: [AccountHistory] = []
        for account in accounts.elements.prefix(ConnectionsDocument.connectionLimit) {
            guard let name = account["name"]?.string, let points = account["points"], points.kind == .array else { return nil }
            let read: [EquityHistory.Point]?
            if let series = account["series"] { read = series.string.flatMap(pointsOfSeries) } else { read = shortPoints(points) }
            guard let read else { return nil }
            histories.append(AccountHistory(name: name, history: EquityHistory(read)))
        }
        return histories
    }

    private static func shortPoints(_ points: JSONView) -> [EquityHistory.Point]? {
        var read: [EquityHistory.Point] = []
        for point in points.elements.suffix(shortPointsOfAccount) {
            let parts = point.kind == .array ? point.elements : []
            guard parts.count == 2, let time = parts[0].numberText.flatMap({ Int64($0) }), time > 0, time <= UTCTimestamp.latest,
                let total = parts[1].string.flatMap({ Amount($0) })
            else { return nil }
            read.append(.init(unixMilliseconds: time, total: total))
        }
        return read
    }

    private static func pointsOfSeries(_ text: String) -> [EquityHistory.Point]? {
        var read: [EquityHistory.Point] = []
        var (seconds, cents): (Int64, Int) = (0, 0)
        let numbers = text.split(separator: " ", maxSplits: 2 * EquityHistory.limit, omittingEmptySubsequences: false)
        if text.isEmpty { return [] }
        guard numbers.count.isMultiple(of: 2) else { return nil }
        for index in stride(from: 0, to: numbers.count, by: 2) {
            guard let later = Int64(numbers[index]), let change = Int(numbers[index + 1]), later > 0 else { return nil }
            let (time, isTooLate) = seconds.addingReportingOverflow(later)
            let (total, isTooLarge) = cents.addingReportingOverflow(change)
            guard !isTooLate, !isTooLarge, time <= UTCTimestamp.latest / 1_000 else { return nil }
            read.append(.init(unixMilliseconds: time * 1_000, total: Amount(hundredths: total)))
            (seconds, cents) = (time, total)
        }
        return read
    }
}
