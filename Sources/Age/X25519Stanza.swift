import Crypto

/// The file key wrapped for a public key (C2SP age.md, "X25519 recipient stanza").
enum X25519Stanza {
    static let type = "X25519"
    private static let label = Array("age-encryption.org/v1/X25519".utf8)

    /// Throws `crypto`.
    static func wrap(_ fileKey: SecretBytes, to recipient: X25519Recipient) throws(AgeError) -> Stanza {
        do throws(CryptoError) {
            let ephemeral = try SecureRandom.secretBytes(X25519.keyBytes)
            let share = try X25519.publicKey(for: ephemeral)
            let shared = try X25519.sharedSecret(ephemeral, publicKey: recipient.publicKey)
            let key = try wrappingKey(shared, share: share, recipient: recipient)
            return Stanza(
                type: type, arguments: [Base64.encode(share, padding: .absent)], body: try FileKey.wrap(fileKey, with: key))
        } catch {
            throw .crypto(error)
        }
    }

    /// `nil` where the stanza is for somebody else. Throws `header` or `crypto`.
    static func unwrap(_ stanza: Stanza, identity: X25519Identity) throws(AgeError) -> SecretBytes? {
        guard stanza.arguments.count == 1 else { throw .header }
        let share = try FileKey.argument(stanza.arguments[0], count: X25519.keyBytes)
        try FileKey.checkWrapped(stanza.body)
        let key: SecretBytes
        do throws(CryptoError) {
            let shared = try X25519.sharedSecret(identity.secretKey, publicKey: share)
            key = try wrappingKey(shared, share: share, recipient: identity.recipient)
        } catch {
            throw error == .unsafePublicKey ? .header : .crypto(error)
        }
        return try FileKey.unwrap(stanza.body, with: key)
    }

    private static func wrappingKey(
        _ shared: SecretBytes, share: [UInt8], recipient: X25519Recipient
    ) throws(CryptoError) -> SecretBytes {
        try HKDFSHA256.derive(from: shared, salt: share + recipient.publicKey, context: label, count: ChaCha20Poly1305.keyBytes)
    }
}
