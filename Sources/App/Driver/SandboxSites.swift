import Domain
import Sandbox

/// The sites of an exchange where the sandbox plays them.
public enum SandboxSites {
    /// A profile with the sandbox's sites in place of its own.
    static func of(_ played: PlayedExchange, in profile: ExchangeProfile) -> ExchangeProfile {
        var profile = profile
        profile.sites = ids(of: played).map { id in
            // A site where no key can be made is told of here as it is at the real exchange.
            if let closed = profile.ownSites.first(where: { $0.id == id }), closed.closure != nil { return closed }
            let name =
                id == played.mainSite
                ? Phrase(en: "Sandbox on this machine", zh: "本机沙盒")
                : Phrase(en: "Sandbox \(id.uppercased())", zh: "沙盒 \(id.uppercased())")
            var places: [TradingEnvironment: SiteAddresses] = [:]
            for (environment, hosts) in addresses(of: id, played, in: profile) {
                let real = profile.ownSites.first { $0.id == id } ?? profile.ownSites.first
                places[environment] = SiteAddresses(web: real?.web(in: environment) ?? "", hosts)
            }
            return Site(id: self.name(of: id, played), name: name, places: places, origin: .sandbox)
        }
        return profile
    }

    /// The sites that are played, the main one first.
    public static func ids(of played: PlayedExchange) -> [String] {
        var ids: [String] = []
        for (host, _) in played.addresses where !ids.contains(host.site) { ids.append(host.site) }
        return ids
    }

    /// What a site that is played is called here. A configuration has the sites of all exchanges in one place, so that those of all but the
    /// usual one bear the exchange's id.
    public static func name(of site: String, _ played: PlayedExchange) -> String {
        let base = played.id == SandboxExchange.usual.rawValue ? "sandbox" : "sandbox-" + played.id
        return site == played.mainSite ? base : base + "-" + site
    }

    /// Where the hosts of a profile are at a site that is played: those of the same name, else the only one there with that traffic.
    public static func addresses(
        of site: String, _ played: PlayedExchange, in profile: ExchangeProfile
    ) -> [TradingEnvironment: [SiteHost: String]] {
        var places: [TradingEnvironment: [SiteHost: String]] = [:]
        for environment in TradingEnvironment.allCases {
            let there = played.addresses.filter { $0.host.site == site && $0.host.environment == environment.rawValue }
            var hosts: [SiteHost: String] = [:]
            for host in profile.hosts {
                let fitting = there.filter { ($0.host.traffic == .streams) == (host.traffic == .stream) }
                hosts[host] = (fitting.first { $0.host.name == host.id } ?? (fitting.count == 1 ? fitting.first : nil))?.address
            }
            if !hosts.isEmpty { places[environment] = hosts }
        }
        return places
    }
}
