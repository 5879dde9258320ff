import Core
import Crypto
import Domain
import Exchanges
import Vault

@testable import App

/// The fields of a key of OKX, which most tests are about.
typealias Credential = KeyField.ID

extension KeyField.ID {
    static let allCases = ExchangeProfile.okx.keyFields.map(\.id)
}

extension CredentialSlots {
    init(apiKey: Slot, secretKey: Slot, passphrase: Slot) {
        self.init(apiKey: apiKey, [(.secretKey, secretKey), (.passphrase, passphrase)])
    }

    var secretKey: Slot { self[.secretKey] ?? Slot(-1) }
    var passphrase: Slot { self[.passphrase] ?? Slot(-1) }
}

extension PasteParser {
    /// Of a key of OKX.
    static func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedPaste { parse(bytes, PasteVocabulary(.okx)) }
}

extension SecretStore {
    /// Of a key of OKX.
    func pasteEnded() -> PasteFindings { pasteEnded(PasteVocabulary(.okx)) }

    /// Of a key of OKX.
    func credentials(_ slots: CredentialSlots) -> Credentials? { credentials(slots, ExchangeProfile.okx.keyFields) }
}

extension StoredCredentials {
    /// A key of OKX.
    init(apiKey: SecretBytes, secretKey: SecretBytes, passphrase: SecretBytes) {
        self.init(KeyValues(apiKey: apiKey, [(.secretKey, secretKey), (.passphrase, passphrase)]))
    }
}
