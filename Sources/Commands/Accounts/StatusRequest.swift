import App
import Domain
import Exchanges
import Session
import Vault

/// One connection to fetch. Its secrets are copied into locked memory only when they are needed.
struct StatusRequest: Sendable {
    let target: @Sendable () -> Result<AccountRequest, Failure>
    let report: @Sendable (Result<AccountSnapshot, Failure>) -> ConnectionReport

    /// An account that is not stored.
    init(name: String, target: AccountRequest) {
        self.target = { .success(target) }
        let maskedKey = target.key.maskedKey
        report = { outcome in
            ConnectionReport(
                name: name, exchange: target.exchange, site: target.site.id, address: target.place.requestAddresses,
                origin: target.site.origin,
                environment: target.environment,
                maskedKey: maskedKey, futures: target.futures, outcome: outcome)
        }
    }

    /// Throws `memoryExhausted`.
    init(_ stored: StoredConnection, among exchanges: [ExchangeProfile]) throws(VaultProblem) {
        let account = try ListedAccount(stored)
        let place = StoredSite.resolve(stored, among: exchanges)
        let site = place.site
        target = {
            if let problem = place.problem { return .failure(problem) }
            do throws(VaultProblem) {
                return .success(stored.account(at: site, key: KeyHandle(try stored.credentials.copied())))
            } catch {
                return .failure(error.failure)
            }
        }
        report = { outcome in
            ConnectionReport(
                name: account.name, exchange: account.exchange, site: account.site,
                address: AccountPlace(site: site, environment: account.environment).requestAddresses, origin: site.origin,
                environment: account.environment,
                method: account.method, maskedKey: account.maskedKey, futures: stored.futures, outcome: outcome)
        }
    }
}
