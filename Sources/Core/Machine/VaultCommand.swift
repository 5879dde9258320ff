import Domain

/// A command for the vault. Each is answered by the list of all connections that the file has afterwards; unchanged ones keep their slots.
public enum VaultCommand: Hashable, Sendable {
    /// Makes a vault with nothing in it.
    case create(passphrase: Slot)
    case unlock(passphrase: Slot, Generation)
    /// Reads again what another program has changed.
    case reread
    case add(name: String, AccessTarget)
    /// New credentials for a connection, verified already.
    case replace(name: String, AccessTarget)
    case rename(from: String, to: String)
    case remove(name: String)
    case makeDefault(name: String)
    /// Whether futures are traded with the connection.
    case changeFutures(name: String, AccessTarget.FuturesUse)
    /// The present passphrase is required even though the vault is open.
    case changePassphrase(from: Slot, to: Slot)
    /// The key of a connection may be sent to its site's present addresses.
    case acceptAddress(name: String, Site)
    /// The account ids of connections that were stored without one, by name.
    case noteAccounts([String: String])

    /// The credentials that the command brings into the vault.
    var newcomer: AccessTarget? {
        switch self {
        case .add(_, let target), .replace(_, let target): target
        case .create, .unlock, .reread, .rename, .remove, .makeDefault, .changeFutures, .changePassphrase, .acceptAddress, .noteAccounts:
            nil
        }
    }

    /// Whether the file is written, so that leaving before the end may lose something.
    var access: Access {
        switch self {
        // An account id that is lost is learnt again at the next reading.
        case .unlock, .reread, .noteAccounts: .reads
        case .create, .add, .replace, .rename, .remove, .makeDefault, .changeFutures, .changePassphrase, .acceptAddress: .writes
        }
    }

    enum Access: Hashable, Sendable {
        case reads
        case writes
    }

    /// Which of the files is meant.
    public enum Generation: String, Hashable, Sendable {
        case current
        /// The one before the last change, kept for the case that the current one is damaged.
        case backup
    }
}
