import Domain

/// A field whose characters go to the secret store.
public enum SecretField: Hashable, Sendable {
    case credential(KeyField.ID)
    /// The passphrase that opens the vault.
    case vaultPassphrase
    /// A passphrase that the vault is to get, typed twice.
    case newPassphrase
    case repeatedPassphrase
    /// The code that the exchange gave the browser, or the whole address with it.
    case authorizationAnswer
}
