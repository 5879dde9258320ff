import Crypto

/// Which layer of an age file was refused (C2SP age.md). Reveals nothing of the content.
public enum AgeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The lines around the file are not the strict armored form.
    case armor
    /// The header breaks a rule, or the nonce behind it is missing.
    case header
    /// The header asks for more work than is allowed: above 2^`limit`.
    case workFactorTooHigh(limit: Int)
    /// None of the keys opens the file: a wrong passphrase, for instance.
    case noMatch
    /// The header was changed after it was written.
    case headerCode
    /// A part of the content was changed, cut, moved or added.
    case payload
    /// The file or its plain content is longer than is allowed, in bytes.
    case tooLarge(limitBytes: Int)
    /// The text of a recipient or of an identity is not one.
    case malformedKey
    /// Nothing to do with the file: memory, or the cryptographic library.
    case crypto(CryptoError)

    /// A few words in English, fit for an error message.
    public var description: String {
        switch self {
        case .armor: "the armor is malformed"
        case .header: "the header is malformed"
        case .workFactorTooHigh(let limit): "the work factor is above \(limit)"
        case .noMatch: "no key opens the file"
        case .headerCode: "the header was changed"
        case .payload: "the content was changed or cut"
        case .tooLarge(let limitBytes): "more than \(limitBytes) bytes"
        case .malformedKey: "malformed key"
        case .crypto(let error): error.description
        }
    }
}
