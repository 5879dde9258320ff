import Core
import Domain

/// What `status` and `connect` print, for people: columns that line up whatever the language.
public enum StatusText {
    /// One block for each connection and, for several, one with their totals.
    public static func text(_ connections: [ConnectionReport], exchanges: [ExchangeProfile], _ language: Language) -> String {
        (connections.map { text($0, exchanges, language) } + totals(connections, language)).joined(separator: "\n\n")
    }

    private static func totals(_ connections: [ConnectionReport], _ language: Language) -> [String] {
        guard connections.count > 1 else { return [] }
        let lines = ConnectionReport.totals(connections).map { badge, total in
            let (title, remarks) = total.words(badge, language)
            let sum = total.dollars.map { "\(money($0)) \(TotalCurrency.dollar.rawValue)" } ?? ReportWords.of(language).unknown
            return ([title, sum] + remarks).joined(separator: "  ")
        }
        return [lines.joined(separator: "\n")]
    }

    private static func text(_ report: ConnectionReport, _ exchanges: [ExchangeProfile], _ language: Language) -> String {
        let words = ReportWords.of(language)
        let exchange = exchanges.first { $0.id == report.exchange }?.name ?? report.exchange
        let title = "\(report.name)  \(exchange) \(report.site)  \(words.environment(report.environment))  \(report.status.words[language])"
        switch report.outcome {
        case .failure(let failure):
            return title + "\n" + FailureReport.text(failure, language)
        case .success(let snapshot):
            var lines = ["\(title)  \(words.asOf)\(snapshot.asOf.clockTime)"]
            lines += facts(snapshot, words, language)
            for notice in snapshot.notices {
                lines.append("! \(notice.message[language])")
                lines += notice.remedy.map { "  - \($0[language])" }
            }
            lines += snapshot.remarks.map { "· \($0.message[language])" }
            for wallet in snapshot.wallets { lines += [""] + self.wallet(wallet, snapshot.equity?.currency, words, language) }
            lines += positions(snapshot.positions, words, language)
            return lines.joined(separator: "\n")
        }
    }

    private static func facts(_ snapshot: AccountSnapshot, _ words: ReportWords, _ language: Language) -> [String] {
        let key = snapshot.key
        let permissions =
            key.permissions.map { $0.map { $0.label[language] }.joined(separator: ", ") } ?? words.unknownPermissions
        let addresses =
            switch key.addresses {
            case .notTold: words.unknownAddress
            case .unbound: words.anyAddress
            case .bound(let list): list?.joined(separator: ", ") ?? words.someAddress
            }
        let end = key.expiry.words?[language] ?? ""
        let settings = snapshot.settings.overview.map { setting($0, language) }
        let total =
            snapshot.equity.map { equity in
                switch equity.coverage {
                case .whole: "\(money(equity.total)) \(equity.currency)"
                case .tradingOnly: "\(money(equity.total)) \(equity.currency)  \(words.tradingOnly)"
                }
            } ?? words.unknown
        let rows = [
            (words.key, [key.masked, key.label, permissions, addresses, end].filter { !$0.isEmpty }.joined(separator: "  ")),
            (words.account, snapshot.kind?.words[language] ?? words.unknown),
            (words.futures, settings.isEmpty ? words.unknown : settings.joined(separator: "  ")),
            (words.clock, words.clockOffset(snapshot.clockOffsetMilliseconds)),
            (words.total, total),
        ]
        let width = rows.map { TextWidth.columns(of: $0.0) }.max() ?? 0
        return rows.map { TextWidth.padEnd($0.0, to: width) + "  " + $0.1 }
    }

    private static func setting(_ row: SettingRow, _ language: Language) -> String {
        let value = row.printed[language]
        switch row.isRight {
        case true?: return "\(value) ✓"
        case false?: return "\(value) !"
        case nil: return value
        }
    }

    private static func wallet(_ wallet: Wallet, _ currency: String?, _ words: ReportWords, _ language: Language) -> [String] {
        let total = wallet.total.map { "  \(money($0)) \(currency ?? "")" } ?? "  \(words.unknown)"
        var lines = [wallet.kind.label[language] + total]
        if let failure = wallet.failure { lines.append("! \(failure.message[language])") }
        guard !wallet.assets.isEmpty else { return lines }
        let header = [words.asset, words.total, words.available, words.inUse, words.value, words.unrealizedProfit]
        let rows =
            [header]
            + wallet.assets.map { asset in
                [asset.code] + [asset.total, asset.available, asset.inUse].map { $0.map(exact) ?? words.unknown }
                    + [asset.value.map(money) ?? words.unknown, asset.unrealizedProfit.map(profit) ?? words.unknown]
            }
        lines += self.lines(rows, leading: header.indices.map { $0 == 0 })
        // There may be a debt although the balance is above zero.
        for asset in wallet.assets {
            if let debt = asset.debt, !debt.isZero { lines.append("! \(words.debt) \(exact(debt)) \(asset.code)") }
        }
        return lines
    }

    /// Nothing where none is open or they were not asked for; a failure is among the warnings and is not repeated.
    private static func positions(_ reading: PositionsReading, _ words: ReportWords, _ language: Language) -> [String] {
        guard let positions = reading.list, !positions.isEmpty else { return [] }
        let columns = PositionColumn.allCases
        let rows = [columns.map { $0.title(language) }] + positions.map { position in columns.map { $0.words(for: position, language) } }
        return ["", words.positions] + lines(rows, leading: columns.map(\.isName))
    }

    /// Rows that line up, the first cells at their left end.
    private static func lines(_ rows: [[String]], leading: [Bool]) -> [String] {
        let widths = rows[0].indices.map { column in rows.map { TextWidth.columns(of: $0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = row.indices.map { index in
                leading[index] ? TextWidth.padEnd(row[index], to: widths[index]) : TextWidth.padStart(row[index], to: widths[index])
            }
            return "  " + cells.joined(separator: "  ")
        }
    }

    /// Two decimals, or all of them where two would show zero.
    private static func money(_ amount: Amount) -> String {
        let rounded = amount.rounded(toScale: 2, rounding: .halfEven)
        return exact(rounded.isZero && !amount.isZero ? amount : rounded)
    }

    private static func profit(_ amount: Amount) -> String { (amount > .zero ? "+" : "") + exact(amount) }

    /// The digits that the exchange gave, in groups of three as on the screens.
    private static func exact(_ amount: Amount) -> String { amount.grouped(separator: " ") }
}
