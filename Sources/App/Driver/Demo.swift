import Core
import Domain
import Exchanges
import Sandbox

/// The built-in sandbox exchange as the demo offers it: in place of the sites of the exchange that it plays, with sample accounts to
/// connect. Exchanges that have no sandbox are left out, so that nothing of the demo leaves this machine.
public struct Demo: Sendable {
    /// The exchanges that the sandbox plays, each with the sandbox's sites and no others.
    public let exchanges: [ExchangeProfile]
    let samples: [SampleAccount]
    let sampleKeys: [SampleAccount.ID: Driver.SampleKey]
    /// The client that the sandbox has approved.
    let clients: [String: FastAPIClient]

    /// Where the sandbox plays a site: requests, and the streams of each environment.
    public struct Place: Sendable {
        let requests: String
        let streams: [TradingEnvironment: String]

        /// Addresses such as `http://127.0.0.1:8080` and `ws://127.0.0.1:8080`.
        public init(requests: String, streams: [TradingEnvironment: String]) {
            self.requests = requests
            self.streams = streams
        }
    }

    /// The demo of a sandbox that plays these sites.
    public init(
        accounts: [SandboxAccount], site main: Place, otherSites: [(id: String, place: Place)] = [],
        oauth: SandboxOAuthClient = SandboxOAuthClient(),
        profiles: [ExchangeProfile] = ExchangeRegistry.all.profiles
    ) {
        var samples: [SampleAccount] = []
        var sampleKeys: [SampleAccount.ID: Driver.SampleKey] = [:]
        for account in accounts {
            guard let key = account.keys.first else { continue }
            let environment: TradingEnvironment =
                switch key.environment {
                case .live: .live
                case .demo: .demo
                }
            samples.append(
                SampleAccount(
                    id: account.id, title: Phrase(en: account.title.english, zh: account.title.chinese), environment: environment))
            sampleKeys[account.id] = Driver.SampleKey(
                apiKey: Array(key.apiKey.utf8), key.secrets.map { (KeyField.ID($0.name), Array($0.value.utf8)) })
        }
        var client = FastAPIClient(
            clientID: oauth.clientID, secretSource: .sample(Array(oauth.clientSecret.utf8)), redirectURI: oauth.redirectURIs.first ?? "")
        client.authorizeOrigin = main.requests
        clients = [SandboxServer.exchange: client]
        self.samples = samples
        self.sampleKeys = sampleKeys
        exchanges = profiles.filter { $0.id == SandboxServer.exchange }.map { profile in
            var profile = profile
            guard let real = profile.sites.first else { return profile }
            func site(_ id: String, _ name: Phrase, at place: Place) -> Site {
                let places = real.places.map { environment, addresses in
                    var hosts: [SiteHost: String] = [:]
                    for host in profile.hosts {
                        hosts[host] = host.traffic == .stream ? place.streams[environment] : place.requests
                    }
                    return (environment, SiteAddresses(web: addresses.web, hosts))
                }
                return Site(id: id, name: name, places: Dictionary(uniqueKeysWithValues: places), origin: .sandbox)
            }
            profile.sites =
                [site("sandbox", Phrase(en: "Sandbox on this machine", zh: "本机沙盒"), at: main)]
                + otherSites.map { other in
                    let name = other.id.uppercased()
                    return site("sandbox-" + other.id, Phrase(en: "Sandbox \(name)", zh: "沙盒 \(name)"), at: other.place)
                }
            return profile
        }
    }
}
