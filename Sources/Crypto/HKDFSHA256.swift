internal import COpenSSL

/// HKDF with SHA-256 (RFC 5869), extract and expand.
public enum HKDFSHA256 {
    /// A key of `count` bytes, at most 255 · 32. An empty salt stands for none.
    /// Throws `unsuitableLength`, `lockedMemoryExhausted` or `libraryFailed`.
    public static func derive(
        from key: SecretBytes, salt: [UInt8] = [], context: [UInt8] = [], count: Int
    ) throws(CryptoError) -> SecretBytes {
        guard count > 0, count <= 255 * SHA256.digestBytes, !key.isEmpty else { throw .unsuitableLength }
        guard let algorithm = EVP_KDF_fetch(nil, "HKDF", nil) else { throw .libraryFailed }
        defer { EVP_KDF_free(algorithm) }
        guard let derivation = EVP_KDF_CTX_new(algorithm) else { throw .libraryFailed }
        defer { EVP_KDF_CTX_free(derivation) }
        let derived = try SecretBytes(capacity: count)
        try derived.appendWritten(count: count) { room in
            key.withUnsafeBytes { keyBytes in
                salt.withUnsafeBytes { saltBytes in
                    context.withUnsafeBytes { contextBytes in
                        LibraryParameters.with([
                            .text(name: "digest", value: "SHA256"),
                            .bytes(name: "key", value: keyBytes),
                            .bytes(name: "salt", value: saltBytes),
                            .bytes(name: "info", value: contextBytes),
                        ]) { parameters in
                            EVP_KDF_derive(derivation, room.baseAddress?.assumingMemoryBound(to: UInt8.self), room.count, parameters) == 1
                        }
                    }
                }
            }
        }
        return derived
    }
}
