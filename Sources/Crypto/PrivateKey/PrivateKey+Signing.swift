internal import CGuard
internal import COpenSSL

extension PrivateKey {
    /// PKCS #1 v1.5 with SHA-256 for an RSA key, the pure form of RFC 8032 for an Ed25519 one. The library's key object exists only during
    /// this call, and its memory is wiped when it is freed.
    public func signature(of message: UnsafeRawBufferPointer) throws(PrivateKeyProblem) -> [UInt8] {
        // Wipes what the library leaves on the stack.
        defer { cguard_wipe_stack() }
        guard let key = GuardedHeap.inArena({ loaded() }) else { throw .damaged }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { throw .libraryFailed }
        defer { EVP_MD_CTX_free(context) }
        let digest: OpaquePointer? =
            switch kind {
            case .rsa: EVP_sha256()
            case .ed25519: nil
            }
        var count = Int(EVP_PKEY_get_size(key))
        guard count > 0, EVP_DigestSignInit(context, nil, digest, nil, key) == 1 else { throw .libraryFailed }
        var signature = [UInt8](repeating: 0, count: count)
        guard
            GuardedHeap.inArena({
                EVP_DigestSign(context, &signature, &count, message.baseAddress?.assumingMemoryBound(to: UInt8.self), message.count)
            }) == 1
        else { throw .damaged }
        signature.removeSubrange(count...)
        switch kind {
        // An RSA key whose parts do not belong together gives a wrong signature without an error, so it is verified.
        case .rsa: if !Self.verifies(signature, message, digest, key) { throw .damaged }
        case .ed25519: break
        }
        return signature
    }

    private static func verifies(
        _ signature: [UInt8], _ message: UnsafeRawBufferPointer, _ digest: OpaquePointer?, _ key: OpaquePointer
    ) -> Bool {
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestVerifyInit(context, nil, digest, nil, key) == 1 else { return false }
        let start = message.baseAddress?.assumingMemoryBound(to: UInt8.self)
        return EVP_DigestVerify(context, signature, signature.count, start, message.count) == 1
    }

    private func loaded() -> OpaquePointer? {
        der.withUnsafeBytes { bytes in
            guard inner.upperBound <= bytes.count else { return nil }
            let part = UnsafeRawBufferPointer(rebasing: bytes[inner])
            var start = part.baseAddress?.assumingMemoryBound(to: UInt8.self)
            return switch kind {
            case .rsa: d2i_PrivateKey(EVP_PKEY_RSA, nil, &start, part.count)
            case .ed25519: EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, start, part.count)
            }
        }
    }
}
