import Domain

/// Open positions as the user wants to see them, in the words of a table.
struct PositionTable {
    let rows: [Row]
    /// How many do not match the filter.
    let filteredOut: Int
    let order: SortOrder<PositionColumn>?
    private let format: AmountFormat
    /// Whether the rows are those of several accounts.
    private let ofSeveral: Bool

    /// A position, and the account that holds it.
    struct Row: Hashable, Sendable {
        let position: Position
        let account: String
        let freshness: AssetTable.Freshness
        /// Whether it is held in a way that is not wanted.
        let isUnwanted: Bool
        /// The figures of its account that have just moved.
        let moves: FigureMoves

        fileprivate init(
            _ position: Position, _ account: String, _ freshness: AssetTable.Freshness, _ futures: AccessTarget.FuturesUse,
            _ moves: FigureMoves
        ) {
            self.moves = moves
            self.position = position
            self.account = account
            self.freshness = freshness
            isUnwanted = futures == .used && position.isCrossContract
        }
    }

    /// Those of one account.
    init(
        _ positions: [Position], _ viewing: Viewing, filter: String, format: AmountFormat, freshness: AssetTable.Freshness,
        futures: AccessTarget.FuturesUse, moves: FigureMoves = FigureMoves()
    ) {
        let kept = Self.kept(positions, filter)
        let sorted = viewing.positionOrder.map { PositionTable.sorted(kept, by: $0) } ?? kept
        rows = sorted.map { Row($0, "", freshness, futures, moves) }
        filteredOut = positions.count - kept.count
        order = viewing.positionOrder
        ofSeveral = false
        self.format = format
    }

