/// Where an account and its key can be: at a site, in one of its environments.
public struct AccountPlace: Hashable, Sendable {
    /// The installation of the exchange.
    public let site: Site
    /// Live, demo or testnet; not every site offers each.
    public let environment: TradingEnvironment

    /// Not checked: the site need not offer the environment.
    public init(site: Site, environment: TradingEnvironment) {
        self.site = site
        self.environment = environment
    }

    /// Where a host is; `nil` where it is not offered.
    public func address(of host: SiteHost) -> String? { site.address(of: host, in: environment) }

    /// Every address that a key is sent to, streams included.
    public var keyAddresses: [SiteAddress] { site.keyAddresses(in: environment) }

    /// Where requests go, in one text. Two places for which it is the same have the same accounts, whatever the sites are called.
    public var requestAddresses: String { site.requestAddresses(in: environment).map(\.text).joined(separator: " ") }

    /// The other places at which a key that was tried here may be looked for: the other environments of the site, and those of the
    /// exchange's own sites, or of the sandbox's. Sites that belong to somebody else are left out, so that no key reaches a host it was not
    /// meant for; a sandbox is always on this computer.
    public func others(in exchange: ExchangeProfile) -> [AccountPlace] {
        let known = Set(exchange.ownSites.map(\.id))
        let sites = exchange.sites.filter { other in
            other == site || (known.contains(site.id) && known.contains(other.id) && other.isOfOneFamily(with: site, of: exchange))
                || (site.origin == .sandbox && other.origin == .sandbox)
        }
        return sites.flatMap { site in site.environments.map { AccountPlace(site: site, environment: $0) } }.filter { $0 != self }
    }
}
