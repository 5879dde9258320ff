import Crypto
import Domain

/// A connection as it came out of the vault, before its credentials have slots.
struct VaultRecord: Sendable {
    let name: String
    let exchange: String
    let site: Site
    let environment: TradingEnvironment
    let withdrawal: AccessTarget.Withdrawal
    let futures: AccessTarget.FuturesUse
    let method: ConnectionMethod
    let isDefault: Bool
    let problem: Failure?
    let addressChange: AddressChange?
    /// The exchange's id of the account; empty where nobody has read it yet.
    let account: String
    let key: KeyValues<SecretBytes>

    /// Once the key has slots, or where nobody is to have it.
    func wipe() {
        for secret in key.all { secret.wipe() }
    }

    func target(_ slots: CredentialSlots) -> AccessTarget {
        AccessTarget(
            exchange: exchange, site: site, environment: environment, slots: slots, withdrawal: withdrawal, futures: futures,
            method: method, account: account)
    }
}
