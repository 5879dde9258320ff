import Age
import Crypto
import Domain

/// Why an operation on the vault failed. Holds names and paths, never a secret.
public enum VaultProblem: Error, Hashable, Sendable {
    /// There is no vault at this path.
    case missing(path: String)
    /// There is a vault at this path already; it is never written over.
    case exists(path: String)
    /// There is no vault, but the backup of one.
    case backupExists(path: String)
    /// The vault has been locked meanwhile.
    case locked
    case passphraseWrong
    /// Another program gave it a new passphrase while it was open here.
    case passphraseChanged
    /// An empty passphrase protects nothing.
    case passphraseEmpty
    case damaged(path: String, Damage)
    /// It asks for more work than is allowed: above 2^`limit`.
    case workFactorTooHigh(limit: Int)
    /// A newer program wrote it; nothing of it is changed.
    case newerVersion(String)
    /// Others may read or change the file or folder.
    case openToOthers(path: String, Place)
    /// The file or folder belongs to another user.
    case foreign(path: String, Place)
    /// Something else stands in the file's place.
    case notAFile(path: String, Thing = .other)
    /// The system refused, with this `errno`.
    case refused(path: String, errno: Int32)
    /// Another program held the lock all this time.
    case busy(path: String, waitedMilliseconds: Int)
    /// Locked memory, or all memory, is exhausted.
    case memoryExhausted
    case nameTaken(String)
    case nameUnknown(String)
    case nameUnsuitable
    /// The same key is stored under this name already.
    case alreadyConnected(name: String)
    /// A credential is not UTF-8, so it cannot be stored exactly.
    case credentialUnsuitable
    /// The caller's own reason for not making a change.
    case declined(Failure)

    /// What is wrong with the content of a file.
    public enum Damage: Hashable, Sendable {
        case layer(AgeError)
        /// Nothing is in it.
        case empty
        /// The content of a vault, unencrypted.
        case notEncrypted
        /// Not an age file at all.
        case notAge
        /// A version of the age format that is newer than the only one there is, by its first line.
        case newerFormat(String)
        /// The secret key of an age recipient.
        case identity
        /// Encrypted to public keys, not with a passphrase.
        case noPassphrase
        /// The content is not a document of this program; the field says where.
        case document(field: String)
    }

    /// What stands where a plain file should be.
    public enum Thing: Hashable, Sendable {
        case symbolicLink
        case folder
        /// A pipe, a socket or a device.
        case other
    }

    /// What stands at a path.
    public enum Place: Hashable, Sendable {
        case folder
        case file
    }

    /// Why a vault could not be opened, judged also by what the file looks like. `noMatch` becomes a wrong passphrase.
    public init(_ error: AgeError, in bytes: [UInt8], path: String) {
        switch error {
        case .header, .armor: self = .damaged(path: path, Damage(seenIn: bytes, error))
        case .headerCode, .payload, .tooLarge, .malformedKey, .noMatch, .workFactorTooHigh, .crypto: self.init(error, path: path)
        }
    }

    /// Why a vault could not be opened. `noMatch` becomes a wrong passphrase.
    init(_ error: AgeError, path: String) {
        switch error {
        case .noMatch: self = .passphraseWrong
        case .workFactorTooHigh(let limit): self = .workFactorTooHigh(limit: limit)
        case .crypto: self = .memoryExhausted
        case .armor, .header, .headerCode, .payload, .tooLarge, .malformedKey: self = .damaged(path: path, .layer(error))
        }
    }
}

extension VaultProblem.Damage {
    /// What a file looks like that is not an age file, or a damaged one.
    init(seenIn bytes: [UInt8], _ error: AgeError) {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || 0x09...0x0D ~= $0 }
        var content = bytes[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        content = content.drop(while: isBlank)
        let format = Array("age-encryption.org/".utf8)
        if content.isEmpty {
            self = .empty
        } else if content.first == UInt8(ascii: "{") || content.first == UInt8(ascii: "[") {
            self = .notEncrypted
        } else if bytes.starts(with: format + Array("v1\n".utf8)) || bytes.starts(with: Array("-----BEGIN AGE".utf8)) {
            self = .layer(error)
        } else if bytes.starts(with: format) {
            let line = bytes.dropFirst(format.count).prefix(12).prefix { $0 != 0x0A && $0 != 0x0D }
            let version = String(decoding: line, as: UTF8.self)
            self = version == "v1" ? .layer(error) : .newerFormat(CleanText.line(version, characters: 12))
        } else if bytes.count < format.count, format.starts(with: bytes) {
            self = .layer(error)
        } else if String(decoding: content.prefix(4_096), as: UTF8.self).contains("AGE-SECRET-KEY-1") {
            self = .identity
        } else if content.starts(with: Array("-----BEGIN AGE".utf8)) {
            self = .layer(error)
        } else {
            self = .notAge
        }
    }
}
