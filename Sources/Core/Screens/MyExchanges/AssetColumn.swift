import Domain

/// What is shown of an asset, a column each. Its raw value is how a chosen order is remembered.
enum AssetColumn: String, CaseIterable, Hashable, Sendable {
    case asset, wallet, total, available
    case inUse = "in-use"
    case price
    case dayChange = "24h"
    case value, share, profit

    func title(_ text: Text, _ currency: TotalCurrency) -> String {
        switch self {
        case .asset: text.home.asset
        case .wallet: text.home.wallet
        case .total: text.home.amount
        case .available: text.home.available
        case .inUse: text.home.inUse
        case .value: currency == .dollar ? text.home.value : text.home.value + " " + currency.rawValue
        case .price: currency == .dollar ? text.portfolio.price : text.portfolio.price + " USD"
        case .dayChange: text.portfolio.dayChange
        case .share: "%"
        case .profit: text.portfolio.profit
        }
    }

    var alignment: Block.Table.Alignment {
        switch self {
        case .asset, .wallet: .leading
        case .total, .available, .inUse, .value, .price, .dayChange, .share, .profit: .trailing
        }
    }

    /// Columns of a lower rank are left out first.
    var rank: Int {
        switch self {
        case .asset: 10
        case .value: 9
        case .total: 8
        case .wallet: 7
        case .share: 6
        case .available: 5
        case .inUse: 4
        case .profit: 3
        case .dayChange: 2
        case .price: 1
        }
    }

    /// The direction in which a column is sorted first.
    var firstDirection: SortOrder<AssetColumn>.Direction {
        switch self {
        case .asset, .wallet: .ascending
        case .total, .available, .inUse, .value, .price, .dayChange, .share, .profit: .descending
        }
    }

    /// How many columns its amount takes in full, where it is shown with every digit.
    func width(of asset: Asset) -> Int? {
        switch self {
        case .total, .available, .inUse, .price: amount(of: asset)?.groupedLength
        // With the sign of a gain.
        case .profit: asset.unrealizedProfit.map { $0.groupedLength + ($0 > .zero ? 1 : 0) }
        case .asset, .wallet, .value, .dayChange, .share: nil
        }
    }

    func amount(of asset: Asset) -> Amount? {
        switch self {
        case .asset, .wallet: nil
        case .total: asset.total
        case .available: asset.available
        case .inUse: asset.inUse
        case .value, .share: asset.value
        case .price: asset.price
        case .dayChange: asset.dayChangePercent
        case .profit: asset.unrealizedProfit
        }
    }
}
