/// The latest requests, oldest first; older ones are dropped.
public struct SandboxLog: Hashable, Sendable {
    /// How many requests are kept.
    public static let capacity = 1000

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
