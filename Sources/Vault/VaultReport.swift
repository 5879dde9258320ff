/// What a look at a vault that opens says about it.
public struct VaultReport: Hashable, Sendable {
    public let path: String
    public let connectionCount: Int
    /// The exponent of scrypt's cost.
    public let workFactor: Int
}
