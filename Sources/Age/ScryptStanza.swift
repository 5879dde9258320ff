import Crypto

/// The file key wrapped with a passphrase (C2SP age.md, "scrypt recipient stanza").
enum ScryptStanza {
    static let type = "scrypt"
    /// The exponents with which files are written.
    static let writtenWorkFactors = 10...20
    private static let saltBytes = 16
    private static let label = Array("age-encryption.org/v1/scrypt".utf8)

    /// Throws `crypto`.
    static func wrap(_ fileKey: SecretBytes, passphrase: SecretBytes, workFactor: Int) throws(AgeError) -> Stanza {
        do throws(CryptoError) {
            guard writtenWorkFactors ~= workFactor else { throw .unsuitableParameter }
            guard !passphrase.isEmpty else { throw .unsuitableLength }
            let salt = SecureRandom.bytes(saltBytes)
            let key = try Scrypt.derive(from: passphrase, salt: label + salt, logN: workFactor, count: ChaCha20Poly1305.keyBytes)
            return Stanza(
                type: type, arguments: [Base64.encode(salt, padding: .absent), String(workFactor)],
                body: try FileKey.wrap(fileKey, with: key))
        } catch {
            throw .crypto(error)
        }
    }

    /// `nil` where the passphrase is another one. Throws `header`, `workFactorTooHigh` or `crypto`.
    static func unwrap(_ stanza: Stanza, passphrase: SecretBytes, limits: AgeLimits) throws(AgeError) -> SecretBytes? {
        let workFactor = try workFactor(stanza, limits: limits)
        let salt = try FileKey.argument(stanza.arguments[0], count: saltBytes)
        try FileKey.checkWrapped(stanza.body)
        let key: SecretBytes
        do throws(CryptoError) {
            key = try Scrypt.derive(from: passphrase, salt: label + salt, logN: workFactor, count: ChaCha20Poly1305.keyBytes)
        } catch {
            throw .crypto(error)
        }
        return try FileKey.unwrap(stanza.body, with: key)
    }

    /// Throws `header` or `workFactorTooHigh`.
    static func workFactor(_ stanza: Stanza, limits: AgeLimits) throws(AgeError) -> Int {
        guard stanza.arguments.count == 2 else { throw .header }
        let digits = stanza.arguments[1].utf8
        guard digits.allSatisfy({ 0x30...0x39 ~= $0 }), digits.first != 0x30 else { throw .header }
        guard digits.count <= 2, let workFactor = Int(stanza.arguments[1]), workFactor <= limits.greatestWorkFactor else {
            throw .workFactorTooHigh(limit: limits.greatestWorkFactor)
        }
        return workFactor
    }
}
