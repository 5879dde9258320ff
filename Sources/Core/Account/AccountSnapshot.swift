/// Everything that one visit to the exchange told about an account.
public struct AccountSnapshot: Hashable, Sendable {
    public let key: KeyDescription
    public let kind: AccountKind
    public let futures: FuturesSettings
    public let equity: Equity?
    public let wallets: [Wallet]
    public let positions: PositionsReading
    /// For showing totals in other currencies.
    public let rates: ExchangeRates
    public let notices: [Notice]
    /// The exchange's clock minus ours, in milliseconds.
    public let clockOffsetMilliseconds: Int64
    public let asOf: Moment

    /// A total in one currency.
    public struct Equity: Hashable, Sendable {
        public let currency: String
        public let total: Amount

        public init(currency: String, total: Amount) {
            self.currency = currency
            self.total = total
        }
    }

    public init(
        key: KeyDescription, kind: AccountKind, futures: FuturesSettings, equity: Equity?, wallets: [Wallet],
        positions: PositionsReading = .unasked, rates: ExchangeRates = .none, notices: [Notice], clockOffsetMilliseconds: Int64,
        asOf: Moment
    ) {
        self.key = key
        self.kind = kind
        self.futures = futures
        self.equity = equity
        self.wallets = wallets
        self.positions = positions
        self.rates = rates
        self.notices = notices
        self.clockOffsetMilliseconds = clockOffsetMilliseconds
        self.asOf = asOf
    }

    /// The same with a rate of the euro, where it has none of its own.
    public func adding(euros rate: ExchangeRates.Rate?) -> AccountSnapshot {
        guard let rate, !rates.knows(.euro) else { return self }
        return AccountSnapshot(
            key: key, kind: kind, futures: futures, equity: equity, wallets: wallets, positions: positions,
            rates: rates.filled(from: ExchangeRates([.euro: rate])), notices: notices, clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf)
    }

    /// The same with one notice more.
    func adding(_ notice: Notice?) -> AccountSnapshot {
        guard let notice else { return self }
        return AccountSnapshot(
            key: key, kind: kind, futures: futures, equity: equity, wallets: wallets, positions: positions, rates: rates,
            notices: notices + [notice], clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf)
    }
}
