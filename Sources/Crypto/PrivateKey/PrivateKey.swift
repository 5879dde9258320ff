/// A private key that signs, as PKCS #8 writes it (RFC 5958) in DER and locked memory.
public struct PrivateKey: Sendable {
    /// Its algorithm and, for RSA, the length of its modulus.
    public let kind: Kind
    /// The whole key.
    let der: SecretBytes
    /// The part that the algorithm needs: the key of PKCS #1 (RFC 8017, A.1.2), or the 32 bytes of RFC 8410, 7.
    let inner: Range<Int>

    /// The algorithms that a key can be for.
    public enum Kind: Hashable, Sendable {
        case rsa(bits: Int)
        case ed25519
    }

    /// Long enough to be safe, and short enough for fast signatures.
    static let rsaBits = 2_048...4_096

    /// A key in DER. Shares the bytes: wiping them wipes the key. Throws why it is not a key for signing.
    init(der: SecretBytes) throws(PrivateKeyProblem) {
        self.der = der
        (kind, inner) = try der.withUnsafeBytes { (bytes) throws(PrivateKeyProblem) in try Self.look(into: bytes) }
    }

    /// A key as it is passed around: PKCS #8 or PKCS #1 in PEM, encrypted or not. Throws `passphraseNeeded`, `passphraseWrong`, or why it
    /// is not a key for signing.
    public init(pem text: SecretBytes, passphrase: SecretBytes?) throws(PrivateKeyProblem) {
        let pem = try text.withUnsafeBytes { (bytes) throws(PrivateKeyProblem) in try PEMText(bytes) }
        switch pem.label {
        case "PRIVATE KEY": try self.init(der: pem.der)
        case "RSA PRIVATE KEY":
            defer { pem.der.wipe() }
            try self.init(der: Self.wrapped(pem.der))
        case "ENCRYPTED PRIVATE KEY":
            defer { pem.der.wipe() }
            self = try Self.unsealed(Self.decrypted(pem.der, passphrase))
        case "EC PRIVATE KEY": throw .kind(.ellipticCurve)
        case "DSA PRIVATE KEY": throw .kind(.dsa)
        case "OPENSSH PRIVATE KEY": throw .kind(.openSSH)
        case let label where label.hasSuffix("PUBLIC KEY"): throw .publicKey
        case let label where label.hasPrefix("CERTIFICATE") || label.hasSuffix("CERTIFICATE"): throw .certificate
        case let label where label.hasSuffix("PRIVATE KEY"): throw .kind(.unknown)
        default: throw .notPEM
        }
    }

    /// A wrong passphrase can give valid padding by chance; the result is then not a key.
    private static func unsealed(_ der: SecretBytes) throws(PrivateKeyProblem) -> PrivateKey {
        do throws(PrivateKeyProblem) {
            return try PrivateKey(der: der)
        } catch {
            der.wipe()
            throw error == .damaged ? .passphraseWrong : error
        }
    }

    /// A key as `text()` writes it. Throws why it is not one.
    public init(text: SecretBytes) throws(PrivateKeyProblem) {
        let der: SecretBytes
        do throws(CryptoError) {
            der = try Base64.decodeSecret(text)
        } catch {
            throw error == .lockedMemoryExhausted ? .memoryExhausted : .damaged
        }
        try self.init(der: der)
    }

    /// The key in one line of Base64, to be stored as text. Throws `memoryExhausted`.
    public func text() throws(PrivateKeyProblem) -> SecretBytes {
        do throws(CryptoError) { return try Base64.encodeSecret(der) } catch { throw .memoryExhausted }
    }

    /// Whether a text is a line as `text()` writes it, and not a PEM block.
    public static func isText(_ text: SecretBytes) -> Bool {
        text.withUnsafeBytes { bytes in
            !bytes.isEmpty && bytes.allSatisfy { Base64Alphabet.sixBits($0) >= 0 || $0 == UInt8(ascii: "=") }
        }
    }

    /// Wipes the key.
    public func wipe() { der.wipe() }

    // MARK: Structure

