import Domain

/// What is known of one account: its total, its wallets, and its balances or positions.
struct AccountPane {
    private let home: MyExchanges
    private let connection: Connection
    private let arrangement: HomeArrangement
    private let context: ScreenContext

    init(_ home: MyExchanges, _ connection: Connection, _ arrangement: HomeArrangement, _ context: ScreenContext) {
        self.home = home
        self.connection = connection
        self.arrangement = arrangement
        self.context = context
    }

    private var text: Text { context.text }
    private var format: AmountFormat { context.format(of: connection) }

    func pane(_ choice: Block.PaneChoice, ofPositions: Bool) -> Block.Pane {
        let exchange = context.exchanges.first { $0.id == connection.target.exchange }?.name ?? connection.target.exchange
        guard arrangement.hasBoth, ofPositions else {
            return Block.Pane(
                choice, title: connection.name + " · " + exchange, trailing: freshness, blocks: blocks(ofPositions: ofPositions))
        }
        let count = connection.snapshot?.positions.list.map { " (\($0.count))" } ?? ""
        return Block.Pane(choice, title: text.portfolio.positions + count, blocks: connection.snapshot.map(positions) ?? [])
    }

    /// Whether figures come by themselves; and the time of those that are shown, where that is not what one expects.
    private var freshness: Span? {
        let words = text.accounts
        guard let snapshot = connection.snapshot else { return nil }
        let time = snapshot.asOf.clockTime(on: context.today)
        if connection.obstacle != nil { return Span(words.asOf(time), .stale) }
        if connection.isLate { return Span(words.late(time), .caution) }
        if connection.showsTime { return Span(words.asOf(time), .muted) }
        if connection.isLive { return Span(words.live, .good) }
        if context.refreshSeconds == 0 { return Span(words.onDemand + " · " + words.asOf(time), .muted) }
        return Span(words.every(context.refreshSeconds), .muted)
    }

    private func blocks(ofPositions: Bool) -> [Block] {
        guard let snapshot = connection.snapshot else { return unread }
        var blocks: [Block] = [totalLine(snapshot)]
        if ofPositions {
            blocks += home.tabs(positions: snapshot.positions.list?.count, leftOut: leftOut(snapshot), context)
            return blocks + positions(snapshot)
        }
        let holdings = home.holdings(connection, snapshot, context)
        blocks += wallets(snapshot, rows: holdings.rows.count)
        if arrangement.chartRows > 0 {
            blocks.append(EquityChart(of: [connection], connection.badge, range: .day, context).block(rows: arrangement.chartRows))
        }
        if arrangement.hasBoth {
            blocks += home.tabs(positions: nil, leftOut: leftOut(holdings), context)
        } else {
            blocks += home.tabs(positions: snapshot.positions.list?.count, leftOut: leftOut(holdings), context)
        }
        return blocks + balances(snapshot, holdings)
    }

    /// There is nothing to show but why.
    private var unread: [Block] {
        guard let failure = connection.obstacle else { return [.paragraph([Span(text.home.reading, .muted)], indent: 1)] }
        return AccountFacts(connection, context).obstacle(failure)
    }

    // MARK: The total

    /// The total, and at its end what Enter opens.
    private func totalLine(_ snapshot: AccountSnapshot) -> Block {
        let equity = snapshot.equity?.total
        return .line(
            Block.Line(
                [
                    label(snapshot),
                    Span(format.money(equity), equity?.isNegative == true ? .negative : connection.freshness.amountRole)
                        .moved(move(.total)),
                ] + (rate.map { [$0] } ?? []), trailing: [notices, Span(" ")], focus: home.isAboveRows ? .chosen : .some(.none)))
    }

    /// Which way a figure has just moved, unless amounts are hidden.
    private func move(_ figure: FigureMoves.Figure) -> Span.Move? { format.secrecy == .shown ? connection.moves[figure] : nil }

    private var notices: Span {
        let facts = AccountFacts(connection, context)
        let open = " " + (context.glyphs == .unicode ? "▸" : ">")
        if let failure = connection.obstacle { return Span(TextWidth.clip(failure.message[context.language], to: 24) + open, .bad) }
        let count = facts.notices.count
        return count > 0 ? Span(text.accounts.noticeCount(count) + open, .caution) : Span(text.accounts.details + open, .muted)
    }

    /// What the figure is: all of the account, or the one wallet that was valued.
    private func label(_ snapshot: AccountSnapshot) -> Span {
        switch snapshot.equity?.coverage {
        case .whole?, nil: Span(text.home.total + "  ", .heading)
        case .tradingOnly?: Span(text.accounts.tradingOnly + "  ", .caution)
        }
    }

