internal import COpenSSL

/// Random bytes from the system's cryptographic generator.
public enum SecureRandom {
    /// Bytes that may be seen by others: nonces, salts, identifiers. Traps when the system has no randomness.
    public static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard RAND_bytes(&bytes, Int32(count)) == 1 else { fatalError("no randomness") }
        return bytes
    }

    /// Bytes that nobody may see: keys. Throws `lockedMemoryExhausted`, or `libraryFailed` when the system has no randomness.
    public static func secretBytes(_ count: Int) throws(CryptoError) -> SecretBytes {
        let secret = try SecretBytes(capacity: count)
        try secret.appendWritten(count: count) { room in
            RAND_priv_bytes(room.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(room.count)) == 1
        }
        return secret
    }
}
