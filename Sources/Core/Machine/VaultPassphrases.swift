import Domain

/// Where the passphrases of the vault lie in the secret store. The numbers are below those of credentials.
enum VaultPassphrases {
    /// The one that opens the vault. The open vault keeps a copy of its own, so that this one can be wiped.
    static let current = Slot(-1)
    static let new = Slot(-2)
    static let repeated = Slot(-3)
}
