import Domain

/// A line of the table of assets.
struct AssetRow: Hashable, Sendable {
    let asset: Asset
    let wallet: Wallet.Kind
    /// The place of the wallet in the exchange's order.
    let walletPlace: Int
    /// The time of the earlier reading that told it; `nil` where the last one did.
    var earlier: Moment?

    /// Identifies the line while its amounts change.
    struct ID: Hashable, Sendable {
        let code: String
        let wallet: Wallet.Kind
    }

    var id: ID { ID(code: asset.code, wallet: wallet) }

    /// All assets of an account in a total order: by the column, then by value, name and wallet.
    static func rows(
        of snapshot: AccountSnapshot, _ order: SortOrder<AssetColumn> = SortOrder(.value, .descending),
        earlier: EarlierParts = EarlierParts()
    ) -> [AssetRow] {
        let rows = snapshot.wallets.enumerated().flatMap { place, wallet in
            guard wallet.failure != nil, let known = earlier.assets[wallet.kind] else {
                return wallet.assets.map { AssetRow(asset: $0, wallet: wallet.kind, walletPlace: place) }
            }
            return known.list.map { AssetRow(asset: $0, wallet: wallet.kind, walletPlace: place, earlier: known.asOf) }
        }
        let byValue = SortOrder(AssetColumn.value, .descending)
        return rows.sorted { first, second in
            let byColumn: Bool? =
                switch order.column {
                case .asset: order.comesFirst(first.asset.code, second.asset.code)
                case .wallet: order.comesFirst(first.walletPlace, second.walletPlace)
                case .total, .available, .inUse, .value, .share, .profit:
                    order.comesFirst(order.column.amount(of: first.asset), order.column.amount(of: second.asset))
                }
            if let byColumn { return byColumn }
            if let byWorth = byValue.comesFirst(first.asset.value, second.asset.value) { return byWorth }
            return (first.asset.code, first.walletPlace) < (second.asset.code, second.walletPlace)
        }
    }

    func matches(_ wanted: String, _ text: Text) -> Bool {
        asset.code.lowercased().contains(wanted) || text.walletName(wallet).lowercased().contains(wanted)
    }

    /// Worth less than a dollar, and known to be.
    var isSmall: Bool {
        guard let value = asset.value else { return asset.total?.isZero == true }
        return value < Amount(1)
    }
}