    /// Those of several accounts, the nearest to its liquidation first; those without a liquidation price that is known come last.
    init(of connections: [Connection], filter: String, format: AmountFormat) {
        let all = connections.flatMap { connection -> [Row] in
            let read = connection.snapshot?.positions.list
            let freshness: AssetTable.Freshness = read == nil ? .outdated : connection.freshness
            return (read ?? connection.account.earlier.positions?.list ?? []).map {
                Row($0, connection.name, freshness, connection.target.futures, connection.moves)
            }
        }
        let kept = all.filter { Self.matches($0.position, filter) || $0.account.lowercased().contains(filter.lowercased()) }
        rows = kept.enumerated().sorted { first, second in
            switch (first.element.position.liquidationDistance, second.element.position.liquidationDistance) {
            case (let one?, let other?): (one, Amount(first.offset)) < (other, Amount(second.offset))
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): first.offset < second.offset
            }
        }.map(\.element)
        filteredOut = all.count - kept.count
        order = nil
        ofSeveral = true
        self.format = format
    }

    private static func kept(_ positions: [Position], _ filter: String) -> [Position] { positions.filter { matches($0, filter) } }

    private static func matches(_ position: Position, _ filter: String) -> Bool {
        filter.isEmpty || position.instrument.lowercased().contains(filter.lowercased())
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

    private var language: Language { format.text === Text.english ? .english : .simplifiedChinese }

    /// So many rows from one on, for a frame of so many columns.
    func table(from top: Int, rows visible: Int, chosen: Int?, isOpen: Bool, columns available: Int) -> Block.Table {
        let shown = rows[min(top, rows.count)...].prefix(visible)
        let columns = PositionColumn.allCases.map { column in
            Block.Table.Column(
                title: order?.title(column.title(language), of: column, format.glyphs) ?? column.title(language),
                alignment: column.isName ? .leading : .trailing,
                rank: column == order?.column ? AssetTable.alwaysShown : Self.rank(column))
        }
        let account = Block.Table.Column(title: text.accounts.account, alignment: .leading, rank: ofSeveral ? 13 : 0)
        let distance = Block.Table.Column(title: text.accounts.distance, alignment: .trailing, rank: ofSeveral ? 12 : 1)
        return Block.Table(
            columns: columns + (ofSeveral ? [account, distance] : [distance]),
            rows: shown.map(cells), chosenRow: chosen.map { $0 - top }, focus: chosen == nil ? .none : .chosen,
            inspector: isOpen ? chosen.map { inFull(rows[$0]) } ?? [] : [], widthsOutOfSight: PositionColumn.allCases.map(width),
            rowsOutOfSight: Block.Table.RowsOutOfSight(before: min(top, rows.count), after: rows.count - shown.endIndex),
            gap: available < 100 ? 1 : 2)
    }

    /// What a column is worth where there is little room: what tells positions apart, then what they may cost.
    private static func rank(_ column: PositionColumn) -> Int {
        switch column {
        case .instrument: 14
        case .side: 13
        case .size: 12
        case .liquidation: 11
        case .profit: 10
        case .mark: 9
        case .entry: 8
        case .marginMode: 3
        case .leverage: 2
        }
    }

    /// How wide figures that moved have been.
    private func width(_ column: PositionColumn) -> Int {
        format.secrecy == .shown ? rows.reduce(0) { max($0, $1.moves.positionWidths[column] ?? 0) } : 0
    }

    private func cells(_ row: Row) -> [Span] {
        let own = PositionColumn.allCases.map {
            cell($0, row).moved(format.secrecy == .shown ? row.moves[.position(row.position.rowID, $0)] : nil)
        }
        let distance = Span(
            row.position.liquidationDistance.map { AmountText.percent(of: $0) + " %" } ?? text.unknownAmount,
            row.position.isNearLiquidation ? .bad : row.position.liquidationDistance == nil ? .muted : row.freshness.amountRole)
        return own + (ofSeveral ? [Span(row.account), distance] : [distance])
    }

    private func words(_ column: PositionColumn, _ row: Row) -> String {
        let words = column.words(for: row.position, language)
        switch (format.secrecy, column) {
        case (.hidden, .size), (.hidden, .entry), (.hidden, .profit), (.hidden, .liquidation):
            return column.amount(of: row.position) == nil ? text.unknownAmount : format.mask
        case (_, .marginMode): return row.isUnwanted ? words + " !" : words
        case (.shown, _), (.hidden, _): return words
        }
    }

    private func cell(_ column: PositionColumn, _ row: Row) -> Span {
        let words = words(column, row)
        switch column {
        case .instrument: return Span(words)
        case .side: return Span(words, .muted)
        case .marginMode: return Span(words, row.isUnwanted ? .caution : .muted)
        case .profit where row.freshness == .current: return Span(words, row.position.unrealizedProfit.map(Role.change) ?? .muted)
        case .size, .entry, .mark, .profit, .leverage, .liquidation:
            let amount = column.amount(of: row.position)
            return Span(words, amount?.isNegative == true ? .negative : amount == nil ? .muted : row.freshness.amountRole)
        }
    }

    /// Every digit, not in groups, so that an amount is one word.
    private func inFull(_ row: Row) -> [[Span]] {
        let parts = PositionColumn.allCases.dropFirst().map { column -> [Span] in
            var words = words(column, row)
            if let amount = column.amount(of: row.position), words != format.mask {
                switch column {
                case .profit: words = format.signedPlain(amount) + (row.position.currency.map { " " + $0 } ?? "")
                case .leverage: words = amount.plain + "x"
                case .size, .entry, .mark, .liquidation: words = amount.plain
                case .instrument, .side, .marginMode: break
                }
            }
            return [Span(column.title(language) + " ", .muted), Span(words, cell(column, row).role)]
        }
        var lines = [[Span(row.position.instrument, .heading)] + (row.account.isEmpty ? [] : [Span("  " + row.account)])]
        for pair in stride(from: 0, to: parts.count, by: 2) {
            lines.append(Array(parts[pair..<min(pair + 2, parts.count)].joined(separator: [Span("  ")])))
        }
        if row.isUnwanted { lines.append([Span(text.portfolio.crossRemark, .caution)]) }
        return lines
    }
}

extension Position {
    /// How far the mark price is from the liquidation price, as a share of the mark price; `nil` where one of them is not known.
    var liquidationDistance: Amount? {
        guard let mark = markPrice, let liquidation = liquidationPrice, mark > .zero, liquidation > .zero else { return nil }
        return (mark - liquidation).magnitude.divided(by: mark, scale: 6, rounding: .halfEven)
    }

    /// Whether a tenth of the price is enough to lose it.
    var isNearLiquidation: Bool { liquidationDistance.map { $0 * Amount(10) <= Amount(1) } ?? false }
}
