/// A request that the sandbox has seen. Queries, bodies, signatures and passphrases are not kept.
public struct SandboxLogEntry: Hashable, Sendable {
    /// Counts all requests from 1.
    public let sequence: Int
    /// The sandbox's own clock, in milliseconds since 1970.
    public let milliseconds: Int64
    public let method: String
    /// The path without the query, cut at 200 bytes.
    public let path: String
    /// The `id` of the account whose key signed the request, where it got as far as that.
    public let account: String?
    /// The HTTP status; `nil` when the connection was ended without a reply.
    public let status: Int?
    /// The exchange's code in the reply, if it had one.
    public let code: String?

    static let writeMethod = "POST"

    /// Whether the request would have changed something.
    public var isWrite: Bool { method == Self.writeMethod }
}
