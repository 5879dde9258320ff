import Domain

/// The accounts in one line each, and what they are worth together.
struct AccountList {
    let items: [Item]
    /// The columns that all lines would like to have, frame included.
    let naturalColumns: Int
    private let context: ScreenContext
    private let badges: [Badge]

    /// A line of the list.
    enum Item: Hashable, Sendable {
        /// The place of a connection in the order in which they were added.
        case connection(Int)
        /// All accounts of one kind of money.
        case total(Badge)

        var isTotal: Bool {
            switch self {
            case .connection: false
            case .total: true
            }
        }
    }

    /// `places` are those of the connections, as they are sorted and narrowed.
    init(_ places: [Int], _ context: ScreenContext) {
        self.context = context
        badges = AccountsTotal.badges(context.connections)
        // One account says itself what it is worth.
        items = places.map(Item.connection) + (context.connections.count > 1 ? badges : []).map(Item.total)
        naturalColumns = Self.naturalColumns(of: context, badges)
    }

    /// Of all accounts, whichever are listed, so that a filter changes no width.
    private static func naturalColumns(of context: ScreenContext, _ badges: [Badge]) -> Int {
        let isMixed = badges.count > 1
        var (name, status) = (0, 0)
        var total = badges.map { totalColumns(of: context, $0) }.max() ?? 0
        for connection in context.connections {
            let suffix = (connection.isDefault ? 2 : 0) + (isMixed ? connection.badge.rawValue.count + 1 : 0)
            name = max(name, TextWidth.columns(of: connection.name) + suffix)
            status = max(status, TextWidth.columns(of: Self.status(of: connection, context).text))
        }
        // A sum of many is a digit or two longer than its largest part.
        if context.connections.count > 1 {
            let words = context.text.accounts
            total += 2
            name = max(name, TextWidth.columns(of: words.allLine(isMixed ? "TESTNET" : nil, context.viewing.currency.rawValue)))
            status = max(status, TextWidth.columns(of: words.outdated(9)), TextWidth.columns(of: words.missing(9)))
        }
        // Where there is room the exchange stands there too.
        let exchange =
            context.size.columns >= HomeArrangement.columnsForExchange
            ? 1 + (context.exchanges.map { TextWidth.columns(of: $0.name) }.max() ?? 0) : 0
        // The frame, the sign of the chosen line, the mark, and the gaps.
        return 2 + 1 + 1 + 3 + min(24, name) + exchange + total + status
    }

    /// How wide the widest total of a kind of money is: the largest, the smallest, or the one that is nearest to nothing. A rate that one
    /// account has and another has not may make a digit more.
    private static func totalColumns(of context: ScreenContext, _ badge: Badge) -> Int {
        let known = context.connections.filter { $0.badge == badge }.compactMap { connection in
            connection.snapshot?.equity.map { (connection: connection, total: $0.total) }
        }
        let least = known.filter { !$0.total.isZero }.min { $0.total.magnitude < $1.total.magnitude }
        let widest = [known.max { $0.total < $1.total }, known.min { $0.total < $1.total }, least].compactMap(\.self).map {
            TextWidth.columns(of: context.format(of: $0.connection).value($0.total))
        }.max()
        return (widest ?? TextWidth.columns(of: context.text.unknownAmount)) + (context.viewing.currency == .dollar ? 0 : 1)
    }

    private static func status(of connection: Connection, _ context: ScreenContext) -> Span {
        connection.storageFailure != nil
            ? Span(context.text.home.notStored, .caution) : Span(connection.status.words[context.language], Mark(connection.status).role)
    }

    /// Whether a line is drawn above the totals, for which there has to be room beside all others.
    private func hasRule(in room: Int) -> Bool { items.contains(where: \.isTotal) && items.count < room }

    /// How many items are seen at once in so many lines.
    func visible(in room: Int) -> Int { hasRule(in: room) ? room - 1 : room }

    /// The lines from one on, as many as there is room for.
    func block(from top: Int, room: Int, focus: (Item) -> Block.Focus) -> Block {
        let shown = items[min(top, items.count)...].prefix(visible(in: room))
        let hasRule = hasRule(in: room)
        let rows = shown.map { row($0, focus($0), hasRule: hasRule && $0 == items.first(where: \.isTotal)) }
        let columns = [
            Block.Table.Column(title: "", alignment: .leading, rank: 1), Block.Table.Column(title: "", alignment: .trailing, rank: 95),
        ]
        return .list(
            Block.List(
                columns: columns, rows: Array(rows),
                rowsOutOfSight: Block.Table.RowsOutOfSight(before: min(top, items.count), after: items.count - shown.endIndex)))
    }

    private func row(_ item: Item, _ focus: Block.Focus, hasRule: Bool) -> Block.List.Row {
        switch item {
        case .connection(let place): row(context.connections[place], focus)
        case .total(let badge): row(badge, focus, hasRule)
        }
    }

    private func row(_ connection: Connection, _ focus: Block.Focus) -> Block.List.Row {
        let exchange = context.exchanges.first { $0.id == connection.target.exchange }?.name ?? connection.target.exchange
        let environment: String =
            switch connection.badge {
            case .live: ""
            case .demo, .testnet, .sandbox, .sandboxDemo: isMixed ? " " + connection.badge.rawValue : ""
            }
        let equity = connection.snapshot?.equity
        return Block.List.Row(
            mark: Mark(connection.status), name: Span(connection.name + (connection.isDefault ? " *" : "") + environment),
            cells: [
                Span(exchange, .muted),
                Span(
                    context.format(of: connection).value(equity?.total),
                    equity == nil ? .muted : equity?.total.isNegative == true ? .negative : connection.freshness.amountRole,
                    move: context.viewing.amounts == .shown ? connection.moves[.total] : nil),
            ], status: Self.status(of: connection, context), focus: focus)
    }

    /// Whether there is more than one kind of money, so that each account says of which it is.
    private var isMixed: Bool { badges.count > 1 }

    private func row(_ badge: Badge, _ focus: Block.Focus, _ hasRule: Bool) -> Block.List.Row {
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
            focus: focus, hasRule: hasRule)
    }
}
