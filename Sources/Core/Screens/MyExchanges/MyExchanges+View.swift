import Domain

extension MyExchanges {
    func view(_ context: ScreenContext) -> View {
        let text = context.text
        var view = View(title: text.home.title, summary: summary(context))
        guard let connection = connection(context) else {
            view.blocks = welcome(context)
            return view
        }
        view.badge = connection.badge
        let listed = listed(context)
        var list: [Block] = filterField(listFilter, in: .list, context)
        if listed.isEmpty { list.append(.paragraph([Span(text.portfolio.nothingMatches, .caution)], indent: 1)) }
        list.append(.choices(listed.map { ConnectionLine(context.connections[$0], context).choice(focus($0)) }))
        view.blocks =
            totals(context) + [
                .panes(
                    Block.Pane(title: text.home.exchanges, blocks: list, focus: pane == .list ? .chosen : .none),
                    details(of: connection, context),
                    whenNarrow: pane == .list ? .first : .second)
            ]
        return view
    }

    private func focus(_ index: Int) -> Block.Focus {
        guard index == chosen else { return .none }
        return pane == .list ? .chosen : .chosenElsewhere
    }

    private func welcome(_ context: ScreenContext) -> [Block] {
        let text = context.text
        var blocks: [Block] = [
            .spacer,
            .heading(text.home.emptyTitle),
            .spacer,
            .paragraph([Span(text.home.emptyLead)], indent: 1),
            .spacer,
            .choices([Block.Choice(title: "[\(text.home.connect)]", details: [Span(text.home.connectRemark, .muted)], focus: .chosen)]),
            .spacer,
        ]
        blocks += text.home.emptySteps.enumerated().map { index, step in .paragraph([Span("\(index + 1). \(step)", .muted)], indent: 1) }
        if !context.samples.isEmpty { blocks += [.spacer, .paragraph([Span(text.home.demoRemark, .accent)], indent: 1)] }
        return blocks
    }

    private func filterField(_ filter: LineEditor, in pane: Pane, _ context: ScreenContext) -> [Block] {
        let isTyped = phase == .filtering && self.pane == pane
        guard isTyped || !filter.text.isEmpty else { return [] }
        return [
            .fields([
                Block.Field(
                    label: context.text.keys.filter, content: .text(filter.text, cursor: filter.cursor, placeholder: ""),
                    focus: isTyped ? .chosen : .none)
            ])
        ]
    }

    private func summary(_ context: ScreenContext) -> String {
        guard !context.connections.isEmpty else { return "" }
        let text = context.text
        let toFix = context.connections.count { $0.status == .failed || $0.status == .attention }
        let connected = context.connections.count { $0.status == .connected || $0.status == .attention }
        let reading = context.running.refreshes
        let counts = text.home.counts(connected, toFix)
        return reading > 0 ? text.portfolio.progress(context.connections.count - reading, context.connections.count) : counts
    }

    // MARK: All accounts together

    /// One line of totals for each kind of money; none for a single account, which shows its own total.
    private func totals(_ context: ScreenContext) -> [Block] {
        guard context.connections.count > 1 else { return [] }
        return AccountsLine.all(context.connections).map { .paragraph($0.spans(context), indent: 1) }
    }

    // MARK: The chosen account

    private func details(of connection: Connection, _ context: ScreenContext) -> Block.Pane {
        let text = context.text
        var state = connection.status.words[context.language]
        if let snapshot = connection.snapshot { state += "  " + text.home.asOf(snapshot.asOf.clockTime) }
        var blocks = obstacles(of: connection, context)
        if let snapshot = connection.snapshot {
            blocks += AccountLines(connection, snapshot, context).blocks(pane, tab)
            blocks.append(.rule)
            blocks += tabs(connection, snapshot, context)
        } else if connection.obstacle == nil {
            blocks.append(.paragraph([Span(text.home.reading, .muted)], indent: 1))
        }
        return Block.Pane(
            title: connection.name, trailing: Span(state, Mark(connection.status).role), blocks: blocks,
            focus: pane == .details ? .chosen : .none)
    }

    /// The failure of a connection with its remedy. It comes first, so that Enter on a failed connection leads to it.
    private func obstacles(of connection: Connection, _ context: ScreenContext) -> [Block] {
        let text = context.text
        let language = context.language
        var blocks: [Block] = []
        if let failure = connection.storageFailure {
            blocks.append(.paragraph([Span(text.home.notStoredLead + text.sentenceSpace + failure.message[language], .caution)], indent: 1))
            blocks += failure.remedy.map { .paragraph([Span($0[language])], indent: 1) }
            blocks.append(.paragraph([Span(text.home.notStoredRemark, .muted)], indent: 1))
            blocks.append(.rule)
        }
        if let failure = connection.obstacle {
            blocks.append(
                .paragraph(
                    [Span(failure.message[language], .bad)] + (failure.code.map { [Span("  " + text.verify.code($0), .muted)] } ?? []),
                    indent: 1))
            blocks += failure.remedy.map { .paragraph([Span($0[language])], indent: 1) }
            if connection.problem == nil {
                blocks.append(.paragraph([Span(text.portfolio.failedKeys, .hintText)], indent: 1))
                if let snapshot = connection.snapshot {
                    blocks.append(.paragraph([Span(text.portfolio.lastGood(snapshot.asOf.clockTime), .stale)], indent: 1))
                }
            }
            blocks.append(.rule)
        }
        return blocks
    }

