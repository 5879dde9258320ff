import Domain
import Exchanges

/// One fetch to an exchange: which account, with the key to it, and what the user decided about it.
public typealias AccountRequest = AccountRecord<KeyHandle>

extension AccountRecord where Key == KeyHandle {
    func options(_ profile: ExchangeProfile) -> AssemblyOptions {
        AssemblyOptions(
            maskedKey: key.maskedKey, futures: futures, environment: environment,
            keyPage: profile.keyPage(site: site, environment: environment), unusedKeys: profile.unusedKeys, keyLifetime: profile.keyLifetime
        )
    }
}
