import Crypto

/// The file key, from which the keys of header and payload are derived, and its wrapping for a recipient.
enum FileKey {
    static let keyBytes = 16
    private static let wrappedBytes = keyBytes + ChaCha20Poly1305.tagBytes
    // Every wrapping key is used once (C2SP age.md, "X25519 recipient stanza", "scrypt recipient stanza").
    private static let nonce = [UInt8](repeating: 0, count: ChaCha20Poly1305.nonceBytes)

    static func wrap(_ fileKey: SecretBytes, with wrappingKey: SecretBytes) throws(CryptoError) -> [UInt8] {
        try ChaCha20Poly1305.seal(fileKey, key: wrappingKey, nonce: nonce)
    }

    /// `nil` where the wrapping key is another one. Throws `crypto`.
    static func unwrap(_ body: [UInt8], with wrappingKey: SecretBytes) throws(AgeError) -> SecretBytes? {
        let result: Result<SecretBytes?, AgeError> = body.withUnsafeBytes { bytes in
            do throws(CryptoError) {
                return .success(try ChaCha20Poly1305.open(bytes, key: wrappingKey, nonce: nonce))
            } catch {
                return error == .authenticationFailed ? .success(nil) : .failure(.crypto(error))
            }
        }
        return try result.get()
    }

    /// Checks the length: another one would allow a body that opens under several keys (C2SP age.md). Throws `header`.
    static func checkWrapped(_ body: [UInt8]) throws(AgeError) {
        guard body.count == wrappedBytes else { throw .header }
    }

    /// Bytes of a fixed number that an argument stands for. Throws `header`.
    static func argument(_ text: String, count: Int) throws(AgeError) -> [UInt8] {
        guard let bytes = try? Base64.decode(text.utf8, padding: .absent), bytes.count == count else { throw .header }
        return bytes
    }
}
