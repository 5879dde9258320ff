import Domain

/// All accounts of one kind of money: what they hold by coin, and all their positions.
struct AllAccountsPane {
    private let home: MyExchanges
    private let badge: Badge
    private let arrangement: HomeArrangement
    private let context: ScreenContext

    init(_ home: MyExchanges, _ badge: Badge, _ arrangement: HomeArrangement, _ context: ScreenContext) {
        self.home = home
        self.badge = badge
        self.arrangement = arrangement
        self.context = context
    }

    private var text: Text { context.text }
    private var format: AmountFormat { context.format(of: badge) }

    func pane(_ choice: Block.PaneChoice, ofPositions: Bool) -> Block.Pane {
        let count = context.connections.count { $0.badge == badge }
        if arrangement.hasBoth, ofPositions {
            return Block.Pane(choice, title: text.portfolio.positions + " (\(table.rows.count))", blocks: positions)
        }
        let tabs = home.tabs(positions: arrangement.hasBoth ? nil : table.rows.count, leftOut: [], context)
        let connections = context.connections.filter { $0.badge == badge }
        let chart =
            arrangement.chartRows > 0 && !ofPositions
            ? [EquityChart(of: connections, badge, range: .day, context).block(rows: arrangement.chartRows)] : []
        return Block.Pane(
            choice, title: text.accounts.allTitle(badge.rawValue, count),
            blocks: [totalLine] + chart + tabs + (ofPositions ? positions : coins))
    }

    private var totalLine: Block {
        let total = AccountsTotal(badge, among: context.connections)
        let remarks = total.words(badge, context.language).remarks
        return .line(
            Block.Line(
                [
                    Span(text.home.total + "  ", .heading),
                    Span(
                        format.money(total.dollars),
                        total.dollars?.isNegative == true ? .negative : total.isWhole ? .amount : .stale),
                ] + remarks.map { Span("  " + $0, .caution) }, focus: home.isAboveRows ? .chosen : .some(.none)))
    }

    private var coins: [Block] {
        let rows = home.coins(badge, context)
        guard !rows.isEmpty else { return [.paragraph([Span(text.accounts.noCoins, .muted)], indent: 1)] }
        let visible = arrangement.balanceRows(wallets: 0, rows: rows.count)
        let isHere = home.pane == .details && home.tab == .balances
        let chosen = isHere ? home.chosenAsset.flatMap { id in rows.firstIndex { $0.id == id } } : nil
        let whole = AccountsTotal(badge, among: context.connections).dollars
        return [
            .table(
                CoinTable(rows: rows, whole: whole, format: format).table(
                    from: home.tab == .balances ? home.rowTop : 0, rows: visible, chosen: chosen, isOpen: home.isRowOpen))
        ]
    }

    private var table: PositionTable { home.allPositions(badge, context) }

    private var positions: [Block] {
        let table = table
        guard !table.rows.isEmpty else { return [.paragraph([Span(text.accounts.positionsElsewhere, .muted)], indent: 1)] }
        let chosen =
            home.pane == .details && home.tab == .positions ? home.chosenPosition.map { min($0, table.rows.count - 1) } : nil
        return [
            .table(
                table.table(
                    from: home.tab == .positions ? home.rowTop : 0, rows: arrangement.positionRows, chosen: chosen, isOpen: home.isRowOpen,
                    columns: arrangement.positionsColumns))
        ]
    }
}
