/// Where the three values of one API key lie in the secret store.
public struct CredentialSlots: Hashable, Sendable {
    public let apiKey: Slot
    public let secretKey: Slot
    public let passphrase: Slot

    public init(apiKey: Slot, secretKey: Slot, passphrase: Slot) {
        self.apiKey = apiKey
        self.secretKey = secretKey
        self.passphrase = passphrase
    }

    public subscript(credential: Credential) -> Slot {
        switch credential {
        case .apiKey: apiKey
        case .secretKey: secretKey
        case .passphrase: passphrase
        }
    }

    public var all: [Slot] { [apiKey, secretKey, passphrase] }
}
