/// How often one kind of request may be made.
public struct RequestAllowance: Hashable, Sendable {
    /// Method and path, such as `GET /api/v5/account/config`.
    public let endpoint: String
    public let requests: Int64
    public let windowMilliseconds: Int64
    public let scope: Scope

    /// By whom the exchange counts.
    public enum Scope: Hashable, Sendable {
        case account
        /// Every request that comes from this machine's address.
        case address
    }

    public init(_ endpoint: String, _ requests: Int64, perMilliseconds windowMilliseconds: Int64, by scope: Scope) {
        self.endpoint = endpoint
        self.requests = requests
        self.windowMilliseconds = windowMilliseconds
        self.scope = scope
    }
}
