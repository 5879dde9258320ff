import Crypto

/// Whole files of the age format, version 1 (C2SP age.md), in memory.
public enum AgeFile {
    /// Encrypts with a passphrase. `workFactor` is the base-2 logarithm of scrypt's N, 10 to 20. Throws `tooLarge` or `crypto`.
    public static func seal(
        _ plain: UnsafeRawBufferPointer, passphrase: SecretBytes, workFactor: Int, as encoding: AgeEncoding = .binary,
        limits: AgeLimits = .standard
    ) throws(AgeError) -> [UInt8] {
        try seal(plain, as: encoding, limits: limits) { (fileKey) throws(AgeError) in
            [try ScryptStanza.wrap(fileKey, passphrase: passphrase, workFactor: workFactor)]
        }
    }

    /// Encrypts to one or more public keys. Throws `malformedKey` when there is none, `tooLarge` or `crypto`.
    public static func seal(
        _ plain: UnsafeRawBufferPointer, to recipients: [X25519Recipient], as encoding: AgeEncoding = .binary,
        limits: AgeLimits = .standard
    ) throws(AgeError) -> [UInt8] {
        guard !recipients.isEmpty else { throw .malformedKey }
        return try seal(plain, as: encoding, limits: limits) { (fileKey) throws(AgeError) in
            var stanzas: [Stanza] = []
            for recipient in recipients { stanzas.append(try X25519Stanza.wrap(fileKey, to: recipient)) }
            return stanzas
        }
    }

    /// The content of a file that one of the keys opens, whole or not at all. Throws every `AgeError` but `malformedKey`.
    public static func open(
        _ file: UnsafeRawBufferPointer, with keys: [AgeKey], as encoding: AgeEncoding = .binary, limits: AgeLimits = .standard
    ) throws(AgeError) -> WipedBytes {
        try withBinary(file, encoding, limits) { (binary) throws(AgeError) in
            let (header, fileKey) = try unlock(binary, with: keys, limits: limits)
            let sealed = UnsafeRawBufferPointer(rebasing: binary[header.byteCount...])
            var failure: AgeError?
            do throws(CryptoError) {
                return try WipedBytes(capacity: Payload.plainCount(ofSealed: sealed.count - Payload.nonceBytes)) {
                    (room) throws(CryptoError) in
                    var openedBytes = 0
                    do throws(AgeError) {
                        try Payload.open(sealed, fileKey: fileKey, into: room, openedBytes: &openedBytes)
                    } catch {
                        failure = error
                        throw CryptoError.authenticationFailed
                    }
                    return openedBytes
                }
            } catch {
                throw failure ?? .crypto(error)
            }
        }
    }

    /// The base-2 logarithm of scrypt's N that a file asks for, without doing any of the work; `nil` where it is encrypted to public keys.
    /// Throws `armor`, `header`, `workFactorTooHigh` or `tooLarge`.
    public static func workFactor(
        of file: UnsafeRawBufferPointer, as encoding: AgeEncoding = .binary, limits: AgeLimits = .standard
    ) throws(AgeError) -> Int? {
        try withBinary(file, encoding, limits) { (binary) throws(AgeError) in
            let stanzas = try Header(reading: binary).stanzas
            guard let stanza = stanzas.first, stanza.type == ScryptStanza.type else { return nil }
            return try ScryptStanza.workFactor(stanza, limits: limits)
        }
    }

    /// The header after its code was verified, and the file key. Throws `header`, `workFactorTooHigh`, `noMatch`, `headerCode` or `crypto`.
    static func unlock(
        _ binary: UnsafeRawBufferPointer, with keys: [AgeKey], limits: AgeLimits
    ) throws(AgeError) -> (header: Header, fileKey: SecretBytes) {
        let header = try Header(reading: binary)
        for key in keys {
            guard let fileKey = try key.fileKey(of: header, limits: limits) else { continue }
            try header.verify(fileKey: fileKey)
            guard binary.count - header.byteCount >= Payload.nonceBytes else { throw .header }
            return (header, fileKey)
        }
        throw .noMatch
    }

    static func withBinary<Result>(
        _ file: UnsafeRawBufferPointer, _ encoding: AgeEncoding, _ limits: AgeLimits,
        _ body: (UnsafeRawBufferPointer) throws(AgeError) -> Result
    ) throws(AgeError) -> Result {
        guard file.count <= limits.fileBytes else { throw .tooLarge(limitBytes: limits.fileBytes) }
        switch encoding {
        case .binary: return try body(file)
        case .armored:
            let decoded = try Armor.decode(file)
            let result = decoded.withUnsafeBytes { bytes in Swift.Result { () throws(AgeError) in try body(bytes) } }
            return try result.get()
        }
    }

    private static func seal(
        _ plain: UnsafeRawBufferPointer, as encoding: AgeEncoding, limits: AgeLimits,
        wrap: (SecretBytes) throws(AgeError) -> [Stanza]
    ) throws(AgeError) -> [UInt8] {
        guard plain.count <= limits.fileBytes else { throw .tooLarge(limitBytes: limits.fileBytes) }
        let fileKey: SecretBytes
        do throws(CryptoError) {
            fileKey = try SecureRandom.secretBytes(FileKey.keyBytes)
        } catch {
            throw .crypto(error)
        }
        let header = try Header.encode(try wrap(fileKey), fileKey: fileKey)
        let file = header + (try Payload.seal(plain, fileKey: fileKey))
        switch encoding {
        case .binary: return file
        case .armored: return Armor.encode(file)
        }
    }
}

/// How a file is written down.
public enum AgeEncoding: Hashable, Sendable {
    case binary
    /// Base64 between two marker lines, for channels that only take text.
    case armored

    /// What a file looks like from its beginning. Says nothing about whether it is well formed.
    public init(detectedIn file: UnsafeRawBufferPointer) {
        let start = file.prefix(1_024).drop { Armor.isBlank($0) }
        self = start.starts(with: "-----BEGIN".utf8) ? .armored : .binary
    }
}

/// The limits beyond which a file is refused.
public struct AgeLimits: Hashable, Sendable {
    /// The base-2 logarithm of scrypt's N; memory is 1 KiB · N, so 20 means 1 GiB and some seconds.
    public let greatestWorkFactor: Int
    /// The most bytes of a file, armor included, and of its content.
    public let fileBytes: Int

    /// The header's part of a file: more than 500 recipients.
    static let headerBytes = 64 * 1024

    /// Numbers outside what is possible (1 to 22; at most 1 GiB) count as the nearest that is.
    public init(greatestWorkFactor: Int = 20, fileBytes: Int = 16 << 20) {
        self.greatestWorkFactor = min(max(1, greatestWorkFactor), 22)
        self.fileBytes = min(max(0, fileBytes), 1 << 30)
    }

    /// A work factor of at most 20, and files of at most 16 MiB.
    public static let standard = AgeLimits()
}
