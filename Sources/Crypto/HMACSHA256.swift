/// HMAC with SHA-256 (RFC 2104, FIPS 198-1).
public enum HMACSHA256 {
    /// The length of a code in bytes.
    public static let codeBytes = 32

    /// The 32 bytes that prove knowledge of `key` for a message.
    public static func code(for message: some Sequence<UInt8>, key: SecretBytes) -> [UInt8] {
        let computation = HMACSHA256Computation(key: key)
        computation.update(message)
        return computation.code()
    }
}
