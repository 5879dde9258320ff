/// How long a request may take and how much its reply may be. Beyond a limit the request fails; nothing is cut silently.
public struct HTTPLimits: Hashable, Sendable {
    /// Milliseconds for resolving the name, connecting and the TLS handshake together.
    public var connectMilliseconds: Int
    /// Milliseconds from the start to the last byte of the reply, the wait for a free connection included.
    public var totalMilliseconds: Int
    /// Bytes of the body after decompression.
    public var replyBytes: Int
    /// Bytes of all header lines, interim replies and trailers included.
    public var headerBytes: Int

    public init(
        connectMilliseconds: Int = 10_000,
        totalMilliseconds: Int = 15_000,
        replyBytes: Int = 8 << 20,
        headerBytes: Int = 64 << 10
    ) {
        self.connectMilliseconds = connectMilliseconds
        self.totalMilliseconds = totalMilliseconds
        self.replyBytes = replyBytes
        self.headerBytes = headerBytes
    }
}
