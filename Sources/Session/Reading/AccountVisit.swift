import Domain
import Exchanges

/// One visit to an exchange: which account, with what, and what the user decided about it.
public struct AccountVisit: Sendable {
    /// The exchange's id, such as `okx`.
    public let exchange: String
    public let site: Site
    public let environment: TradingEnvironment
    public let key: KeyHandle
    public let withdrawal: AccessTarget.Withdrawal
    public let futures: AccessTarget.FuturesUse

    public init(
        exchange: String, site: Site, environment: TradingEnvironment, key: KeyHandle,
        withdrawal: AccessTarget.Withdrawal = .refused, futures: AccessTarget.FuturesUse = .used
    ) {
        self.exchange = exchange
        self.site = site
        self.environment = environment
        self.key = key
        self.withdrawal = withdrawal
        self.futures = futures
    }

    public init(target: AccessTarget, key: KeyHandle) {
        self.init(
            exchange: target.exchange, site: target.site, environment: target.environment, key: key,
            withdrawal: target.withdrawal, futures: target.futures)
    }

    /// The same account, looked for elsewhere.
    package func moved(to place: AccountPlace) -> AccountVisit {
        AccountVisit(
            exchange: exchange, site: place.site, environment: place.environment, key: key, withdrawal: withdrawal,
            futures: futures)
    }

    var place: AccountPlace { AccountPlace(site: site, environment: environment) }

    func options(_ profile: ExchangeProfile) -> AssemblyOptions {
        AssemblyOptions(
            maskedKey: key.maskedKey, futures: futures, environment: environment,
            keyPage: profile.keyPage(site: site, environment: environment), unusedKeys: profile.unusedKeys, keyLifetime: profile.keyLifetime
        )
    }
}
