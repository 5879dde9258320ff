/// One account at an exchange: where it is, what the user decided about it, and what stands for its key to whoever has the record: slots
/// for the screens, a handle for those who sign in, the values themselves on their way out of the vault.
public struct AccountRecord<Key> {
    /// The exchange's id, such as `okx`.
    public let exchange: String
    /// The installation of the exchange that the account belongs to.
    public private(set) var site: Site
    /// Live, demo or testnet.
    public private(set) var environment: TradingEnvironment
    /// What stands for the key to whoever has this record: slots, a handle or the values.
    public let key: Key
    /// Whether a key that may withdraw is used all the same.
    public let withdrawal: Withdrawal
    /// Whether futures settings that are not as recommended are worth a warning.
    public private(set) var futures: FuturesUse
    /// How the key came about.
    public let method: ConnectionMethod
    /// The exchange's id of the account; empty where nobody has read it yet.
    public private(set) var account: String

    /// What to do with a key that may withdraw.
    public typealias Withdrawal = WithdrawalRule

    /// Whether the account's futures settings matter to the user.
    public typealias FuturesUse = FuturesRelevance

    /// An account that trades futures, with a key made by hand that may not withdraw, unless said otherwise.
    public init(
        exchange: String, site: Site, environment: TradingEnvironment, key: Key, withdrawal: Withdrawal = .refused,
        futures: FuturesUse = .used, method: ConnectionMethod = .apiKey, account: String = ""
    ) {
        self.exchange = exchange
        self.site = site
        self.environment = environment
        self.key = key
        self.withdrawal = withdrawal
        self.futures = futures
        self.method = method
        self.account = account
    }

    /// The same account with another decision about its futures settings.
    public func with(_ futures: FuturesUse) -> AccountRecord {
        var record = self
        record.futures = futures
        return record
    }

    /// The same account, now that the exchange has told who it is; an empty id changes nothing.
    public func identified(as account: String) -> AccountRecord {
        guard !account.isEmpty else { return self }
        var record = self
        record.account = account
        return record
    }

    /// The same account with something else standing for its key.
    public func keyed<Other>(by key: Other) -> AccountRecord<Other> {
        AccountRecord<Other>(
            exchange: exchange, site: site, environment: environment, key: key, withdrawal: withdrawal, futures: futures,
            method: method, account: account)
    }

    /// The same account at another site or in another environment.
    public func moved(to place: AccountPlace) -> AccountRecord {
        var record = self
        record.site = place.site
        record.environment = place.environment
        return record
    }

    /// The site and the environment together, as requests are addressed.
    public var place: AccountPlace { AccountPlace(site: site, environment: environment) }
}

extension AccountRecord: Sendable where Key: Sendable {}
extension AccountRecord: Equatable where Key: Equatable {}
extension AccountRecord: Hashable where Key: Hashable {}

/// What to do with a key that may withdraw.
public enum WithdrawalRule: String, Hashable, Sendable {
    case refused
    /// The user insists on using it.
    case insisted
}

/// Whether an account's futures settings matter to the user.
public enum FuturesRelevance: String, Hashable, Sendable {
    case used
    case notUsed

    /// The opposite decision.
    public var other: FuturesRelevance {
        switch self {
        case .used: .notUsed
        case .notUsed: .used
        }
    }
}

/// Which account to sign in to, and in which slots its key lies.
public typealias AccessTarget = AccountRecord<CredentialSlots>

extension AccountRecord where Key == CredentialSlots {
    /// Where the values of its key lie.
    public var slots: CredentialSlots { key }

    /// An account by the slots of its key.
    public init(
        exchange: String, site: Site, environment: TradingEnvironment, slots: CredentialSlots,
        withdrawal: Withdrawal = .refused, futures: FuturesUse = .used,
        method: ConnectionMethod = .apiKey, account: String = ""
    ) {
        self.init(
            exchange: exchange, site: site, environment: environment, key: slots, withdrawal: withdrawal, futures: futures, method: method,
            account: account)
    }
}

/// How a connection came about.
public enum ConnectionMethod: String, CaseIterable, Hashable, Sendable {
    case apiKey = "api-key"
    case fastAPI = "fast-api"
}
