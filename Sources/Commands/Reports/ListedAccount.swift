import Crypto
import Domain
import Session
import Vault

/// A stored connection as it can be shown without the network and without its secrets.
struct ListedAccount: Hashable, Sendable {
    let name: String
    /// The exchange's id.
    let exchange: String
    /// The site's id.
    let site: String
    let environment: TradingEnvironment
    let method: ConnectionMethod
    let maskedKey: String

    init(
        name: String, exchange: String, site: String, environment: TradingEnvironment, method: ConnectionMethod, maskedKey: String
    ) {
        self.name = name
        self.exchange = exchange
        self.site = site
        self.environment = environment
        self.method = method
        self.maskedKey = maskedKey
    }

    /// Throws `memoryExhausted`.
    init(_ stored: StoredConnection) throws(VaultProblem) {
        let apiKey = try stored.credentials.apiKey.copied()
        let masked = KeyHandle.masked(apiKey)
        apiKey.wipe()
        self.init(
            name: stored.name, exchange: stored.exchange, site: stored.site, environment: stored.environment, method: stored.method,
            maskedKey: masked)
    }
}
