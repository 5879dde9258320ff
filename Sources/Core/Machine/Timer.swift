/// Something that is to happen after a while.
public enum Timer: Hashable, Sendable {
    /// The next reading of every connection.
    case refresh
    /// The end of a message in the last line.
    case notice
    /// The end of the time without a key after which the vault is locked.
    case lock
    /// The next attempt to read a connection that could not be read.
    case retry(Connection.ID)
    /// The next use of keys that the exchange would remove, where nothing is read by itself.
    case keepAlive
    /// The next writing of the history.
    case history
}
