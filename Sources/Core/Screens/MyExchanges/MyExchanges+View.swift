import Domain

extension MyExchanges {
    func view(_ context: ScreenContext) -> View {
        let text = context.text
        var view = View(title: text.home.title, summary: summary(context))
        guard !context.connections.isEmpty else {
            view.blocks = welcome(context)
            return view
        }
        view.badge = chosenTotal ?? connection(context)?.badge
        let list = list(context)
        let arrangement = arrangement(list, context)
        view.blocks = [.panes(arrangement.panes.map { pane($0, list, arrangement, context) })]
        return view
    }

    private func pane(
        _ choice: Block.PaneChoice, _ list: AccountList, _ arrangement: HomeArrangement, _ context: ScreenContext
    ) -> Block.Pane {
        let isAlone = arrangement.panes.count == 1
        switch choice {
        case .first: return listPane(list, arrangement, isAlone ? nil : arrangement.listColumns, context)
        case .second, .third:
            let ofPositions = arrangement.hasBoth ? choice == .third : tab == .positions
            let columns = arrangement.hasBoth && choice == .second ? arrangement.detailsColumns : nil
            var pane =
                chosenTotal.map { AllAccountsPane(self, $0, arrangement, context).pane(choice, ofPositions: ofPositions) }
                ?? connection(context).map { AccountPane(self, $0, arrangement, context).pane(choice, ofPositions: ofPositions) }
                ?? Block.Pane(choice, title: "", blocks: [])
            pane.columns = columns
            let hasKeys = self.pane == .details && (!arrangement.hasBoth || (tab == .positions) == (choice == .third))
            pane.focus = hasKeys ? .chosen : .none
            return pane
        }
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
        if !context.everySample.isEmpty { blocks += [.spacer, .paragraph([Span(text.home.demoRemark, .accent)], indent: 1)] }
        return blocks
    }

    private func summary(_ context: ScreenContext) -> String {
        guard !context.connections.isEmpty else { return "" }
        let connected = context.connections.count { $0.status == .connected || $0.status == .attention }
        return context.text.home.counts(connected, context.connections.count(where: \.isToBeMended))
    }

    // MARK: The list

    private func listPane(
        _ list: AccountList, _ arrangement: HomeArrangement, _ columns: Int?, _ context: ScreenContext
    ) -> Block.Pane {
        let text = context.text
        var blocks: [Block] = filterField(listFilter, in: .list, context)
        if list.items.isEmpty { blocks.append(.paragraph([Span(text.portfolio.nothingMatches, .caution)], indent: 1)) }
        blocks.append(
            list.block(from: listTop, room: listRoom(arrangement)) { item in
                guard item == chosenTotal.map(AccountList.Item.total) ?? .connection(chosen) else { return .none }
                return pane == .list ? .chosen : .chosenElsewhere
            })
        let order = context.viewing.accountOrder
        return Block.Pane(
            .first, title: "\(text.accounts.title) (\(context.connections.count))",
            trailing: order == .added ? nil : Span(order.words(text), .muted), blocks: blocks, focus: pane == .list ? .chosen : .none,
            columns: columns)
    }

    func filterField(_ filter: LineEditor, in pane: Pane, _ context: ScreenContext) -> [Block] {
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

    // MARK: Parts of the details

    /// The tabs, or in their place the filter that is typed; and what the rows leave out.
    func tabs(positions: Int?, leftOut: [Span], _ context: ScreenContext) -> [Block] {
        if phase == .filtering, pane == .details { return filterField(rowFilter, in: .details, context) }
        let text = context.text
        let key = Self.bindings(context.keys).first { $0.command == .positions }?.keys.first
        func title(_ words: String, _ tab: Tab) -> Span {
            tab == self.tab ? Span("[\(words)]", .heading) : Span(words, .muted, press: key)
        }
        let count = positions.map { " \($0)" } ?? ""
        var trailing = leftOut
        if !rowFilter.text.isEmpty { trailing.insert(Span("/" + rowFilter.text + "  ", .accent), at: 0) }
        let first = chosenTotal == nil ? text.portfolio.balances : text.accounts.coins
        return [
            .line(
                Block.Line([title(first, .balances), Span("  "), title(text.portfolio.positions + count, .positions)], trailing: trailing))
        ]
    }

    /// Whether the keys go to what is above the rows.
    var isAboveRows: Bool {
        switch tab {
        case .balances: pane == .details && chosenAsset == nil
        case .positions: pane == .details && chosenPosition == nil
        }
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
        case .stale: self = .skipped
        }
    }
}
