import Domain

/// A connection as the list shows it.
struct ConnectionLine {
    private let connection: Connection
    private let context: ScreenContext

    init(_ connection: Connection, _ context: ScreenContext) {
        self.connection = connection
        self.context = context
    }

    func choice(_ focus: Block.Focus) -> Block.Choice {
        let exchange = context.exchanges.first { $0.id == connection.target.exchange }?.name ?? connection.target.exchange
        let environment: String =
            switch connection.badge {
            case .live: ""
            case .demo, .testnet, .sandbox: "  " + connection.badge.rawValue
            }
        let isReading = context.running.refreshes(connection) && connection.snapshot != nil
        return Block.Choice(
            mark: Mark(connection.status), title: "\(exchange)  \(connection.name)" + (connection.isDefault ? " *" : "") + environment,
            trailing: Span(
                (isReading ? Mark.running.sign(context.glyphs) + " " : "") + connection.status.words[context.language],
                Mark(connection.status).role),
            details: details, focus: focus)
    }

    private var details: [Span] {
        let text = context.text
        var details: [Span] = []
        if let obstacle = connection.obstacle, connection.status == .failed {
            details.append(Span(obstacle.message[context.language], .bad))
        } else {
            let equity = connection.snapshot?.equity
            details.append(
                Span(
                    context.format(of: connection).money(equity?.total),
                    equity?.total.isNegative == true ? .negative : connection.freshness.amountRole))
        }
        if connection.storageFailure != nil { details.append(Span(text.home.notStored, .caution)) }
        return details
    }
}
