/// A line of the table of assets.
struct AssetRow: Hashable, Sendable {
    let asset: Asset
    let wallet: Wallet.Kind
    /// Of the account's total, in thousandths.
    let share: Int?

    /// All assets of a connection, the most valuable first; those without a known value after them, by name.
    static func rows(of connection: Connection) -> [AssetRow] {
        guard let snapshot = connection.snapshot else { return [] }
        let rows = snapshot.wallets.flatMap { wallet in
            wallet.assets.map { AssetRow(asset: $0, wallet: wallet.kind, share: AmountText.thousandths($0.value, of: snapshot.equity?.total)) }
        }
        return rows.sorted { first, second in
            switch (first.asset.value, second.asset.value) {
            case (let one?, let other?) where one != other: one > other
            case (_?, nil): true
            case (nil, _?): false
            case (_, _): (first.asset.code, first.wallet.rawValue) < (second.asset.code, second.wallet.rawValue)
            }
        }
    }

    static func table(_ rows: [AssetRow], chosen: Int?, currency: String, isStale: Bool, _ text: Text) -> Block.Table {
        let amountRole: Role = isStale ? .stale : .amount
        func cell(_ amount: Amount?, _ words: String) -> Span {
            Span(words, amount?.isNegative == true ? .negative : amount == nil ? .muted : amountRole)
        }
        return Block.Table(
            columns: [
                Block.Table.Column(title: text.home.asset, alignment: .leading, rank: 9),
                Block.Table.Column(title: text.home.wallet, alignment: .leading, rank: 6),
                Block.Table.Column(title: text.home.amount, alignment: .trailing, rank: 8),
                Block.Table.Column(title: text.home.available, alignment: .trailing, rank: 3),
                Block.Table.Column(title: text.home.inUse, alignment: .trailing, rank: 2),
                Block.Table.Column(title: text.home.value, alignment: .trailing, rank: 7),
                Block.Table.Column(title: "%", alignment: .trailing, rank: 5),
            ],
            rows: rows.map { row in
                [
                    Span(row.asset.code),
                    Span(text.walletName(row.wallet), .muted),
                    cell(row.asset.total, AmountText.exact(row.asset.total, text)),
                    cell(row.asset.available, AmountText.exact(row.asset.available, text)),
                    cell(row.asset.inUse, AmountText.exact(row.asset.inUse, text)),
                    cell(row.asset.value, AmountText.value(row.asset.value, text)),
                    Span(row.share.map(AmountText.percent) ?? text.unknownAmount, .muted),
                ]
            },
            chosenRow: chosen, focus: chosen == nil ? .none : .chosen, caption: chosen.map { rows[$0].inFull(currency, text) } ?? [])
    }

    /// Every digit of every amount, of which the table may show a part. Not in groups, so that an amount is one word.
    private func inFull(_ currency: String, _ text: Text) -> [[Span]] {
        func part(_ label: String, _ amount: Amount?, _ unit: String = "") -> [Span] {
            let words = amount.map { $0.plain + (unit.isEmpty ? "" : " " + unit) } ?? text.unknownAmount
            return [Span(label + " ", .muted), Span(words, amount?.isNegative == true ? .negative : .amount)]
        }
        return [
            [Span(asset.code, .heading), Span("  " + text.walletName(wallet), .muted)], part(text.home.amount, asset.total),
            part(text.home.available, asset.available), part(text.home.inUse, asset.inUse), part(text.home.value, asset.value, currency),
            part(text.home.unrealizedProfit, asset.unrealizedProfit),
        ]
    }
}