    private func tabs(_ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext) -> [Block] {
        let text = context.text
        let count = snapshot.positions.list.map { " (\($0.count))" } ?? ""
        func title(_ words: String, _ tab: Tab) -> Span {
            Span(tab == self.tab ? "[\(words)]" : words, tab == self.tab ? .heading : .muted)
        }
        let titles = [title(text.portfolio.balances, .balances), Span("   "), title(text.portfolio.positions + count, .positions)]
        var blocks: [Block] = [.paragraph(titles, indent: 1)]
        blocks += filterField(rowFilter, in: .details, context)
        switch tab {
        case .balances: blocks += balances(connection, snapshot, context)
        case .positions: blocks += positionBlocks(connection, snapshot, context)
        }
        return blocks
    }

    /// The words for a table without rows, where there may still be assets.
    private static func noRows(_ snapshot: AccountSnapshot, _ text: Text) -> String {
        if snapshot.wallets.contains(where: { $0.failure != nil }) { return text.portfolio.rowsUnread }
        return snapshot.wallets.contains { $0.total?.isZero == false } ? text.portfolio.rowsUnlisted : text.home.noAssets
    }

    private func balances(_ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext) -> [Block] {
        let text = context.text
        let format = context.format(of: connection)
        let holdings = holdings(connection, snapshot, context)
        var blocks: [Block] = []
        if holdings.rows.isEmpty, holdings.folded.count == 0, holdings.filteredOut == 0 {
            return [.paragraph([Span(Self.noRows(snapshot, text), .muted)], indent: 1)]
        }
        if holdings.filteredOut > 0 {
            blocks.append(.paragraph([Span(text.portfolio.filteredOut(holdings.filteredOut), .muted)], indent: 1))
        }
        if holdings.folded.count > 0 {
            blocks.append(
                .paragraph([Span(text.portfolio.folded(holdings.folded.count, format.money(holdings.folded.value)), .muted)], indent: 1))
        }
        let table = AssetTable(
            holdings: holdings, equity: snapshot.equity, format: format, order: context.viewing.assetOrder, freshness: connection.freshness)
        if !holdings.rows.isEmpty {
            blocks.append(.table(table.table(chosen: pane == .details ? place(of: chosenAsset, in: holdings.rows) : nil)))
        }
        return blocks
    }

    private func positionBlocks(_ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext) -> [Block] {
        let text = context.text
        switch snapshot.positions {
        case .failed(let failure):
            let why = Span(text.portfolio.positionsNotHad + text.colon + failure.message[context.language], .caution)
            guard let known = connection.account.earlier.positions else { return [.paragraph([why], indent: 1)] }
            let since = Span(text.sentenceSpace + text.portfolio.lastGood(known.asOf.clockTime), .stale)
            return [.paragraph([why, since], indent: 1)] + positionTable(known.list, connection, snapshot, context)
        case .unasked: return [.paragraph([Span(text.portfolio.positionsNotHad, .caution)], indent: 1)]
        case .read(let positions): return positionTable(positions, connection, snapshot, context)
        }
    }

    private func positionTable(
        _ positions: [Position], _ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext
    ) -> [Block] {
        let text = context.text
        guard !positions.isEmpty, let table = self.positions(connection, snapshot, context) else {
            return [.paragraph([Span(text.portfolio.noPositions, .muted)], indent: 1)]
        }
        var blocks: [Block] = []
        let unwanted = positions.count(where: table.isUnwanted)
        if unwanted > 0 { blocks.append(.paragraph([Span("! " + text.portfolio.crossCount(unwanted), .caution)], indent: 1)) }
        if table.filteredOut > 0 { blocks.append(.paragraph([Span(text.portfolio.filteredOut(table.filteredOut), .muted)], indent: 1)) }
        let chosen = pane == .details ? chosenPosition.map { min($0, table.rows.count - 1) } : nil
        if !table.rows.isEmpty { blocks.append(.table(table.table(chosen: chosen, context.language))) }
        return blocks
    }
}

extension Mark {
    /// The sign for a connection's status.
    init(_ status: ConnectionStatus) {
        switch status {
        case .connected: self = .good
        case .attention: self = .caution
        case .failed: self = .bad
        case .checking: self = .running
        case .stale: self = .caution
        }
    }
}
