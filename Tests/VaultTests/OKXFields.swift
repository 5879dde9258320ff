import Crypto
import Domain

@testable import Vault

extension StoredCredentials {
    /// A key of OKX.
    init(apiKey: SecretBytes, secretKey: SecretBytes, passphrase: SecretBytes) {
        self.init(KeyValues(apiKey: apiKey, [(.secretKey, secretKey), (.passphrase, passphrase)]))
    }

    var secretKey: StoredSecret { self[.secretKey] ?? StoredSecret(SecretBytes([])) }
    var passphrase: StoredSecret { self[.passphrase] ?? StoredSecret(SecretBytes([])) }
}