    private var rate: Span? {
        format.rateRemark.map { Span("  " + $0, .caution) }
    }

    // MARK: Wallets

    /// As many as there is room for; the last line counts the others.
    private func wallets(_ snapshot: AccountSnapshot, rows: Int) -> [Block] {
        let lines = arrangement.walletLines(snapshot.wallets.count, rows: rows)
        let fits = lines == snapshot.wallets.count
        let shown = fits ? snapshot.wallets : Array(snapshot.wallets.prefix(lines - 1))
        let more: [Block] =
            fits ? [] : [.line(Block.Line([Span(text.accounts.moreWallets(snapshot.wallets.count - shown.count), .muted)]))]
        return (shown.isEmpty ? [] : [.bars(shown.map { bar($0, snapshot) })]) + more
    }

    private func bar(_ wallet: Wallet, _ snapshot: AccountSnapshot) -> Block.Bar {
        Block.Bar(
            label: text.walletName(wallet.kind), amount: format.value(wallet.total),
            share: AmountText.thousandths(wallet.total, of: snapshot.equity?.whole(of: wallet.kind)),
            role: wallet.failure != nil
                ? .caution : wallet.total?.isNegative == true ? .negative : connection.freshness.amountRole,
            move: move(.wallet(wallet.kind)))
    }

    // MARK: Rows

    private func leftOut(_ holdings: Holdings) -> [Span] {
        var spans: [Span] = []
        if holdings.folded.count > 0 { spans.append(Span(text.accounts.smallFolded(holdings.folded.count) + " ", .muted)) }
        if holdings.filteredOut > 0 { spans.append(Span(text.accounts.filteredOut(holdings.filteredOut) + " ", .muted)) }
        return spans
    }

    private func leftOut(_ snapshot: AccountSnapshot) -> [Span] {
        guard let table = home.positions(connection, snapshot, context), table.filteredOut > 0 else { return [] }
        return [Span(text.accounts.filteredOut(table.filteredOut) + " ", .muted)]
    }

    private func balances(_ snapshot: AccountSnapshot, _ holdings: Holdings) -> [Block] {
        guard !holdings.rows.isEmpty else {
            let words =
                holdings.folded.count > 0 || holdings.filteredOut > 0
                ? text.portfolio.allLeftOut : Self.noRows(snapshot, text)
            return [.paragraph([Span(words, .muted)], indent: 1)]
        }
        let table = AssetTable(
            holdings: holdings, equity: snapshot.equity, format: format, order: context.viewing.assetOrder, freshness: connection.freshness,
            moves: connection.moves)
        let visible = arrangement.balanceRows(wallets: snapshot.wallets.count, rows: holdings.rows.count)
        let chosen = home.pane == .details && home.tab == .balances ? home.place(of: home.chosenAsset, in: holdings.rows) : nil
        let top = home.tab == .balances ? home.rowTop : 0
        return [.table(table.table(from: top, rows: visible, chosen: chosen, isOpen: home.isRowOpen))]
    }

    /// Without rows there may still be assets.
    private static func noRows(_ snapshot: AccountSnapshot, _ text: Text) -> String {
        if snapshot.wallets.contains(where: { $0.failure != nil }) { return text.portfolio.rowsUnread }
        return snapshot.wallets.contains { $0.total?.isZero == false } ? text.portfolio.rowsUnlisted : text.home.noAssets
    }

    private func positions(_ snapshot: AccountSnapshot) -> [Block] {
        let known = snapshot.positions.list ?? connection.account.earlier.positions?.list
        guard let known, let table = home.positions(connection, snapshot, context) else {
            return [.paragraph([Span(text.portfolio.positionsNotHad, .caution)], indent: 1)]
        }
        guard !known.isEmpty else { return [.paragraph([Span(text.portfolio.noPositions, .muted)], indent: 1)] }
        guard !table.rows.isEmpty else { return [.paragraph([Span(text.portfolio.allLeftOut, .muted)], indent: 1)] }
        let chosen =
            home.pane == .details && home.tab == .positions ? home.chosenPosition.map { min($0, table.rows.count - 1) } : nil
        let top = home.tab == .positions ? home.rowTop : 0
        return [
            .table(
                table.table(
                    from: top, rows: arrangement.positionRows, chosen: chosen, isOpen: home.isRowOpen, columns: arrangement.positionsColumns
                ))
        ]
    }
}
