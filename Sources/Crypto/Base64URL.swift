/// Base64 with the alphabet for addresses and file names, without padding (RFC 4648 5, RFC 7636 appendix A). Decoding is strict.
public enum Base64URL {
    private static let codec = Base64Codec(alphabet: .urlSafe, padding: .absent)

    /// The text for bytes that are no secret.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String { codec.encode(bytes) }

    /// The text for a secret, which is one too. Throws `lockedMemoryExhausted`.
    public static func encode(_ secret: SecretBytes) throws(CryptoError) -> SecretBytes { try codec.encode(secret: secret) }

    /// The bytes of ASCII text. Throws `malformedEncoding`.
    public static func decode(_ text: some Sequence<UInt8>) throws(CryptoError) -> [UInt8] { try codec.decode(text) }

    /// The bytes of a secret text. Throws `malformedEncoding` or `lockedMemoryExhausted`.
    public static func decode(_ secret: SecretBytes) throws(CryptoError) -> SecretBytes { try codec.decode(secret: secret) }
}
