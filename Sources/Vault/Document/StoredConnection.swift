import Domain

/// A connection as the vault keeps it.
public struct StoredConnection: Sendable {
    public internal(set) var name: String
    /// The exchange's id, such as `okx`.
    public let exchange: String
    /// The site's id, such as `global`.
    public internal(set) var site: String
    /// Where that site's addresses came from when the key was stored.
    public internal(set) var siteOrigin: Site.Origin
    /// The addresses that the key is sent to, and no other ones; `nil` where an older program did not write them down.
    public internal(set) var addresses: [SiteAddress]?
    public internal(set) var environment: TradingEnvironment
    public internal(set) var method: ConnectionMethod
    public var futures: AccessTarget.FuturesUse
    public var withdrawal: AccessTarget.Withdrawal
    public internal(set) var credentials: StoredCredentials
    /// The exchange's id of the account; `nil` where nobody has read it yet.
    public internal(set) var account: String?
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`; `nil` where nobody wrote it down.
    public let addedAt: String?

    /// What a newer program wrote here.
    var preserved: [PreservedMember] = []

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
