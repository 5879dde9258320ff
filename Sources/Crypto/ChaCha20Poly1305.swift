internal import CGuard
internal import COpenSSL

/// The AEAD of RFC 8439: 32 bytes of key, 12 of nonce, 16 of tag behind the ciphertext.
public enum ChaCha20Poly1305 {
    /// The length of a key in bytes.
    public static let keyBytes = 32
    /// The length of a nonce in bytes.
    public static let nonceBytes = 12
    /// The length of the tag in bytes.
    public static let tagBytes = 16

    /// Ciphertext and tag. A nonce must never meet the same key twice. Throws `unsuitableLength` or `libraryFailed`.
    public static func seal(
        _ plain: UnsafeRawBufferPointer, key: SecretBytes, nonce: [UInt8], authenticating associated: [UInt8] = []
    ) throws(CryptoError) -> [UInt8] {
        let context = try begin(plainCount: plain.count, key: key, nonce: nonce, direction: .sealing)
        defer { EVP_CIPHER_CTX_free(context) }
        var sealed = [UInt8](repeating: 0, count: plain.count + tagBytes)
        let succeeded = sealed.withUnsafeMutableBytes { room in
            pass(associated, plain, through: context, into: room.baseAddress!)
                && copenssl_aead_get_tag(context, Int32(tagBytes), room.baseAddress! + plain.count) == 1
        }
        guard succeeded else { throw .libraryFailed }
        return sealed
    }

    /// Ciphertext and tag for a secret. A nonce must never meet the same key twice. Throws `unsuitableLength` or `libraryFailed`.
    public static func seal(
        _ secret: SecretBytes, key: SecretBytes, nonce: [UInt8], authenticating associated: [UInt8] = []
    ) throws(CryptoError) -> [UInt8] {
        try secret.withUnsafeBytes { (plain) throws(CryptoError) -> [UInt8] in
            try seal(plain, key: key, nonce: nonce, authenticating: associated)
        }
    }

    /// The plain bytes, as a secret. Throws `authenticationFailed`, `unsuitableLength`, `lockedMemoryExhausted` or `libraryFailed`.
    public static func open(
        _ sealed: UnsafeRawBufferPointer, key: SecretBytes, nonce: [UInt8], authenticating associated: [UInt8] = []
    ) throws(CryptoError) -> SecretBytes {
        guard sealed.count >= tagBytes else { throw .authenticationFailed }
        let secret = try SecretBytes(capacity: sealed.count - tagBytes)
        var failure: CryptoError?
        do throws(CryptoError) {
            try secret.appendWritten(count: secret.capacity) { room in
                do throws(CryptoError) {
                    try open(sealed, key: key, nonce: nonce, authenticating: associated, into: room)
                } catch {
                    failure = error
                }
                return failure == nil
            }
        } catch {
            throw failure ?? error
        }
        return secret
    }

    /// Writes the plain bytes to the start of `room`, which has at least 16 bytes less than `sealed`; after a failure it holds
    /// zeros. Throws `authenticationFailed`, `unsuitableLength` or `libraryFailed`.
    public static func open(
        _ sealed: UnsafeRawBufferPointer, key: SecretBytes, nonce: [UInt8], authenticating associated: [UInt8] = [],
        into room: UnsafeMutableRawBufferPointer
    ) throws(CryptoError) {
        let plainCount = sealed.count - tagBytes
        guard plainCount >= 0 else { throw .authenticationFailed }
        guard room.count >= plainCount else { throw .unsuitableLength }
        let context = try begin(plainCount: plainCount, key: key, nonce: nonce, direction: .opening)
        defer { EVP_CIPHER_CTX_free(context) }
        var tag = Array(sealed[plainCount...])
        // Without a byte of plain text there may be no room, but the library wants an address.
        var nothing: UInt8 = 0
        let ciphertext = UnsafeRawBufferPointer(rebasing: sealed[..<plainCount])
        let isGenuine =
            copenssl_aead_set_tag(context, Int32(tagBytes), &tag) == 1
            && withUnsafeMutablePointer(to: &nothing) { spare in
                pass(associated, ciphertext, through: context, into: room.baseAddress ?? UnsafeMutableRawPointer(spare))
            }
        guard isGenuine else {
            if let start = room.baseAddress { cguard_wipe(start, plainCount) }
            throw .authenticationFailed
        }
    }

    private enum Direction: Int32 {
        case opening = 0
        case sealing = 1
    }

    private static func begin(
        plainCount: Int, key: SecretBytes, nonce: [UInt8], direction: Direction
    ) throws(CryptoError) -> OpaquePointer {
        guard key.count == keyBytes, nonce.count == nonceBytes, plainCount < Int(Int32.max) - tagBytes else { throw .unsuitableLength }
        guard let context = EVP_CIPHER_CTX_new() else { throw .libraryFailed }
        let succeeded = key.withUnsafeBytes { bytes in
            EVP_CipherInit_ex(
                context, EVP_chacha20_poly1305(), nil, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), nonce, direction.rawValue)
        }
        guard succeeded == 1 else {
            EVP_CIPHER_CTX_free(context)
            throw .libraryFailed
        }
        return context
    }

    private static func pass(
        _ associated: [UInt8], _ input: UnsafeRawBufferPointer, through context: OpaquePointer, into output: UnsafeMutableRawPointer
    ) -> Bool {
        guard associated.count < Int(Int32.max) else { return false }
        var written: Int32 = 0
        if !associated.isEmpty {
            guard EVP_CipherUpdate(context, nil, &written, associated, Int32(associated.count)) == 1 else { return false }
        }
        let target = output.assumingMemoryBound(to: UInt8.self)
        if let source = input.baseAddress, input.count > 0 {
            let succeeded = EVP_CipherUpdate(
                context, target, &written, source.assumingMemoryBound(to: UInt8.self), Int32(input.count))
            guard succeeded == 1, Int(written) == input.count else { return false }
        }
        return EVP_CipherFinal_ex(context, target + input.count, &written) == 1
    }
}
