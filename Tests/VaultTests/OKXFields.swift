import Crypto
import Exchanges
import Domain

@testable import Vault

/// The fields of a key of OKX, which most tests are about.
extension StoredCredentials {
    var secretKey: StoredSecret { self[.secretKey] ?? StoredSecret(SecretBytes([])) }
    var passphrase: StoredSecret { self[.passphrase] ?? StoredSecret(SecretBytes([])) }
}
