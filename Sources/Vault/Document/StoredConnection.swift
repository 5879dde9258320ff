import Domain

/// A connection as the vault keeps it.
public struct StoredConnection: Sendable {
    /// The user's name for it, unique in the vault.
    public internal(set) var name: String
    /// The exchange's id, such as `okx`.
    public let exchange: String
    /// The site's id, such as `global`.
    public internal(set) var site: String
    /// Where that site's addresses came from when the key was stored.
    public internal(set) var siteOrigin: Site.Origin
    /// The addresses that the key is sent to, and no other ones; `nil` where an older program did not write them down.
    public internal(set) var addresses: [SiteAddress]?
    /// Live, demo or testnet.
    public internal(set) var environment: TradingEnvironment
    /// How the present key came about.
    public internal(set) var method: ConnectionMethod
    /// Whether futures settings that are not as recommended are worth a warning.
    public var futures: AccessTarget.FuturesUse
    /// Whether a key that may withdraw is used all the same.
    public var withdrawal: AccessTarget.Withdrawal
    /// The values of the key, which are read by closure only.
    public internal(set) var credentials: StoredCredentials
    /// The exchange's id of the account; `nil` where no reading has told it yet.
    public internal(set) var account: String?
    /// When the connection was added, as `YYYY-MM-DDTHH:MM:SS.mmmZ`; `nil` where it was not recorded.
    public let addedAt: String?

    /// What a newer program wrote here.
    var preserved: [PreservedMember] = []

    /// An account id that could not be shown as it is becomes `nil`; nothing else is checked before `ConnectionsDocument.add`.
    public init(
        name: String, exchange: String, site: String, siteOrigin: Site.Origin, addresses: [SiteAddress]? = nil,
        environment: TradingEnvironment, method: ConnectionMethod,
        futures: AccessTarget.FuturesUse, withdrawal: AccessTarget.Withdrawal, credentials: StoredCredentials, account: String? = nil,
        addedAt: String?
    ) {
        self.name = name
        self.exchange = exchange
        self.site = site
        self.siteOrigin = siteOrigin
        self.addresses = addresses
        self.environment = environment
        self.method = method
        self.futures = futures
        self.withdrawal = withdrawal
        self.credentials = credentials
        self.account = account.flatMap { ConnectionsDocument.isPlain($0) ? $0 : nil }
        self.addedAt = addedAt
    }

    /// The same connection with what is known now of its account.
    public func being(_ account: String) -> StoredConnection {
        guard ConnectionsDocument.isPlain(account) else { return self }
        var connection = self
        connection.account = account
        return connection
    }
}
