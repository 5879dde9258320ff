import Crypto

/// What may open a file.
public enum AgeKey: Sendable {
    case passphrase(SecretBytes)
    case identity(X25519Identity)

    /// The file key; `nil` where this key is not among those the file was encrypted to. Throws `header`, `workFactorTooHigh` or `crypto`.
    func fileKey(of header: Header, limits: AgeLimits) throws(AgeError) -> SecretBytes? {
        for stanza in header.stanzas {
            let found: SecretBytes?
            switch self {
            case .passphrase(let passphrase):
                guard stanza.type == ScryptStanza.type else { continue }
                found = try ScryptStanza.unwrap(stanza, passphrase: passphrase, limits: limits)
            case .identity(let identity):
                guard stanza.type == X25519Stanza.type else { continue }
                found = try X25519Stanza.unwrap(stanza, identity: identity)
            }
            if let found { return found }
        }
        return nil
    }
}
