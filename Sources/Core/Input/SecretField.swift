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

/// Whether two slots hold the same value.
public enum SecretComparison: String, Hashable, Sendable {
    case same
    case different
}

/// A change of a secret field that needs none of its characters.
public enum SecretEdit: Hashable, Sendable {
    case removeLast
    /// Begins a new line, in a value of several lines such as a PEM block.
    case breakLine
    case clear
}

/// Where the passphrases of the vault lie in the secret store. The numbers are below those of credentials.
enum VaultPassphrases {
    /// The one that opens the vault. The open vault keeps a copy of its own, so that this one can be wiped.
    static let current = Slot(-1)
    static let new = Slot(-2)
    static let repeated = Slot(-3)
}

/// Where the answer of an authorization lies while it is typed.
enum AuthorizationSlot {
    static let answer = Slot(-4)
}
