import Domain

/// A coin over all accounts of one kind of money.
struct CoinRow: Hashable, Sendable {
    let code: String
    /// What is known of it, added; `nil` where nothing is.
    let total: Amount?
    let value: Amount?
    /// Whether the amount, or the value, of some of it is not known.
    let lacksTotal: Bool
    let lacksValue: Bool
    /// Whether some of it is from an old reading.
    let isOutdated: Bool
    /// How much each account has of it, as far as it is known.
    let holders: [Holder]

    /// One account's part.
    struct Holder: Hashable, Sendable {
        let name: String
        let total: Amount?
    }

    var id: AssetRow.ID { AssetRow.ID(code: code, wallet: Self.anyWallet) }

    private static let anyWallet = Wallet.Kind(id: "*", label: Phrase(verbatim: "*"))

    /// The coin that is worth the most first; those without a value come last, by name.
    static func rows(of connections: [Connection], filter: String) -> [CoinRow] {
        var parts: [String: [Part]] = [:]
        for connection in connections {
            guard let snapshot = connection.snapshot else { continue }
            for row in AssetRow.rows(of: snapshot, earlier: connection.account.earlier) where !row.isSum {
                parts[row.asset.code, default: []].append(
                    Part(holder: connection.name, asset: row.asset, isOutdated: row.earlier != nil || connection.obstacle != nil))
            }
        }
        let wanted = filter.lowercased()
        let order = SortOrder(AssetColumn.value, .descending)
        return parts.filter { wanted.isEmpty || $0.key.lowercased().contains(wanted) }.map { CoinRow($0.key, $0.value) }.sorted {
            order.comesFirst($0.value, $1.value) ?? ($0.code < $1.code)
        }
    }

    /// What one wallet has of a coin.
    private struct Part {
        let holder: String
        let asset: Asset
        let isOutdated: Bool
    }

    /// The parts stand account by account.
    private init(_ code: String, _ parts: [Part]) {
        func sum(_ amounts: [Amount?]) -> Amount? {
            let known = amounts.compactMap(\.self)
            return known.isEmpty ? nil : known.reduce(.zero, +)
        }
        self.code = code
        total = sum(parts.map(\.asset.total))
        value = sum(parts.map(\.asset.value))
        lacksTotal = parts.contains { $0.asset.total == nil }
        lacksValue = parts.contains { $0.asset.value == nil && $0.asset.total?.isZero != true }
        isOutdated = parts.contains(where: \.isOutdated)
        var holders: [Holder] = []
        for part in parts {
            if let last = holders.last, last.name == part.holder {
                holders[holders.count - 1] = Holder(name: last.name, total: sum([last.total, part.asset.total]))
            } else {
                holders.append(Holder(name: part.holder, total: part.asset.total))
            }
        }
        self.holders = holders
    }
}

/// Puts the coins of all accounts into the words of a table.
struct CoinTable {
    let rows: [CoinRow]
    /// What all is worth, in dollars.
    let whole: Amount?
    let format: AmountFormat

    private var text: Text { format.text }

    /// So many rows from one on.
    func table(from top: Int, rows visible: Int, chosen: Int?, isOpen: Bool) -> Block.Table {
        let shown = rows[min(top, rows.count)...].prefix(visible)
        return Block.Table(
            columns: [
                Block.Table.Column(title: text.home.asset, alignment: .leading, rank: 10),
                Block.Table.Column(title: text.home.amount, alignment: .trailing, rank: 8),
                Block.Table.Column(title: AssetColumn.value.title(text, format.currency), alignment: .trailing, rank: 9),
                Block.Table.Column(title: AssetColumn.share.title(text, format.currency), alignment: .trailing, rank: 5),
                Block.Table.Column(title: text.accounts.accountsColumn, alignment: .trailing, rank: 4),
            ],
            rows: shown.map(cells), chosenRow: chosen.map { $0 - top }, focus: chosen == nil ? .none : .chosen,
            inspector: isOpen ? chosen.map { inFull(rows[$0]) } ?? [] : [],
            rowsOutOfSight: Block.Table.RowsOutOfSight(before: min(top, rows.count), after: rows.count - shown.endIndex))
    }

    private func cells(_ row: CoinRow) -> [Span] {
        let role: Role = row.isOutdated ? .stale : .amount
        func amount(_ amount: Amount?, lacks: Bool, _ words: (Amount?) -> String) -> Span {
            // What is known of it is no sum where some is not.
            let sign = lacks && amount != nil ? "? " : ""
            return Span(sign + words(amount), amount?.isNegative == true ? .negative : amount == nil ? .muted : lacks ? .caution : role)
        }
        return [
            Span(row.code), amount(row.total, lacks: row.lacksTotal, format.exact),
            amount(row.value, lacks: row.lacksValue, format.value),
            Span(AmountText.thousandths(row.value, of: whole).map(AmountText.percent) ?? text.unknownAmount),
            Span(String(row.holders.count), .muted),
        ]
    }

    private func inFull(_ row: CoinRow) -> [[Span]] {
        let value = [
            Span(row.code, .heading), Span("  " + text.home.amount + " "), Span(format.plain(row.total), .amount),
            Span("  " + text.home.value + " "), Span(format.valueInFull(row.value), .amount),
        ]
        return [value] + row.holders.prefix(6).map { [Span($0.name + "  "), Span(format.plain($0.total), .amount)] }
            + (row.holders.count > 6 ? [[Span(text.accounts.moreRows(row.holders.count - 6), .muted)]] : [])
    }
}
