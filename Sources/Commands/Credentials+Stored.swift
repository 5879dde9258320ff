import Crypto
import Domain
import Exchanges
import Vault

extension Credentials {
    /// Copies in locked memory of what the vault holds. Throws `memoryExhausted`.
    init(_ stored: StoredCredentials) throws(VaultProblem) {
        self.init(try stored.copied())
    }
}

extension StoredCredentials {
    /// The credentials must not be wiped before they have been saved.
    init(_ credentials: Credentials) {
        self.init(credentials.values)
    }
}
