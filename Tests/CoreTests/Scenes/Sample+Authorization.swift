@testable import Core
@testable import Domain

extension Sample {
    static let authorizationAddress =
        "https://www.okx.com/account/oauth?response_type=code&access_type=offline&client_id=5b7d3f0c9a2e4c61b8d4e7f1a3c5e9d0TideGate&redirect_uri=http%3A%2F%2F127.0.0.1%3A8787%2Fcallback&scope=fast_api&state=k3m9x0q7w2e8r5t1y6u4i0p9as"

    static let offer = AuthorizationOffer(address: authorizationAddress, listener: .listening, end: moment)
    static let offerWithoutPort = AuthorizationOffer(address: authorizationAddress, listener: .failed(failure(.portTaken)), end: moment)
    static let advances: [AuthorizationAdvance] = [
        .opened(offer), .opened(offerWithoutPort), .refused(failure(.authorizationDenied)), .agreed, .asked(.deleteOlderKey),
        .asked(.deleteLostKey),
    ]
    static let authorizedPlace = AccountPlace(site: ExchangeProfile.okx.sites[1], environment: .live)

    static func client(_ browser: AuthorizationClient.Browser = .canBeStarted, forwarding: String? = nil) -> AuthorizationClient {
        AuthorizationClient(permissions: [.read, .trade], browser: browser, forwarding: forwarding)
    }

    /// At a desk, with an approved client.
    static func approved(_ language: Language = .english) -> AppConfiguration {
        var configuration = live(language)
        configuration.authorizationClients = ["okx": client()]
        return configuration
    }

    /// The same over SSH.
    static func approvedOverSSH(_ language: Language = .english) -> AppConfiguration {
        var configuration = live(language)
        configuration.authorizationClients = ["okx": client(.elsewhere, forwarding: "ssh -L 8787:127.0.0.1:8787 ada@203.0.113.7")]
        return configuration
    }

    /// The same with a vault that is locked.
    static func approvedAndLocked(_ language: Language = .english) -> AppConfiguration {
        var configuration = locked(language)
        configuration.authorizationClients = ["okx": client()]
        return configuration
    }
}
