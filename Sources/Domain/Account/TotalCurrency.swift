/// A currency in which totals can be shown.
public enum TotalCurrency: String, CaseIterable, Hashable, Sendable {
    case dollar = "USD"
    case tether = "USDT"
    case bitcoin = "BTC"
    case euro = "EUR"
    case yuan = "CNY"

    /// The digits after the point that its amounts are shown with.
    public var shownScale: Int {
        switch self {
        case .dollar, .tether, .euro, .yuan: 2
        case .bitcoin: 8
        }
    }
}
