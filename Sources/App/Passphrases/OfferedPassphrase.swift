import Crypto
import Domain

/// The passphrase of the vault as it is there before the interface takes the terminal.
public enum OfferedPassphrase: Sendable {
    /// The user types it.
    case none
    /// It came from elsewhere; the words say from where.
    case given(SecretBytes, origin: Phrase)
    /// It should have come from elsewhere, and did not.
    case failed(Failure)
}
