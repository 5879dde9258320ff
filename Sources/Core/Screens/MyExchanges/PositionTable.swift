import Domain

/// Open positions as the user wants to see them, in the words of a table.
struct PositionTable {
    let rows: [Position]
    /// How many do not match the filter.
    let filteredOut: Int
    let order: SortOrder<PositionColumn>?
    let format: AmountFormat
    let freshness: AssetTable.Freshness
    /// Decides whether a contract with cross margin is marked.
    let futures: AccessTarget.FuturesUse

    init(
        _ positions: [Position], _ viewing: Viewing, filter: String, format: AmountFormat, freshness: AssetTable.Freshness,
        futures: AccessTarget.FuturesUse
    ) {
        let wanted = filter.lowercased()
        let kept = wanted.isEmpty ? positions : positions.filter { $0.instrument.lowercased().contains(wanted) }
        rows = viewing.positionOrder.map { PositionTable.sorted(kept, by: $0) } ?? kept
        filteredOut = positions.count - kept.count
        order = viewing.positionOrder
        self.format = format
        self.freshness = freshness
        self.futures = futures
    }

    /// Positions in a total order: by the column, then by name, side and size, then in the exchange's order.
    static func sorted(_ positions: [Position], by order: SortOrder<PositionColumn>) -> [Position] {
        positions.enumerated().sorted { first, second in
            let (one, other) = (first.element, second.element)
            let byColumn: Bool? =
                switch order.column {
                case .instrument: order.comesFirst(one.instrument, other.instrument)
                case .side: order.comesFirst(one.side?.rawValue ?? "~", other.side?.rawValue ?? "~")
                case .marginMode: order.comesFirst(one.marginMode?.rawValue ?? "~", other.marginMode?.rawValue ?? "~")
                case .size, .entry, .mark, .profit, .leverage, .liquidation:
                    order.comesFirst(order.column.amount(of: one), order.column.amount(of: other))
                }
            if let byColumn { return byColumn }
            return (one.instrument, one.side?.rawValue ?? "~", first.offset) < (
                other.instrument, other.side?.rawValue ?? "~", second.offset
            )
        }.map(\.element)
    }

    private var text: Text { format.text }

    func table(chosen: Int?, _ language: Language) -> Block.Table {
        let window = TableWindow(count: rows.count, chosen: chosen)
        let columns = PositionColumn.allCases
        return Block.Table(
            columns: columns.map { column in
                Block.Table.Column(
                    title: order?.title(column.title(language), of: column, format.glyphs) ?? column.title(language),
                    alignment: column.isName ? .leading : .trailing,
                    rank: column == order?.column ? AssetTable.alwaysShown : Self.rank(column))
            },
            rows: rows[window.rows].map { position in columns.map { cell($0, position, language) } },
            chosenRow: window.chosen, focus: chosen == nil ? .none : .chosen, caption: chosen.map { inFull(rows[$0], language) } ?? [],
            rowsOutOfSight: window.outOfSight)
    }

    private static func rank(_ column: PositionColumn) -> Int {
        switch column {
        case .instrument: 9
        case .size: 8
        case .profit: 7
        case .side: 6
        case .marginMode: 5
        case .entry: 4
        case .mark: 3
        case .liquidation: 2
        case .leverage: 1
        }
    }

    /// Whether the position has cross margin where isolated is recommended.
    func isUnwanted(_ position: Position) -> Bool {
        futures == .used && position.isCrossContract
    }

    private func words(_ column: PositionColumn, _ position: Position, _ language: Language) -> String {
        let words = column.words(for: position, language)
        switch (format.secrecy, column) {
        case (.hidden, .size), (.hidden, .entry), (.hidden, .profit), (.hidden, .liquidation):
            return column.amount(of: position) == nil ? text.unknownAmount : format.mask
        case (_, .marginMode): return isUnwanted(position) ? words + " !" : words
        case (.shown, _), (.hidden, _): return words
        }
    }

    private func cell(_ column: PositionColumn, _ position: Position, _ language: Language) -> Span {
        let words = words(column, position, language)
        switch column {
        case .instrument: return Span(words)
        case .side: return Span(words, .muted)
        case .marginMode: return Span(words, isUnwanted(position) ? .caution : .muted)
        case .size, .entry, .mark, .profit, .leverage, .liquidation:
            let amount = column.amount(of: position)
            return Span(words, amount?.isNegative == true ? .negative : amount == nil ? .muted : freshness.amountRole)
        }
    }

    /// Every digit, not in groups, so that an amount is one word.
    private func inFull(_ position: Position, _ language: Language) -> [Block.Table.CaptionPart] {
        let parts = PositionColumn.allCases.enumerated().dropFirst().map { index, column in
            var words = words(column, position, language)
            if let amount = column.amount(of: position), words != format.mask {
                switch column {
                case .profit: words = amount.plain + (position.currency.map { " " + $0 } ?? "")
                case .leverage: words = amount.plain + "x"
                case .size, .entry, .mark, .liquidation: words = amount.plain
                case .instrument, .side, .marginMode: break
                }
            }
            return Block.Table.CaptionPart(
                [Span(column.title(language) + " ", .muted), Span(words, cell(column, position, language).role)], column: index)
        }
        let remarks = isUnwanted(position) ? [Block.Table.CaptionPart([Span(text.portfolio.crossRemark, .caution)])] : []
        return [Block.Table.CaptionPart([Span(position.instrument, .heading)])] + parts + remarks
    }
}
