/// Base64 with the standard alphabet (RFC 4648 4). Decoding is strict: no blanks, no line ends, no bits left over.
public enum Base64 {
    /// The text for bytes that are no secret.
    public static func encode(_ bytes: some Sequence<UInt8>, padding: Base64Padding = .required) -> String {
        codec(padding).encode(bytes)
    }

    /// The bytes of ASCII text. Throws `malformedEncoding`.
    public static func decode(_ text: some Sequence<UInt8>, padding: Base64Padding = .required) throws(CryptoError) -> [UInt8] {
        try codec(padding).decode(text)
    }

    /// The text for secret bytes, in locked memory. Throws `lockedMemoryExhausted`.
    public static func encodeSecret(_ secret: SecretBytes) throws(CryptoError) -> SecretBytes {
        let codec = codec(.required)
        return try secret.withUnsafeBytes { (bytes) throws(CryptoError) in
            let text = try SecretBytes(capacity: codec.encodedCount(bytes.count))
            try text.appendWritten(count: codec.encodedCount(bytes.count)) { room in
                codec.encode(bytes, into: room)
                return true
            }
            return text
        }
    }

    /// The bytes of secret text, in locked memory. Throws `malformedEncoding` or `lockedMemoryExhausted`.
    public static func decodeSecret(_ text: SecretBytes) throws(CryptoError) -> SecretBytes {
        let codec = codec(.required)
        return try text.withUnsafeBytes { (characters) throws(CryptoError) in
            let count = try codec.decodedCount(characters)
            let secret = try SecretBytes(capacity: count)
            var isWellFormed = false
            try secret.appendWritten(count: count) { room in
                isWellFormed = codec.decode(characters, into: room)
                return true
            }
            guard isWellFormed else {
                secret.wipe()
                throw .malformedEncoding
            }
            return secret
        }
    }

    private static func codec(_ padding: Base64Padding) -> Base64Codec {
        Base64Codec(padding: padding)
    }
}
