internal import COpenSSL

/// The encryption of a private key by a passphrase: PBES2 (RFC 8018, 6.2) with AES-CBC, and PBKDF2 or scrypt.
struct PrivateKeyEncryption {
    private let derivation: Derivation
    private let cipher: Cipher
    private let vector: [UInt8]

    /// The highest accepted cost. OpenSSL writes 2048 rounds unless told otherwise, and some users choose a million.
    private enum Limit {
        static let rounds = 5_000_000
        static let saltBytes = 1_024
        /// Of scrypt's work area: N · r · 128 bytes are 64 MiB.
        static let scryptUnits = 1 << 19
        static let scryptWork = 1 << 21
    }

    private enum Derivation {
        case pbkdf2(salt: [UInt8], rounds: Int, Digest)
        case scrypt(salt: [UInt8], logN: Int, r: Int, p: Int)
    }

    private enum Digest: UInt8 {
        case sha1 = 7
        case sha256 = 9
        case sha384 = 10
        case sha512 = 11

        var function: OpaquePointer? {
            switch self {
            case .sha1: EVP_sha1()
            case .sha256: EVP_sha256()
            case .sha384: EVP_sha384()
            case .sha512: EVP_sha512()
            }
        }
    }

    private enum Cipher: UInt8 {
        case aes128 = 2
        case aes192 = 22
        case aes256 = 42

        var keyBytes: Int {
            switch self {
            case .aes128: 16
            case .aes192: 24
            case .aes256: 32
            }
        }

        var function: OpaquePointer? {
            switch self {
            case .aes128: EVP_aes_128_cbc()
            case .aes192: EVP_aes_192_cbc()
            case .aes256: EVP_aes_256_cbc()
            }
        }
    }

    private static let blockBytes = 16

    /// Reads the algorithm of an `EncryptedPrivateKeyInfo` (RFC 5958, 3). Throws `unknownEncryption` or `tooCostly` too.
    init(_ algorithm: DERReader) throws(PrivateKeyProblem) {
        var algorithm = algorithm
        guard try algorithm.content(DERReader.Tag.identifier).elementsEqual(ObjectIdentifier.pbes2) else { throw .unknownEncryption }
        var parameters = try algorithm.inside(DERReader.Tag.sequence)
        var derivation = try parameters.inside(DERReader.Tag.sequence)
        var scheme = try parameters.inside(DERReader.Tag.sequence)
        let name = try scheme.content(DERReader.Tag.identifier)
        guard name.count == ObjectIdentifier.aes.count + 1, name.starts(with: ObjectIdentifier.aes),
            let cipher = name.last.flatMap(Cipher.init(rawValue:))
        else { throw .unknownEncryption }
        self.cipher = cipher
        vector = Array(try scheme.content(DERReader.Tag.octets))
        guard vector.count == Self.blockBytes else { throw .damaged }
        let function = try derivation.content(DERReader.Tag.identifier)
        var values = try derivation.inside(DERReader.Tag.sequence)
        if function.elementsEqual(ObjectIdentifier.pbkdf2) {
            self.derivation = try Self.pbkdf2(&values, cipher)
        } else if function.elementsEqual(ObjectIdentifier.scrypt) {
            self.derivation = try Self.scrypt(&values, cipher)
        } else {
            throw .unknownEncryption
        }
    }

    private static func pbkdf2(_ values: inout DERReader, _ cipher: Cipher) throws(PrivateKeyProblem) -> Derivation {
        let salt = try values.content(DERReader.Tag.octets)
        let rounds = try values.number()
        if values.nextTag == DERReader.Tag.integer, try values.number() != cipher.keyBytes { throw .unknownEncryption }
        var digest = Digest.sha1
        if !values.isAtEnd {
            var function = try values.inside(DERReader.Tag.sequence)
            let name = try function.content(DERReader.Tag.identifier)
            guard name.count == ObjectIdentifier.hmac.count + 1, name.starts(with: ObjectIdentifier.hmac),
                let known = name.last.flatMap(Digest.init(rawValue:))
            else { throw .unknownEncryption }
            digest = known
        }
        guard rounds > 0, salt.count <= Limit.saltBytes else { throw .damaged }
        guard rounds <= Limit.rounds else { throw .tooCostly }
        return .pbkdf2(salt: Array(salt), rounds: rounds, digest)
    }

