import Crypto
import Domain
import Exchanges
import Session
import Vault

/// The fields of a key of OKX, which most tests are about.
package typealias Credential = KeyField.ID

extension KeyField.ID {
    /// API key, secret key and passphrase, in OKX's order.
    package static let allCases = ExchangeProfile.okx.keyFields.map(\.id)
}

extension CredentialSlots {
    /// Slots for the three fields of OKX.
    package init(apiKey: Slot, secretKey: Slot, passphrase: Slot) {
        self.init(apiKey: apiKey, [(.secretKey, secretKey), (.passphrase, passphrase)])
    }

    /// The slot of the secret key; one that never holds a value where there is none.
    package var secretKey: Slot { self[.secretKey] ?? Slot(-1) }
    /// The slot of the passphrase; one that never holds a value where there is none.
    package var passphrase: Slot { self[.passphrase] ?? Slot(-1) }
}

extension Site {
    /// Where requests of OKX go, in both environments; empty for a site that is nowhere.
    package var restOrigin: String { address(of: OKXHosts.rest, in: .live) ?? "" }
    /// Where OKX's pages are, in both environments.
    package var webOrigin: String { web(in: .live) }
}

extension KeyHandle {
    /// A key of OKX.
    package convenience init(apiKey: SecretBytes, secretKey: SecretBytes, passphrase: SecretBytes) {
        self.init(KeyValues(apiKey: apiKey, [(.secretKey, secretKey), (.passphrase, passphrase)]))
    }
}

extension StoredCredentials {
    /// A key of OKX.
    package init(apiKey: SecretBytes, secretKey: SecretBytes, passphrase: SecretBytes) {
        self.init(KeyValues(apiKey: apiKey, [(.secretKey, secretKey), (.passphrase, passphrase)]))
    }
}
