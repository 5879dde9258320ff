import Core
import Crypto
import Session

/// A command for the vault together with the secrets that it needs, each in locked memory of its own.
struct VaultRequest: Sendable {
    let ticket: Ticket
    let command: VaultCommand
    let passphrase: SecretBytes?
    /// The one that has to open the vault before it gets another one.
    var present: SecretBytes?
    let key: KeyHandle?
}
