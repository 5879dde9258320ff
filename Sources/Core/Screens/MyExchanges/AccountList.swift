import Domain

/// The accounts in one line each, and what they are worth together.
struct AccountList {
    let items: [Item]
    private let context: ScreenContext

    /// A line of the list.
    enum Item: Hashable, Sendable {
        /// The place of a connection in the order in which they were added.
        case connection(Int)
        /// All accounts of one kind of money.
        case total(Badge)
    }

    /// `places` are those of the connections, as they are sorted and narrowed.
    init(_ places: [Int], _ context: ScreenContext) {
        self.context = context
        // One account says itself what it is worth.
        let badges = context.connections.count > 1 ? AccountsTotal.badges(context.connections) : []
        items = places.map(Item.connection) + badges.map(Item.total)
    }

    /// The lines from one on, as many as fit.
    func block(from top: Int, lines: Int, focus: (Item) -> Block.Focus) -> Block {
        let shown = items[min(top, items.count)...].prefix(lines)
        let rows = shown.map { row($0, focus($0)) }
        let columns = [
            Block.Table.Column(title: "", alignment: .leading, rank: 1), Block.Table.Column(title: "", alignment: .trailing, rank: 95),
        ]
        return .list(
            Block.List(
                columns: columns, rows: Array(rows),
                rowsOutOfSight: Block.Table.RowsOutOfSight(before: min(top, items.count), after: items.count - shown.endIndex)))
    }

    /// The columns that all lines would like to have, frame included, without the exchange.
    var naturalColumns: Int {
        let rows = items.map { row($0, .none) }
        func widest(_ width: (Block.List.Row) -> Int) -> Int { rows.map(width).max() ?? 0 }
        let name = min(24, widest { TextWidth.columns(of: $0.name.text) })
        // The frame, the sign of the chosen line, the mark, and the gaps.
        return 2 + 1 + 1 + 3 + name + widest { TextWidth.columns(of: $0.cells[1].text) } + widest { TextWidth.columns(of: $0.status.text) }
    }

    private func row(_ item: Item, _ focus: Block.Focus) -> Block.List.Row {
        switch item {
        case .connection(let place): row(context.connections[place], focus)
        case .total(let badge): row(badge, focus)
        }
    }

    private func row(_ connection: Connection, _ focus: Block.Focus) -> Block.List.Row {
        let exchange = context.exchanges.first { $0.id == connection.target.exchange }?.name ?? connection.target.exchange
        let environment: String =
            switch connection.badge {
            case .live: ""
            case .demo, .testnet, .sandbox: isMixed ? " " + connection.badge.rawValue : ""
            }
        let status: Span =
            connection.storageFailure != nil
            ? Span(context.text.home.notStored, .caution) : Span(connection.status.words[context.language], Mark(connection.status).role)
        let equity = connection.snapshot?.equity
        return Block.List.Row(
            mark: Mark(connection.status), name: Span(connection.name + (connection.isDefault ? " *" : "") + environment),
            cells: [
                Span(exchange, .muted),
                Span(
                    context.format(of: connection).value(equity?.total),
                    equity == nil ? .muted : equity?.total.isNegative == true ? .negative : connection.freshness.amountRole),
            ], status: status, focus: focus)
    }

    /// Whether there is more than one kind of money, so that each account says of which it is.
    private var isMixed: Bool { AccountsTotal.badges(context.connections).count > 1 }

    private func row(_ badge: Badge, _ focus: Block.Focus) -> Block.List.Row {
        let words = context.text.accounts
        let total = AccountsTotal(badge, among: context.connections)
        let currency = context.format(of: badge)
        let missing = total.missing.count
        let old = total.outdated.count + total.tradingOnly.count
        return Block.List.Row(
            mark: nil, name: Span(words.allLine(isMixed ? badge.rawValue : nil, context.viewing.currency.rawValue), .heading),
            cells: [
                Span(""),
                Span(
                    currency.value(total.dollars), total.dollars?.isNegative == true ? .negative : total.isWhole ? .amount : .stale),
            ],
            status: missing > 0 ? Span(words.missing(missing), .caution) : old > 0 ? Span(words.outdated(old), .stale) : Span(""),
            focus: focus, hasRule: badge == AccountsTotal.badges(context.connections).first)
    }
}
