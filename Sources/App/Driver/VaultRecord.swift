import Core
import Crypto
import Domain
import Vault

/// A connection as it came out of the vault, before its key has slots.
typealias VaultRecord = ConnectionRecord<KeyValues<SecretBytes>>

extension ConnectionRecord where Key == KeyValues<SecretBytes> {
    /// Once the key has slots, or where nobody is to have it.
    func wipe() {
        for secret in target.key.all { secret.wipe() }
    }
}

extension StoredConnection {
    /// The same account where its site is now, with something that stands for its key.
    package func account<Key>(at site: Site, key: Key) -> AccountRecord<Key> {
        AccountRecord(
            exchange: exchange, site: site, environment: environment, key: key, withdrawal: withdrawal, futures: futures, method: method,
            account: account ?? "")
    }
}
