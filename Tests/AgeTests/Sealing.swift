import Crypto

@testable import Age

/// Shorthands over arrays, which only a test may want.
extension AgeFile {
    static func seal(_ plain: [UInt8], passphrase: String, workFactor: Int = 10, as encoding: AgeEncoding = .binary) throws -> [UInt8] {
        try plain.withUnsafeBytes { try seal($0, passphrase: SecretBytes(passphrase.utf8), workFactor: workFactor, as: encoding) }
    }

    static func seal(_ plain: [UInt8], to recipients: [X25519Recipient], as encoding: AgeEncoding = .binary) throws -> [UInt8] {
        try plain.withUnsafeBytes { try seal($0, to: recipients, as: encoding) }
    }

    static func open(
        _ file: [UInt8], with keys: [AgeKey], as encoding: AgeEncoding = .binary, limits: AgeLimits = .standard
    ) throws -> [UInt8] {
        try file.withUnsafeBytes { try open($0, with: keys, as: encoding, limits: limits).withUnsafeBytes { Array($0) } }
    }

    /// What the file is refused with; `nil` when it opens.
    static func refusal(
        of file: [UInt8], with keys: [AgeKey], as encoding: AgeEncoding = .binary, limits: AgeLimits = .standard
    ) -> AgeError? {
        do {
            _ = try open(file, with: keys, as: encoding, limits: limits)
            return nil
        } catch {
            return error as? AgeError
        }
    }
}

extension AgeKey {
    static func passphrase(_ text: String) -> AgeKey { .passphrase(SecretBytes(text.utf8)) }
}
