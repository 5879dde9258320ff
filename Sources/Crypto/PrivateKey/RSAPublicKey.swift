internal import COpenSSL

/// The public half of an RSA key, which checks signatures.
public struct RSAPublicKey: Hashable, Sendable {
    /// As RFC 5280, 4.1 writes it, in DER.
    private let der: [UInt8]

    /// A key in PEM as RFC 7468, 13 has it; `nil` for anything else.
    public init?(pem: String) {
        let bytes = Array(pem.utf8)
        let body: [UInt8]? = bytes.withUnsafeBytes { text in
            guard let opening = PEMMarker.first(.begin, in: text, from: 0, suits: { $0.elementsEqual("PUBLIC KEY".utf8) }),
                let closing = PEMMarker.first(.end, in: text, from: opening.range.upperBound)
            else { return nil }
            return text[opening.range.upperBound..<closing.range.lowerBound].filter { $0 > 0x20 }
        }
        guard let body, let der = try? Base64.decode(body) else { return nil }
        self.der = der
        guard let key = loaded() else { return nil }
        defer { EVP_PKEY_free(key) }
        guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else { return nil }
    }

    /// Whether the private half made this signature of a message: PKCS #1 v1.5 with SHA-256 (RFC 8017, 8.2.2).
    public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = loaded() else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else { return false }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    private func loaded() -> OpaquePointer? {
        der.withUnsafeBufferPointer { bytes in
            var start = bytes.baseAddress
            return d2i_PUBKEY(nil, &start, bytes.count)
        }
    }
}
