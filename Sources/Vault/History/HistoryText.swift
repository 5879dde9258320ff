import Age
import Domain
import JSON

/// The content of the history's file.
enum HistoryText {
    static let version = 1
    /// The most points in one file; with many accounts each keeps fewer.
    static let pointLimit = 40_000
    private static let limits = JSONLimits(depth: 8, byteCount: HistoryFile.limits.fileBytes, nodeCount: 400_000)

    /// Totals are rounded to hundredths, which is finer than a chart can show.
    static func write(_ accounts: [AccountHistory]) -> [UInt8] {
        let each = min(EquityHistory.limit, max(2, pointLimit / max(1, accounts.count)))
        let rows = accounts.prefix(ConnectionsDocument.connectionLimit).map { account in
            JSONValue.object([
                .init("name", .string(account.name)),
                .init(
                    "points",
                    .array(
                        account.history.points.suffix(each).map { point in
                            let total = point.total.scale > 2 ? point.total.rounded(toScale: 2, rounding: .halfEven) : point.total
                            return .array([.number(text: String(point.unixMilliseconds)), .string(total.plain)])
                        })),
            ])
        }
        return JSONValue.object([.init("version", .number(text: String(version))), .init("accounts", .array(rows))]).encoded()
    }

    /// Reads a history; `nil` for anything else.
    static func read(_ bytes: [UInt8]) -> [AccountHistory]? {
        guard let root = try? JSONDocument(parsing: bytes, limits: limits).root, root["version"]?.numberText == String(version),
            let accounts = root["accounts"], accounts.kind == .array
        else { return nil }
        var histories: [AccountHistory] = []
        for account in accounts.elements.prefix(ConnectionsDocument.connectionLimit) {
            guard let name = account["name"]?.string, let points = account["points"], points.kind == .array else { return nil }
            var read: [EquityHistory.Point] = []
            for point in points.elements.suffix(EquityHistory.limit) {
                let parts = point.kind == .array ? point.elements : []
                guard parts.count == 2, let time = parts[0].numberText.flatMap({ Int64($0) }), time > 0, time < 253_402_300_800_000,
                    let total = parts[1].string.flatMap({ Amount($0) })
                else { return nil }
                read.append(.init(unixMilliseconds: time, total: total))
            }
            histories.append(AccountHistory(name: name, history: EquityHistory(read)))
        }
        return histories
    }
}
