import Core
import Domain
import JSON

/// What `list` prints.
enum ListReport {
    static func json(_ accounts: [ListedAccount]) -> JSONValue {
        .object([
            StatusReport.schema,
            .init(
                "connections",
                .array(
                    accounts.map { account in
                        .object([
                            .init("name", .string(account.name)), .init("exchange", .string(account.exchange)),
                            .init("site", .string(account.site)),
                            .init("environment", .string(account.environment.rawValue)), .init("method", .string(account.method.rawValue)),
                            .init("key", .object([.init("masked", .string(account.maskedKey))])),
                        ])
                    })),
        ])
    }

    /// One line a connection, in columns.
    static func text(_ accounts: [ListedAccount], exchanges: [ExchangeProfile], _ language: Language) -> String {
        let words = ReportWords.of(language)
        let rows = accounts.map { account in
            [
                account.name, exchanges.first { $0.id == account.exchange }?.name ?? account.exchange, account.site,
                words.environment(account.environment), words.method(account.method), account.maskedKey,
            ]
        }
        guard let columns = rows.first?.indices else { return "" }
        let widths = columns.map { column in rows.map { TextWidth.columns(of: $0[column]) }.max() ?? 0 }
        return rows.map { row in
            let padded = columns.dropLast().map { TextWidth.padEnd(row[$0], to: widths[$0]) }
            return (padded + [row[columns.upperBound - 1]]).joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
