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

    /// The demo of a sandbox that listens at `origin`.
    public init(
        accounts: [SandboxAccount], origin: String, otherSites: [(id: String, origin: String)] = [],
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
        client.authorizeOrigin = origin
        clients = [SandboxServer.exchange: client]
        self.samples = samples
        self.sampleKeys = sampleKeys
        exchanges = profiles.filter { $0.id == SandboxServer.exchange }.map { profile in
            var profile = profile
            guard let real = profile.sites.first else { return profile }
            func site(_ id: String, _ name: Phrase, at origin: String) -> Site {
                Site(
                    id: id, name: name,
                    places: real.places.mapValues { addresses in
                        SiteAddresses(
                            web: addresses.web, addresses.hosts.filter { $0.key == profile.hosts.first }.mapValues { _ in origin })
                    }, origin: .sandbox)
            }
            profile.sites =
                [site("sandbox", Phrase(en: "Sandbox on this machine", zh: "本机沙盒"), at: origin)]
                + otherSites.map { other in
                    let name = other.id.uppercased()
                    return site("sandbox-" + other.id, Phrase(en: "Sandbox \(name)", zh: "沙盒 \(name)"), at: other.origin)
                }
            return profile
        }
    }
}
