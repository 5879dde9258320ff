/// The latest requests and what was done on streams, oldest first; older ones are dropped.
public struct SandboxLog: Hashable, Sendable {
    /// How many requests are kept.
    public static let capacity = 1000

    /// At most `capacity` entries, the oldest first.
    public private(set) var entries: [SandboxLogEntry] = []
    /// All requests so far, the dropped ones included.
    public private(set) var count = 0

    /// All requests so far that would have changed something, the dropped and the refused ones included.
    public private(set) var writeCount = 0

    /// The latest requests that would have changed something, the refused ones included. One that was carried out has code 0;
    /// without a status its answer never left.
    public var writes: [SandboxLogEntry] { entries.filter(\.isWrite) }

    mutating func append(
        milliseconds: Int64, method: String, path: String, account: String?, status: Int?, code: String?
    ) {
        count += 1
        if method == SandboxLogEntry.writeMethod { writeCount += 1 }
        if entries.count >= Self.capacity { entries.removeFirst(entries.count - Self.capacity + 1) }
        entries.append(
            SandboxLogEntry(
                sequence: count, milliseconds: milliseconds, method: String(method.prefix(16)),
                path: String(decoding: path.utf8.prefix(200), as: UTF8.self), account: account, status: status, code: code
            )
        )
    }
}

/// A request that the sandbox has seen, or something that was done on a stream. Queries, bodies, signatures, passphrases and what was said on
/// a stream are not kept.
public struct SandboxLogEntry: Hashable, Sendable {
    /// Counts all requests from 1.
    public let sequence: Int
    /// The sandbox's own clock, in milliseconds since 1970.
    public let milliseconds: Int64
    /// The method as it was sent, cut at 16 characters; on streams OPEN, LOGIN, SUBSCRIBE, UNSUBSCRIBE, REFUSED or CLOSE.
    public let method: String
    /// The path without the query, cut at 200 bytes; on streams with the channel behind a `#`.
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
