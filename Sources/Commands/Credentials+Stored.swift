import Crypto
import Exchanges
import Vault

extension Credentials {
    /// Copies in locked memory of what the vault holds. Throws `memoryExhausted`.
    init(_ stored: StoredCredentials) throws(VaultProblem) {
        self.init(
            apiKey: try stored.apiKey.copied(), secretKey: try stored.secretKey.copied(), passphrase: try stored.passphrase.copied())
    }
}

extension StoredCredentials {
    /// The credentials must not be wiped before they have been saved.
    init(_ credentials: Credentials) {
        self.init(apiKey: credentials.apiKey, secretKey: credentials.secretKey, passphrase: credentials.passphrase)
    }
}
