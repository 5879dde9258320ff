import Core
import Domain
import Exchanges
import Sandbox

/// The built-in sandbox as the demo offers it: in place of the sites of the exchanges that it plays, with sample accounts to connect.
/// Exchanges that it does not play are left out, so that nothing of the demo leaves this machine.
public struct Demo: Sendable {
    /// The exchanges that the sandbox plays, each with the sandbox's sites and no others.
    public let exchanges: [ExchangeProfile]
    let samples: [SampleAccount]
    let sampleKeys: [SampleAccount.ID: Driver.SampleKey]
    /// The clients that the sandbox has approved, by the ids of the exchanges.
    let clients: [String: FastAPIClient]

    /// The demo of what a sandbox plays.
    public init(_ played: [PlayedExchange], profiles: [ExchangeProfile] = ExchangeRegistry.all.profiles) {
        var samples: [SampleAccount] = []
        var sampleKeys: [SampleAccount.ID: Driver.SampleKey] = [:]
        var clients: [String: FastAPIClient] = [:]
        var exchanges: [ExchangeProfile] = []
        for profile in profiles {
            guard let played = played.first(where: { $0.id == profile.id }) else { continue }
            exchanges.append(SandboxSites.of(played, in: profile))
            for sample in played.samples {
                guard let key = sample.keys.first, let environment = TradingEnvironment(rawValue: key.environment) else { continue }
                let id = played.id + "/" + sample.id
                samples.append(
                    SampleAccount(
                        id: id, exchange: played.id, title: Phrase(en: sample.title.english, zh: sample.title.chinese),
                        environment: environment))
                sampleKeys[id] = Driver.SampleKey(
                    apiKey: Array(key.apiKey.utf8), key.secrets.map { (KeyField.ID($0.name), Array($0.value.utf8)) })
            }
            clients[played.id] = Self.client(of: played)
        }
        self.exchanges = exchanges
        self.samples = samples
        self.sampleKeys = sampleKeys
        self.clients = clients
    }

    private static func client(of played: PlayedExchange) -> FastAPIClient? {
        guard let oauth = played.oauthClient else { return nil }
        var client = FastAPIClient(
            clientID: oauth.clientID, secretSource: .sample(Array(oauth.clientSecret.utf8)), redirectURI: oauth.redirectURIs.first ?? "")
        client.authorizeOrigin = played.address(played.mainSite, TradingEnvironment.live.rawValue, .requests)
        return client
    }
}