    private static func look(into bytes: UnsafeRawBufferPointer) throws(PrivateKeyProblem) -> (Kind, Range<Int>) {
        var outside = DERReader(bytes)
        var key = try outside.inside(DERReader.Tag.sequence)
        try outside.end()
        guard try key.number() <= 1 else { throw .damaged }
        var algorithm = try key.inside(DERReader.Tag.sequence)
        let name = try algorithm.content(DERReader.Tag.identifier)
        let content = try key.content(DERReader.Tag.octets)
        // Attributes and the public key may follow.
        while let tag = key.nextTag {
            guard [0xA0, 0x81, 0xA1].contains(tag) else { throw .damaged }
            _ = try key.content(tag)
        }
        if name.elementsEqual(ObjectIdentifier.rsa) { return (.rsa(bits: try modulusBits(content)), range(of: content, in: bytes)) }
        guard name.elementsEqual(ObjectIdentifier.ed25519) else { throw .kind(kind(named: name)) }
        var reader = DERReader(content)
        let seed = try reader.content(DERReader.Tag.octets)
        try reader.end()
        guard seed.count == 32 else { throw .damaged }
        return (.ed25519, range(of: seed, in: bytes))
    }

    private static func kind(named name: UnsafeRawBufferPointer) -> PrivateKeyProblem.Kind {
        if name.elementsEqual(ObjectIdentifier.ellipticCurve) { return .ellipticCurve }
        if name.elementsEqual(ObjectIdentifier.dsa) { return .dsa }
        if name.elementsEqual(ObjectIdentifier.rsaPSS) { return .rsaPSS }
        return ObjectIdentifier.otherEdwards.contains { name.elementsEqual($0) } ? .otherEdwards : .unknown
    }

    /// The length of the modulus of a key of PKCS #1 with two primes.
    private static func modulusBits(_ content: UnsafeRawBufferPointer) throws(PrivateKeyProblem) -> Int {
        var outside = DERReader(content)
        var key = try outside.inside(DERReader.Tag.sequence)
        try outside.end()
        guard try key.number() == 0 else { throw .damaged }
        let modulus = try key.content(DERReader.Tag.integer).drop { $0 == 0 }
        for _ in 0..<7 { _ = try key.content(DERReader.Tag.integer) }
        try key.end()
        guard let first = modulus.first else { throw .damaged }
        let bits = modulus.count * 8 - first.leadingZeroBitCount
        if bits < rsaBits.lowerBound { throw .tooShort(bits: bits) }
        if bits > rsaBits.upperBound { throw .tooLong(bits: bits) }
        return bits
    }

    private static func range(of part: UnsafeRawBufferPointer, in whole: UnsafeRawBufferPointer) -> Range<Int> {
        guard let start = part.baseAddress, let base = whole.baseAddress else { return 0..<0 }
        return start - base..<start - base + part.count
    }

    // MARK: Forms

    /// A key of PKCS #1 as PKCS #8 writes it.
    private static func wrapped(_ key: SecretBytes) throws(PrivateKeyProblem) -> SecretBytes {
        let algorithm: [UInt8] =
            [0x30, UInt8(ObjectIdentifier.rsa.count + 4), 0x06, UInt8(ObjectIdentifier.rsa.count)] + ObjectIdentifier.rsa + [0x05, 0x00]
        let head: [UInt8] = [0x02, 0x01, 0x00] + algorithm + [DERReader.Tag.octets] + length(key.count)
        let whole = [DERReader.Tag.sequence] + length(head.count + key.count) + head
        do throws(CryptoError) {
            let der = try SecretBytes(capacity: whole.count + key.count)
            for byte in whole { try der.append(byte) }
            try der.append(key)
            return der
        } catch {
            throw .memoryExhausted
        }
    }

    private static func length(_ count: Int) -> [UInt8] {
        switch count {
        case ..<0x80: [UInt8(count)]
        case ..<0x100: [0x81, UInt8(count)]
        default: [0x82, UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
        }
    }

    private static func decrypted(_ sealed: SecretBytes, _ passphrase: SecretBytes?) throws(PrivateKeyProblem) -> SecretBytes {
        try sealed.withUnsafeBytes { (bytes) throws(PrivateKeyProblem) in
            var outside = DERReader(bytes)
            var info = try outside.inside(DERReader.Tag.sequence)
            try outside.end()
            let encryption = try PrivateKeyEncryption(info.inside(DERReader.Tag.sequence))
            let content = try info.content(DERReader.Tag.octets)
            try info.end()
            guard let passphrase, !passphrase.isEmpty else { throw .passphraseNeeded }
            return try encryption.decrypted(content, passphrase: passphrase)
        }
    }
}
