import Crypto

/// The three values with which a connection signs.
public struct StoredCredentials: Sendable {
    public let apiKey: StoredSecret
    public let secretKey: StoredSecret
    public let passphrase: StoredSecret

    init(apiKey: StoredSecret, secretKey: StoredSecret, passphrase: StoredSecret) {
        self.apiKey = apiKey
        self.secretKey = secretKey
        self.passphrase = passphrase
    }

    /// The secrets must not be wiped before the document has been saved.
    public init(apiKey: SecretBytes, secretKey: SecretBytes, passphrase: SecretBytes) {
        self.init(apiKey: StoredSecret(apiKey), secretKey: StoredSecret(secretKey), passphrase: StoredSecret(passphrase))
    }

    /// Whether all three are the same. Throws `memoryExhausted`.
    func isEqual(to other: StoredCredentials) throws(VaultProblem) -> Bool {
        let key = try apiKey.isEqual(to: other.apiKey)
        let secret = try secretKey.isEqual(to: other.secretKey)
        let passphrase = try passphrase.isEqual(to: other.passphrase)
        return key && secret && passphrase
    }
}
