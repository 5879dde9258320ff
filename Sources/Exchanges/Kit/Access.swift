import Domain

/// Where and when a signed request is made.
public struct Access: Sendable {
    public let site: Site
    public let environment: TradingEnvironment
    /// The exchange's time: ours, corrected by the measured offset.
    public let unixMilliseconds: Int64

    public init(site: Site, environment: TradingEnvironment, unixMilliseconds: Int64) {
        self.site = site
        self.environment = environment
        self.unixMilliseconds = unixMilliseconds
    }

    /// Where it is made.
    public var place: AccountPlace { AccountPlace(site: site, environment: environment) }
}
