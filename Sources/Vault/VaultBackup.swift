/// The generation of the vault before the last save.
public struct VaultBackup: Hashable, Sendable {
    public let path: String
    /// When it was written, in seconds since 1970-01-01T00:00:00Z.
    public let writtenUnixSeconds: Int64
}
