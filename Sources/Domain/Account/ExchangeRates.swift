/// What the currencies of totals are worth, as the exchange told it. Amounts are kept in dollars and converted for being shown only.
public struct ExchangeRates: Hashable, Sendable {
    /// One for each currency that the exchange told; none for the dollar.
    public let rates: [TotalCurrency: Rate]
    /// The currencies whose rates the exchange tells, and that have not been read yet.
    public let awaited: Set<TotalCurrency>

    /// No rates: amounts can be shown in dollars only.
    public static let none = ExchangeRates([:])

    /// A rate in the direction in which it was told, so that nothing is rounded before it has to be.
    public enum Rate: Hashable, Sendable {
        /// Dollars for one unit, above zero.
        case dollarsPerUnit(Amount)
        /// Units for one dollar, above zero.
        case unitsPerDollar(Amount)
    }

    /// Rates that are not above zero are left out.
    public init(_ rates: [TotalCurrency: Rate], awaited: Set<TotalCurrency> = []) {
        let known = rates.filter { currency, rate in
            switch rate {
            case .dollarsPerUnit(let price), .unitsPerDollar(let price): price > .zero && currency != .dollar
            }
        }
        self.rates = known
        self.awaited = awaited.filter { known[$0] == nil && $0 != .dollar }
    }

    /// Whether amounts can be shown in a currency.
    public func knows(_ currency: TotalCurrency) -> Bool {
        currency == .dollar || rates[currency] != nil
    }

    /// An amount of dollars in another currency: exact where it was told as units for a dollar, else rounded once, sixteen digits
    /// behind the point. `nil` without a rate.
    public func convert(_ dollars: Amount, to currency: TotalCurrency) -> Amount? {
        if currency == .dollar { return dollars }
        switch rates[currency] {
        case .unitsPerDollar(let units)?: return dollars * units
        case .dollarsPerUnit(let price)?: return dollars.divided(by: price, scale: max(16, dollars.scale), rounding: .halfEven)
        case nil: return nil
        }
    }

    /// These rates, with those of `older` for the currencies that these lack.
    public func filled(from older: ExchangeRates) -> ExchangeRates {
        ExchangeRates(rates.merging(older.rates) { own, _ in own }, awaited: awaited.union(older.awaited))
    }
}

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
