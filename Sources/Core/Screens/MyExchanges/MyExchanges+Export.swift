import Domain

extension MyExchanges {
    /// The rows of the details with all digits, as filtered, folded and sorted on the screen.
    func exportTable(_ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext) -> ExportTable? {
        switch tab {
        case .balances: assets(connection, snapshot, context)
        case .positions: positionRows(connection, snapshot, context)
        }
    }

    var exportSubject: String {
        switch tab {
        case .balances: "balances"
        case .positions: "positions"
        }
    }

    private func assets(_ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext) -> ExportTable {
        let format = context.format(of: connection)
        let rows = holdings(connection, snapshot, context).rows.filter { !$0.isSum }.map { row -> [ExportTable.Value] in
            let asset = row.asset
            let value = asset.value.flatMap { format.rates.convert($0, to: format.currency) }
            return [
                .text(connection.name), .text(asset.code), .text(row.wallet.id), .init(asset.total), .init(asset.available),
                .init(asset.inUse),
                .init(value), .text(format.currency.rawValue), .init(asset.unrealizedProfit), .init(asset.debt), .init(asset.price),
                .init(asset.dayChange),
                .text((row.earlier ?? snapshot.asOf).iso8601),
            ]
        }
        return ExportTable(
            columns: [
                "connection", "asset", "wallet", "total", "available", "in_use", "value", "value_currency", "unrealized_pnl", "debt",
                "price", "change_24h", "as_of",
            ], rows: rows)
    }

    private func positionRows(_ connection: Connection, _ snapshot: AccountSnapshot, _ context: ScreenContext) -> ExportTable? {
        let asOf = snapshot.positions.list == nil ? connection.account.earlier.positions?.asOf ?? snapshot.asOf : snapshot.asOf
        return positions(connection, snapshot, context).map { table in
            ExportTable(
                columns: [
                    "connection", "instrument", "kind", "side", "size", "entry_price", "mark_price", "unrealized_pnl", "currency",
                    "leverage",
                    "margin_mode", "liquidation_price", "as_of",
                ],
                rows: table.rows.map(\.position).map { position in
                    [
                        .text(connection.name), .text(position.instrument), .text(position.kind.rawValue), .init(position.side?.rawValue),
                        .init(position.size), .init(position.entryPrice), .init(position.markPrice), .init(position.unrealizedProfit),
                        .init(position.currency), .init(position.leverage), .init(position.marginMode?.rawValue),
                        .init(position.liquidationPrice),
                        .text(asOf.iso8601),
                    ]
                })
        }
    }
}
