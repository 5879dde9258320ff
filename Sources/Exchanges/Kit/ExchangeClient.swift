import Domain
import HTTP

/// Asks an exchange for one connection: signs with its key, keeps to the exchange's rate limits and to the time that a reading may take.
public protocol ExchangeClient: Sendable {
    /// Sends the request of a query, again where that may help, and tells what the reply means.
    func send<Response: Sendable>(_ query: Query<Response>) async -> Result<Response, Failure>
}

/// One request that changes nothing, and what its reply means.
public struct Query<Response: Sendable>: Sendable {
    /// Made for each attempt, because a signature holds for a moment only.
    public let request: @Sendable (Access) -> UnsignedRequest
    /// What the reply says.
    public let decode: @Sendable (HTTPReply) -> Result<Response, Failure>

    /// A query by its request and the meaning of its reply.
    public init(
        _ request: @escaping @Sendable (Access) -> UnsignedRequest, decode: @escaping @Sendable (HTTPReply) -> Result<Response, Failure>
    ) {
        self.request = request
        self.decode = decode
    }
}

/// Where and when a signed request is made.
public struct Access: Sendable {
    /// The installation of the exchange that is asked.
    public let site: Site
    /// The environment that is asked; some exchanges tell it by a header, some by the host.
    public let environment: TradingEnvironment
    /// The exchange's time: ours, corrected by the measured offset.
    public let unixMilliseconds: Int64

    /// Where a request goes, and the time that it is stamped with.
    public init(site: Site, environment: TradingEnvironment, unixMilliseconds: Int64) {
        self.site = site
        self.environment = environment
        self.unixMilliseconds = unixMilliseconds
    }

    /// Where it is made.
    public var place: AccountPlace { AccountPlace(site: site, environment: environment) }
}
