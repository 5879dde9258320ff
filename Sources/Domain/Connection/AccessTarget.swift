/// Which account to sign in to, and with what.
public struct AccessTarget: Hashable, Sendable {
    /// The exchange's id, such as `okx`.
    public let exchange: String
    public let site: Site
    public let environment: TradingEnvironment
    public let slots: CredentialSlots
    public let withdrawal: Withdrawal
    public let futures: FuturesUse
    /// How the key came about.
    public let method: ConnectionMethod
    /// The exchange's id of the account; empty where nobody has read it yet.
    public let account: String

    /// What to do with a key that may withdraw.
    public enum Withdrawal: String, Hashable, Sendable {
        case refused
        /// The user insists on using it.
        case insisted
    }

    /// Whether the account's futures settings matter to the user.
    public enum FuturesUse: String, Hashable, Sendable {
        case used
        case notUsed

        /// What it becomes when the user changes their mind.
        public var other: FuturesUse {
            switch self {
            case .used: .notUsed
            case .notUsed: .used
            }
        }
    }

    public init(
        exchange: String, site: Site, environment: TradingEnvironment, slots: CredentialSlots,
        withdrawal: Withdrawal = .refused, futures: FuturesUse = .used,
        method: ConnectionMethod = .apiKey, account: String = ""
    ) {
        self.exchange = exchange
        self.site = site
        self.environment = environment
        self.slots = slots
        self.withdrawal = withdrawal
        self.futures = futures
        self.method = method
        self.account = account
    }

    /// The same account with another word on its futures settings.
    public func with(_ futures: FuturesUse) -> AccessTarget {
        AccessTarget(
            exchange: exchange, site: site, environment: environment, slots: slots, withdrawal: withdrawal, futures: futures,
            method: method, account: account)
    }

    public var place: AccountPlace { AccountPlace(site: site, environment: environment) }
}
