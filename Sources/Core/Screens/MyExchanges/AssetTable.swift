import Domain

/// Puts assets into the words of a table.
struct AssetTable {
    let holdings: Holdings
    let equity: AccountSnapshot.Equity?
    let format: AmountFormat
    let order: SortOrder<AssetColumn>
    let freshness: Freshness
    /// The figures that have just moved.
    var moves = FigureMoves()

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

    /// So many rows from one on.
    func table(from top: Int, rows visible: Int, chosen: Int?, isOpen: Bool) -> Block.Table {
        let shown = holdings.rows[min(top, holdings.rows.count)...].prefix(visible)
        let columns = AssetColumn.allCases
        return Block.Table(
            columns: columns.map {
                Block.Table.Column(
                    title: order.title($0.title(text, format.currency), of: $0, format.glyphs), alignment: $0.alignment,
                    rank: $0 == order.column ? Self.alwaysShown : rank($0))
            },
            rows: shown.map { row in columns.map { cell($0, row).moved(format.secrecy == .shown ? moves[.asset(row.id, $0)] : nil) } },
            chosenRow: chosen.map { $0 - top }, focus: chosen == nil ? .none : .chosen,
            inspector: isOpen ? chosen.map { inFull(holdings.rows[$0]) } ?? [] : [], widthsOutOfSight: columns.map(width),
            rowsOutOfSight: Block.Table.RowsOutOfSight(
                before: min(top, holdings.rows.count), after: holdings.rows.count - shown.endIndex))
    }

    /// Where a coin lies in two wallets, only the wallet tells its rows apart.
    private func rank(_ column: AssetColumn) -> Int {
        switch column {
        case .wallet: Set(holdings.rows.map(\.asset.code)).count < holdings.rows.count ? Self.alwaysShown : column.rank
        case .asset, .total, .available, .inUse, .value, .price, .dayChange, .share, .profit: column.rank
        }
    }

    private func cell(_ column: AssetColumn, _ row: AssetRow) -> Span {
        switch column {
        // Never by its colour alone.
        case .asset where row.isSum: Span(text.accounts.sumOnly, .muted)
        case .asset: Span((row.asset.isDebt ? "! " : "") + row.asset.code, row.asset.isDebt ? .negative : .text)
        case .wallet: Span(text.walletName(row.wallet))
        case .total, .available, .inUse: amount(column.amount(of: row.asset), row, format.exact)
        case .profit: profit(row)
        case .value: amount(row.asset.value, row, format.value)
        case .price: price(row)
        case .dayChange: dayChange(row)
        case .share: Span(share(row).map(AmountText.percent) ?? text.unknownAmount)
        }
    }

    private func share(_ row: AssetRow) -> Int? { AmountText.thousandths(row.asset.value, of: equity?.whole(of: row.wallet)) }

    private func amount(_ amount: Amount?, _ row: AssetRow, _ words: (Amount?) -> String) -> Span {
        let freshness = row.earlier == nil ? freshness : .outdated
        return Span(words(amount), amount?.isNegative == true ? .negative : amount == nil ? .muted : freshness.amountRole)
    }

    private func profit(_ row: AssetRow) -> Span {
        let profit = row.asset.unrealizedProfit
        var span = amount(profit, row, format.signed)
        if span.role == .amount, let profit { span.role = .change(profit) }
        return span
    }

    /// What one unit is worth, in dollars. It tells nothing of the user's, so it is never hidden.
    private func price(_ row: AssetRow) -> Span {
        let freshness = row.earlier == nil ? freshness : .outdated
        return Span(AmountText.exact(row.asset.price, text), row.asset.price == nil ? .muted : freshness.amountRole)
    }

    private func dayChange(_ row: AssetRow) -> Span {
        guard let percent = row.asset.dayChangePercent else { return Span(text.unknownAmount, .muted) }
        return Span(
            AmountText.signed(AmountText.value(percent, text), of: percent),
            row.earlier == nil && freshness == .current ? .change(percent) : .stale)
    }

    /// The width of a column for all rows, computed without formatting those out of sight.
    private func width(_ column: AssetColumn) -> Int {
        guard holdings.rows.count > 1 || moves != FigureMoves(), format.secrecy == .shown else { return 0 }
        return holdings.rows.reduce(moves.assetWidths[column] ?? 0) { max($0, column.width(of: $1.asset) ?? 0) }
    }

    /// Every digit of every amount, of which the table may show a part. Not in groups, so that an amount is one word.
    private func inFull(_ row: AssetRow) -> [[Span]] {
        let asset = row.asset
        func part(_ label: String, _ amount: Amount?, _ words: String) -> [Span] {
            [Span(label + " "), Span(words, amount?.isNegative == true ? .negative : amount == nil ? .muted : .amount)]
        }
        func line(_ parts: [Span]...) -> [Span] { Array(parts.joined(separator: [Span("  ")])) }
        let name = row.isSum ? text.accounts.sumOnly : asset.code
        let share = share(row).map { text.home.share + " " + AmountText.percent($0) + " %" }
        var lines = [
            line([Span(name, .heading)], [Span(text.walletName(row.wallet))], share.map { [Span($0)] } ?? []),
            line(part(text.home.amount, asset.total, format.plain(asset.total))),
            line(
                part(text.home.available, asset.available, format.plain(asset.available)),
                part(text.home.inUse, asset.inUse, format.plain(asset.inUse))),
            line(
                part(text.home.value, asset.value, format.valueInFull(asset.value)),
                [
                    Span(text.portfolio.profit + " "),
                    Span(format.signedPlain(asset.unrealizedProfit), asset.unrealizedProfit.map(Role.change) ?? .muted),
                ]),
        ]
        if row.isSum { lines.removeSubrange(1...2) }
        if let price = asset.price {
            let change = asset.dayChange.flatMap { AmountText.signedPercent($0, of: price - $0, text) }
            lines.append(
                line(
                    [Span(text.portfolio.price + " "), Span(price.plain + " USD", .amount)],
                    change.map { [Span(text.portfolio.inADay + " "), Span($0, asset.dayChange.map(Role.change) ?? .muted)] } ?? []))
        }
        if let debt = asset.debt { lines.append(line(part(text.portfolio.debt, -debt, format.plain(debt)))) }
        if let earlier = row.earlier { lines.append([Span(text.portfolio.earlierRows(earlier.clockTime), .stale)]) }
        return lines
    }
}
