internal import COpenSSL

/// SHA-256 (FIPS 180-4).
public enum SHA256 {
    /// The length of a digest in bytes.
    public static let digestBytes = 32

    /// The 32 bytes for bytes that are no secret.
    public static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
        Array(bytes).withUnsafeBytes { digest(ofMemory: $0) }
    }

    /// The 32 bytes for a secret.
    public static func digest(of secret: SecretBytes) -> [UInt8] {
        secret.withUnsafeBytes { digest(ofMemory: $0) }
    }

    private static func digest(ofMemory bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: digestBytes)
        guard EVP_Digest(bytes.baseAddress, bytes.count, &digest, nil, EVP_sha256(), nil) == 1 else {
            fatalError("the cryptographic library has no SHA-256")
        }
        return digest
    }
}

/// SHA-1 (FIPS 180-4): for protocols that prescribe it, never where a collision would matter.
public enum SHA1 {
    /// The 20 bytes for bytes that are no secret.
    public static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 20)
        let isMade = Array(bytes).withUnsafeBytes { EVP_Digest($0.baseAddress, $0.count, &digest, nil, EVP_sha1(), nil) == 1 }
        guard isMade else { fatalError("the cryptographic library has no SHA-1") }
        return digest
    }
}
