import Domain

/// A line of the table of assets.
struct AssetRow: Hashable, Sendable {
    let asset: Asset
    let wallet: Wallet.Kind
    /// The place of the wallet in the exchange's order.
    let walletPlace: Int
    /// The time of the earlier reading that told it; `nil` where the last one did.
    var earlier: Moment?
    /// Whether the exchange tells what the wallet is worth and not what is in it: the row is then all of it.
    var isSum = false

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
                if let sum = AssetRow(sumOf: wallet, place) { return [sum] }
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
                case .total, .available, .inUse, .value, .price, .dayChange, .share, .profit:
                    order.comesFirst(order.column.amount(of: first.asset), order.column.amount(of: second.asset))
                }
            if let byColumn { return byColumn }
            if let byWorth = byValue.comesFirst(first.asset.value, second.asset.value) { return byWorth }
            return (first.asset.code, first.walletPlace) < (second.asset.code, second.walletPlace)
        }
    }

    /// The one row of a wallet of which only a sum is told, so that the rows add up to the total; `nil` for any other.
    private init?(sumOf wallet: Wallet, _ place: Int) {
        guard wallet.assets.isEmpty, wallet.failure == nil, let total = wallet.total, !total.isZero else { return nil }
        let asset = Asset(code: "", total: nil, available: nil, inUse: nil, value: total, unrealizedProfit: nil)
        self.init(asset: asset, wallet: wallet.kind, walletPlace: place, isSum: true)
    }

    private init(asset: Asset, wallet: Wallet.Kind, walletPlace: Int, earlier: Moment? = nil, isSum: Bool = false) {
        self.asset = asset
        self.wallet = wallet
        self.walletPlace = walletPlace
        self.earlier = earlier
        self.isSum = isSum
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
