/// Everything that one fetch from the exchange told about an account.
public struct AccountSnapshot: Hashable, Sendable {
    /// The API key that the account was read with, as the exchange describes it.
    public let key: KeyDescription
    /// Main account or sub-account; `nil` where the exchange did not say.
    public let kind: AccountKind?
    /// The settings that this reading told; those that it did not tell are absent.
    public let settings: AccountSettings
    /// What the account is worth; `nil` where the exchange's valuation could not be had.
    public let equity: Equity?
    /// The wallets that the exchange told of, in its order, also those whose assets could not be read.
    public let wallets: [Wallet]
    /// The open positions, or that they could not be had or were not asked for.
    public let positions: PositionsReading
    /// For showing totals in other currencies.
    public let rates: ExchangeRates
    /// The warnings of this reading; any of them makes the connection's status `attention`.
    public let notices: [Notice]
    /// What is worth knowing and needs no action.
    public let remarks: [Remark]
    /// The exchange's clock minus ours, in milliseconds.
    public let clockOffsetMilliseconds: Int64
    /// When the reading was made, by this machine's clock.
    public let asOf: Moment
    /// The exchange's id of the account, whichever key has read it; empty where it is not known.
    public let accountID: String
    /// How much of the exchange's limits is used; empty where it does not tell.
    public let limits: [LimitShare]

    /// A total in one currency.
    public struct Equity: Hashable, Sendable {
        /// The code of the currency, such as `USD`.
        public let currency: String
        /// What the exchange says the covered wallets are worth together.
        public let total: Amount
        /// Whether the total is of all wallets or of the trading wallet alone.
        public let coverage: Coverage

        /// What is in a total.
        public enum Coverage: Hashable, Sendable {
            case whole
            /// The exchange did not value the rest.
            case tradingOnly
        }

        /// A total of all wallets unless said otherwise.
        public init(currency: String, total: Amount, coverage: Coverage = .whole) {
            self.currency = currency
            self.total = total
            self.coverage = coverage
        }

        /// The total that an asset of the wallet is a share of; `nil` where the wallet is not in the total.
        public func whole(of wallet: Wallet.Kind) -> Amount? {
            switch (coverage, wallet.role) {
            case (.whole, _), (.tradingOnly, .trading): total
            case (.tradingOnly, .holding), (.tradingOnly, .sum): nil
            }
        }
    }

    /// A reading without positions, rates, remarks, account id and limits, unless they are given.
    public init(
        key: KeyDescription, kind: AccountKind?, settings: AccountSettings, equity: Equity?, wallets: [Wallet],
        positions: PositionsReading = .unasked, rates: ExchangeRates = .none, notices: [Notice], remarks: [Remark] = [],
        clockOffsetMilliseconds: Int64, asOf: Moment, accountID: String = "", limits: [LimitShare] = []
    ) {
        self.key = key
        self.kind = kind
        self.settings = settings
        self.equity = equity
        self.wallets = wallets
        self.positions = positions
        self.rates = rates
        self.notices = notices
        self.remarks = remarks
        self.clockOffsetMilliseconds = clockOffsetMilliseconds
        self.asOf = asOf
        self.accountID = accountID
        self.limits = limits
    }

    /// The same with further rates, where it has none of its own.
    public func adding(_ further: ExchangeRates) -> AccountSnapshot {
        with(rates: rates.filled(from: further), notices: notices)
    }

    /// The same with one notice more.
    public func adding(_ notice: Notice?) -> AccountSnapshot {
        guard let notice else { return self }
        return with(rates: rates, notices: notices + [notice])
    }

    /// The same with the present use of the exchange's limits.
    public func telling(_ limits: [LimitShare]) -> AccountSnapshot {
        with(rates: rates, notices: notices, limits: limits)
    }

    /// The same without a warning.
    public func without(_ warning: Warning) -> AccountSnapshot {
        with(rates: rates, notices: notices.filter { $0.warning != warning })
    }

    private func with(rates: ExchangeRates, notices: [Notice], limits: [LimitShare]? = nil) -> AccountSnapshot {
        AccountSnapshot(
            key: key, kind: kind, settings: settings, equity: equity, wallets: wallets, positions: positions, rates: rates,
            notices: notices, remarks: remarks, clockOffsetMilliseconds: clockOffsetMilliseconds, asOf: asOf, accountID: accountID,
            limits: limits ?? self.limits)
    }
}

/// Whether the key belongs to a main account or to one of its sub-accounts.
public enum AccountKind: String, Hashable, Sendable {
    case main
    case sub

    /// As it is shown and printed.
    public var words: Phrase {
        switch self {
        case .main: Phrase(en: "main account", zh: "母账户")
        case .sub: Phrase(en: "sub-account", zh: "子账户")
        }
    }
}
