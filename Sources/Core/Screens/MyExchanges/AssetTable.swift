import Domain

/// Puts assets into the words of a table.
struct AssetTable {
    let holdings: Holdings
    let equity: AccountSnapshot.Equity?
    let format: AmountFormat
    let order: SortOrder<AssetColumn>
    let freshness: Freshness

    /// Whether what is shown is from the last reading.
    enum Freshness: Hashable, Sendable {
        case current
        case outdated

        var amountRole: Role {
            switch self {
            case .current: .amount
            case .outdated: .stale
            }
        }
    }

    /// The rank of the sorted column, which is never left out, so that the order of the rows is clear.
    static let alwaysShown = 100

    private var text: Text { format.text }

    func table(chosen: Int?) -> Block.Table {
        let window = TableWindow(count: holdings.rows.count, chosen: chosen)
        let columns = AssetColumn.allCases
        return Block.Table(
            columns: columns.map {
                Block.Table.Column(
                    title: order.title($0.title(text, format.currency), of: $0, format.glyphs), alignment: $0.alignment,
                    rank: $0 == order.column ? Self.alwaysShown : $0.rank)
            },
            rows: holdings.rows[window.rows].map { row in columns.map { cell($0, row) } },
            chosenRow: window.chosen, focus: chosen == nil ? .none : .chosen, caption: chosen.map { inFull(holdings.rows[$0]) } ?? [],
            widthsOutOfSight: columns.map(width), rowsOutOfSight: window.outOfSight)
    }

    private func cell(_ column: AssetColumn, _ row: AssetRow) -> Span {
        switch column {
        // A debt is marked by a sign as well as by colour.
        case .asset: Span((row.asset.isDebt ? "! " : "") + row.asset.code, row.asset.isDebt ? .negative : .text)
        case .wallet: Span(text.walletName(row.wallet))
        case .total, .available, .inUse, .profit: amount(column.amount(of: row.asset), row, format.exact)
        case .value: amount(row.asset.value, row, format.value)
        case .share: Span(share(row).map(AmountText.percent) ?? text.unknownAmount)
        }
    }

    private func share(_ row: AssetRow) -> Int? { AmountText.thousandths(row.asset.value, of: equity?.whole(of: row.wallet)) }

    private func amount(_ amount: Amount?, _ row: AssetRow, _ words: (Amount?) -> String) -> Span {
        let freshness = row.earlier == nil ? freshness : .outdated
        return Span(words(amount), amount?.isNegative == true ? .negative : amount == nil ? .muted : freshness.amountRole)
    }

    /// The width of a column for all rows, computed without formatting those out of sight.
    private func width(_ column: AssetColumn) -> Int {
        guard holdings.rows.count > 1, format.secrecy == .shown else { return 0 }
        return switch column {
        case .total, .available, .inUse, .profit: holdings.rows.reduce(0) { max($0, column.amount(of: $1.asset)?.groupedLength ?? 0) }
        case .asset, .wallet, .value, .share: 0
        }
    }

    /// Every amount with all digits, of which the table may show only a part. Not grouped, so that an amount is one word.
    private func inFull(_ row: AssetRow) -> [Block.Table.CaptionPart] {
        let asset = row.asset
        func part(_ label: String, _ amount: Amount?, _ words: String, in column: AssetColumn? = nil) -> Block.Table.CaptionPart {
            // All in one role, because each change of colour costs as many bytes as a word.
            Block.Table.CaptionPart(
                [Span(label + " "), Span(words, amount?.isNegative == true ? .negative : .amount)],
                column: column.flatMap(AssetColumn.allCases.firstIndex))
        }
        var parts = [
            Block.Table.CaptionPart([Span(asset.code + "  " + text.walletName(row.wallet))]),
            part(text.home.amount, asset.total, format.plain(asset.total), in: .total),
            part(text.home.available, asset.available, format.plain(asset.available), in: .available),
            part(text.home.inUse, asset.inUse, format.plain(asset.inUse), in: .inUse),
            // The column shows it rounded.
            part(text.home.value, asset.value, format.valueInFull(asset.value)),
            part(text.home.unrealizedProfit, asset.unrealizedProfit, format.plain(asset.unrealizedProfit), in: .profit),
        ]
        if let debt = asset.debt { parts.append(part(text.portfolio.debt, -debt, format.plain(debt))) }
        // A bar beside the number, where the share is a part of a whole. It has the same role for the same reason.
        if let share = share(row), share >= 0 {
            let bar = Glyphs.of(format.glyphs).bar(share: share, columns: 12).filled
            parts.append(Block.Table.CaptionPart([Span(text.home.share + " " + AmountText.percent(share) + " % " + bar)]))
        }
        return parts
    }
}
