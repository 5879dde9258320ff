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

    private static func codec(_ padding: Base64Padding) -> Base64Codec {
        Base64Codec(padding: padding)
    }
}
