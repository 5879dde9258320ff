/// Where an account and its key can be: at a site, in live or demo trading.
public struct AccountPlace: Hashable, Sendable {
    public let site: Site
    public let environment: TradingEnvironment

    public init(site: Site, environment: TradingEnvironment) {
        self.site = site
        self.environment = environment
    }

    /// The other places at which a key may be looked for that was tried here: the other environment, and the exchange's own sites.
    /// Sites that belong to somebody else are left out, so that no key reaches a host it was not meant for.
    public func others(in exchange: ExchangeProfile) -> [AccountPlace] {
        let known = Set(exchange.ownSites.map(\.id))
        let sites = exchange.sites.filter { other in
            other == site || (known.contains(site.id) && known.contains(other.id) && other.isOfOneFamily(with: site, of: exchange))
        }
        return sites.flatMap { site in TradingEnvironment.allCases.map { AccountPlace(site: site, environment: $0) } }
            .filter { $0 != self }
    }
}
