internal import COpenSSL

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
