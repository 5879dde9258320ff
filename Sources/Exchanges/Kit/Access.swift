import Domain

/// With what, where and when a signed request is made.
public struct Access: Sendable {
    public let site: Site
    public let environment: TradingEnvironment
    public let credentials: Credentials
    /// The exchange's time: ours, corrected by the measured offset.
    public let unixMilliseconds: Int64

    public init(site: Site, environment: TradingEnvironment, credentials: Credentials, unixMilliseconds: Int64) {
        self.site = site
        self.environment = environment
        self.credentials = credentials
        self.unixMilliseconds = unixMilliseconds
    }
}
