@testable import Core
@testable import Domain

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