    private static func scrypt(_ values: inout DERReader, _ cipher: Cipher) throws(PrivateKeyProblem) -> Derivation {
        let salt = try values.content(DERReader.Tag.octets)
        let (cost, r, p) = (try values.number(), try values.number(), try values.number())
        if values.nextTag == DERReader.Tag.integer, try values.number() != cipher.keyBytes { throw .unknownEncryption }
        try values.end()
        guard cost > 1, cost & (cost - 1) == 0, r > 0, p > 0, salt.count <= Limit.saltBytes else { throw .damaged }
        guard cost <= Limit.scryptUnits, r <= Limit.scryptUnits, p <= Limit.scryptWork, cost * r <= Limit.scryptUnits,
            cost * r * p <= Limit.scryptWork
        else { throw .tooCostly }
        return .scrypt(salt: Array(salt), logN: cost.trailingZeroBitCount, r: r, p: p)
    }

    /// The decrypted bytes. A wrong passphrase usually shows as invalid padding; the caller has to check the content for the rest.
    func decrypted(_ sealed: UnsafeRawBufferPointer, passphrase: SecretBytes) throws(PrivateKeyProblem) -> SecretBytes {
        guard !sealed.isEmpty, sealed.count % Self.blockBytes == 0, sealed.count <= Int(Int32.max) else { throw .damaged }
        let key = try derivedKey(passphrase)
        defer { key.wipe() }
        let plain: SecretBytes
        do throws(CryptoError) {
            plain = try SecretBytes(capacity: sealed.count)
            try plain.appendWritten(count: sealed.count) { room in decrypt(sealed, key, into: room) }
        } catch {
            throw error == .lockedMemoryExhausted ? .memoryExhausted : .libraryFailed
        }
        let padding = plain.withUnsafeBytes { bytes in
            let count = Int(bytes[bytes.count - 1])
            return 1...Self.blockBytes ~= count && bytes.suffix(count).allSatisfy { Int($0) == count } ? count : 0
        }
        guard padding > 0 else {
            plain.wipe()
            throw .passphraseWrong
        }
        plain.removeLast(padding)
        return plain
    }

    private func decrypt(_ sealed: UnsafeRawBufferPointer, _ key: SecretBytes, into room: UnsafeMutableRawBufferPointer) -> Bool {
        guard let context = EVP_CIPHER_CTX_new() else { return false }
        defer { EVP_CIPHER_CTX_free(context) }
        var written: Int32 = 0
        let isStarted = key.withUnsafeBytes { bytes in
            EVP_DecryptInit_ex(context, cipher.function, nil, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), vector) == 1
        }
        // The padding is checked here, because the library would leave the last block in a buffer of its own.
        guard isStarted, EVP_CIPHER_CTX_set_padding(context, 0) == 1,
            EVP_DecryptUpdate(
                context, room.baseAddress?.assumingMemoryBound(to: UInt8.self), &written,
                sealed.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(sealed.count)) == 1
        else { return false }
        return Int(written) == sealed.count
    }

    private func derivedKey(_ passphrase: SecretBytes) throws(PrivateKeyProblem) -> SecretBytes {
        do throws(CryptoError) {
            switch derivation {
            case .scrypt(let salt, let logN, let r, let p):
                return try Scrypt.derive(from: passphrase, salt: salt, logN: logN, r: r, p: p, count: cipher.keyBytes)
            case .pbkdf2(let salt, let rounds, let digest):
                let key = try SecretBytes(capacity: cipher.keyBytes)
                try key.appendWritten(count: cipher.keyBytes) { room in
                    passphrase.withUnsafeBytes { bytes in
                        GuardedHeap.inArena {
                            PKCS5_PBKDF2_HMAC(
                                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), salt, Int32(salt.count),
                                Int32(rounds), digest.function, Int32(room.count), room.baseAddress?.assumingMemoryBound(to: UInt8.self)
                            ) == 1
                        }
                    }
                }
                return key
            }
        } catch {
            switch error {
            case .lockedMemoryExhausted: throw .memoryExhausted
            case .unsuitableParameter: throw .tooCostly
            case .capacityExceeded, .malformedEncoding, .authenticationFailed, .unsuitableLength, .unsafePublicKey, .libraryFailed:
                throw .libraryFailed
            }
        }
    }
}
