import App
import Domain
import Exchanges
import Session
import Vault

/// One connection to visit. Its secrets are copied into locked memory no sooner than they are needed.
struct StatusErrand: Sendable {
    let visit: @Sendable () -> Result<AccountVisit, Failure>
    let report: @Sendable (Result<AccountSnapshot, Failure>) -> ConnectionReport

    /// An account that nobody stored.
    init(name: String, visit: AccountVisit) {
        self.visit = { .success(visit) }
        let maskedKey = visit.key.maskedKey
        report = { outcome in
            ConnectionReport(
                name: name, exchange: visit.exchange, site: visit.site.id, address: visit.place.requestAddresses, origin: visit.site.origin,
                environment: visit.environment,
                maskedKey: maskedKey, futures: visit.futures, outcome: outcome)
        }
    }

    /// Throws `memoryExhausted`.
    init(_ stored: StoredConnection, among exchanges: [ExchangeProfile]) throws(VaultProblem) {
        let account = try ListedAccount(stored)
        let place = StoredSite.resolve(stored, among: exchanges)
        let site = place.site
        visit = {
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
