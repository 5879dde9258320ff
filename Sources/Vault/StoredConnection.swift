import Domain

/// A connection as the vault keeps it.
public struct StoredConnection: Sendable {
    public internal(set) var name: String
    /// The exchange's id, such as `okx`.
    public let exchange: String
    /// The site's id, such as `global`.
    public internal(set) var site: String
    /// Where that site's addresses came from when the key was stored; a key for one kind is never sent to another.
    public internal(set) var siteOrigin: Site.Origin
    public internal(set) var environment: TradingEnvironment
    public internal(set) var method: ConnectionMethod
    public var futures: AccessTarget.FuturesUse
    public var withdrawal: AccessTarget.Withdrawal
    public internal(set) var credentials: StoredCredentials
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`; `nil` where nobody wrote it down.
    public let addedAt: String?

    /// What a newer program wrote here.
    var preserved: [PreservedMember] = []

    public init(
        name: String, exchange: String, site: String, siteOrigin: Site.Origin, environment: TradingEnvironment, method: ConnectionMethod,
        futures: AccessTarget.FuturesUse, withdrawal: AccessTarget.Withdrawal, credentials: StoredCredentials, addedAt: String?
    ) {
        self.name = name
        self.exchange = exchange
        self.site = site
        self.siteOrigin = siteOrigin
        self.environment = environment
        self.method = method
        self.futures = futures
        self.withdrawal = withdrawal
        self.credentials = credentials
        self.addedAt = addedAt
    }
}
