import Crypto

/// A secret key that opens files encrypted to its recipient (C2SP age.md, "X25519 recipient type").
public struct X25519Identity: Sendable {
    private static let humanPart = "AGE-SECRET-KEY-"

    let secretKey: SecretBytes
    /// The recipient whose files this identity opens.
    public let recipient: X25519Recipient

    private init(secretKey: SecretBytes) throws(CryptoError) {
        self.secretKey = secretKey
        recipient = X25519Recipient(publicKey: try X25519.publicKey(for: secretKey))
    }

    /// A new one. Throws `crypto`.
    public static func generate() throws(AgeError) -> X25519Identity {
        do throws(CryptoError) {
            return try X25519Identity(secretKey: SecureRandom.secretBytes(X25519.keyBytes))
        } catch {
            throw .crypto(error)
        }
    }

    /// Reads `AGE-SECRET-KEY-1…`. Throws `malformedKey` or `crypto`.
    public init(text: SecretBytes) throws(AgeError) {
        let key = try text.withUnsafeBytes { (bytes) throws(AgeError) -> SecretBytes in
            try Bech32.decode(bytes, humanPart: Self.humanPart, .upper)
        }
        do throws(CryptoError) {
            try self.init(secretKey: key)
        } catch {
            throw .crypto(error)
        }
    }

    /// `AGE-SECRET-KEY-1…`. Throws `crypto` when locked memory is exhausted.
    public func text() throws(AgeError) -> SecretBytes {
        do throws(CryptoError) {
            return try secretKey.withUnsafeBytes { (bytes) throws(CryptoError) -> SecretBytes in
                try Bech32.encode(bytes, humanPart: Self.humanPart, .upper)
            }
        } catch {
            throw .crypto(error)
        }
    }
}

/// A public key that files can be encrypted to (C2SP age.md, "X25519 recipient type").
public struct X25519Recipient: Hashable, Sendable {
    /// 32 bytes.
    public let publicKey: [UInt8]

    init(publicKey: [UInt8]) { self.publicKey = publicKey }
}
