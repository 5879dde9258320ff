import Age
import Crypto
import Domain

/// Why something could not be done with the vault. Holds names and paths, never a secret.
public enum VaultProblem: Error, Hashable, Sendable {
    /// There is no vault at this path.
    case missing(path: String)
    /// There is a vault at this path already; it is never written over.
    case exists(path: String)
    /// There is no vault, but the last good generation of one.
    case backupExists(path: String)
    /// It has been locked since.
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
    /// A symbolic link, a folder or a device stands in the file's place.
    case notAFile(path: String)
    /// The system refused, with this `errno`.
    case refused(path: String, errno: Int32)
    /// Another program held the lock all this time.
    case busy(path: String, waitedMilliseconds: Int)
    /// Locked memory or memory at all is used up.
    case memoryExhausted
    case nameTaken(String)
    case nameUnknown(String)
    case nameUnsuitable
    /// The same key is stored under this name already.
    case alreadyConnected(name: String)
    /// A credential is no text, so it could not be kept exactly.
    case credentialUnsuitable
    /// The caller's own reason for not making a change.
    case declined(Failure)

    /// What is wrong with the content of a file.
    public enum Damage: Hashable, Sendable {
        case layer(AgeError)
        /// Sealed to public keys, not with a passphrase.
        case noPassphrase
        /// The content is no document of this program; the field says where.
        case document(field: String)
    }

    /// What stands at a path.
    public enum Place: Hashable, Sendable {
        case folder
        case file
    }

    /// What stopped an opening. `noMatch` is a wrong passphrase.
    init(_ error: AgeError, path: String) {
        switch error {
        case .noMatch: self = .passphraseWrong
        case .workFactorTooHigh(let limit): self = .workFactorTooHigh(limit: limit)
        case .crypto: self = .memoryExhausted
        case .armor, .header, .headerCode, .payload, .tooLarge, .malformedKey: self = .damaged(path: path, .layer(error))
        }
    }

    /// Whether the last good generation may help.
    public var offersBackup: Bool {
        switch self {
        case .damaged, .missing, .backupExists, .workFactorTooHigh: true
        case .exists, .locked, .passphraseWrong, .passphraseChanged, .passphraseEmpty, .newerVersion, .openToOthers, .foreign, .notAFile,
             .refused, .busy, .memoryExhausted, .nameTaken, .nameUnknown, .nameUnsuitable, .alreadyConnected, .credentialUnsuitable,
             .declined: false
        }
    }
}
