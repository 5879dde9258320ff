import Domain

/// Which of an account's figures its exchange has moved since the user last pressed a key, and which way.
struct FigureMoves: Hashable, Sendable {
    /// A figure of an account.
    enum Figure: Hashable, Sendable {
        case total
        case wallet(Wallet.Kind)
        case asset(AssetRow.ID, AssetColumn)
        case position(Position.RowID, PositionColumn)
    }

    private var moves: [Figure: Span.Move] = [:]
    /// How wide figures that moved have been at most, so that no column becomes narrower, and with it the whole table, before a key is
    /// pressed.
    private(set) var assetWidths: [AssetColumn: Int] = [:]
    private(set) var positionWidths: [PositionColumn: Int] = [:]

    /// None have moved.
    init() {}

    subscript(_ figure: Figure) -> Span.Move? { moves[figure] }

    /// Adds what differs between two states of an account. A figure that was not known has not moved.
    mutating func add(from old: AccountSnapshot, to new: AccountSnapshot) {
        note(.total, old.equity?.total, new.equity?.total, Self.shownValue)
        for wallet in new.wallets {
            guard let before = old.wallets.first(where: { $0.kind.id == wallet.kind.id }), before != wallet else { continue }
            note(.wallet(wallet.kind), before.total, wallet.total, Self.shownValue)
            let assets = Dictionary(before.assets.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
            for asset in wallet.assets {
                guard let earlier = assets[asset.code], earlier != asset else { continue }
                let row = AssetRow.ID(code: asset.code, wallet: wallet.kind)
                for column in [AssetColumn.total, .available, .inUse, .profit] {
                    let widest = [earlier, asset].compactMap(column.width).max()
                    if let widest { assetWidths[column] = max(widest, assetWidths[column] ?? 0) }
                    note(.asset(row, column), column.amount(of: earlier), column.amount(of: asset))
                }
                note(.asset(row, .value), earlier.value, asset.value, Self.shownValue)
            }
        }
        guard let positions = new.positions.list, let before = old.positions.list, positions != before else { return }
        let earlier = Dictionary(before.map { ($0.rowID, $0) }, uniquingKeysWith: { first, _ in first })
        for position in positions {
            guard let before = earlier[position.rowID], before != position else { continue }
            for column in [PositionColumn.size, .entry, .mark, .profit, .liquidation] {
                let widest = [before, position].map { TextWidth.columns(of: column.words(for: $0, .english)) }.max()
                if let widest { positionWidths[column] = max(widest, positionWidths[column] ?? 0) }
                note(.position(position.rowID, column), column.amount(of: before), column.amount(of: position))
            }
        }
    }

    /// Values are shown with two decimals; what does not show has not moved.
    private static func shownValue(_ amount: Amount) -> Amount { amount.rounded(toScale: 2, rounding: .halfEven) }

    private mutating func note(_ figure: Figure, _ old: Amount?, _ new: Amount?, _ shown: (Amount) -> Amount = { $0 }) {
        guard let old, let new, old != new else { return }
        let (before, after) = (shown(old), shown(new))
        if before < after { moves[figure] = .up } else if after < before { moves[figure] = .down }
    }
}
