internal import COpenSSL

/// The Diffie-Hellman function of RFC 7748 over Curve25519.
public enum X25519 {
    /// The length of secret keys, public keys and shared secrets in bytes.
    public static let keyBytes = 32

    /// The public key that belongs to a secret one. Throws `unsuitableLength` or `libraryFailed`.
    public static func publicKey(for secretKey: SecretBytes) throws(CryptoError) -> [UInt8] {
        let key = try loaded(secretKey)
        defer { EVP_PKEY_free(key) }
        var publicKey = [UInt8](repeating: 0, count: keyBytes)
        var written = keyBytes
        guard EVP_PKEY_get_raw_public_key(key, &publicKey, &written) == 1, written == keyBytes else { throw .libraryFailed }
        return publicKey
    }

    /// The secret that both sides compute. Throws `unsafePublicKey` when it would be all zeros (RFC 7748 6.1), `unsuitableLength`,
    /// `lockedMemoryExhausted` or `libraryFailed`.
    public static func sharedSecret(_ secretKey: SecretBytes, publicKey: [UInt8]) throws(CryptoError) -> SecretBytes {
        guard publicKey.count == keyBytes else { throw .unsuitableLength }
        let shared = try SecretBytes(capacity: keyBytes)
        let key = try loaded(secretKey)
        defer { EVP_PKEY_free(key) }
        guard let peer = EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nil, publicKey, publicKey.count) else { throw .libraryFailed }
        defer { EVP_PKEY_free(peer) }
        guard let context = EVP_PKEY_CTX_new(key, nil) else { throw .libraryFailed }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_derive_init(context) == 1, EVP_PKEY_derive_set_peer(context, peer) == 1 else { throw .libraryFailed }
        do throws(CryptoError) {
            try shared.appendWritten(count: keyBytes) { room in
                var written = room.count
                let succeeded = EVP_PKEY_derive(context, room.baseAddress?.assumingMemoryBound(to: UInt8.self), &written)
                let union = room.reduce(0, |)
                return succeeded == 1 && written == room.count && union != 0
            }
        } catch {
            // With keys of the right length, the library refuses only a result of zeros.
            throw .unsafePublicKey
        }
        return shared
    }

    private static func loaded(_ secretKey: SecretBytes) throws(CryptoError) -> OpaquePointer {
        let key = try secretKey.withUnsafeBytes { (bytes) throws(CryptoError) -> OpaquePointer? in
            guard bytes.count == keyBytes else { throw .unsuitableLength }
            return EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nil, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
        }
        guard let key else { throw .libraryFailed }
        return key
    }
}
