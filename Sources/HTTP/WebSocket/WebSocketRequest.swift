/// Where to open a WebSocket. Nothing secret belongs here: a login is a message on the open connection.
public struct WebSocketRequest: Sendable {
    /// `wss` or, on this computer, `ws`; host and, if it is not the scheme's own, port: `wss://ws.okx.com:8443`. No slash at the end.
    public var origin: String
    /// Path and query.
    public var target: String
    /// A PEM file whose certificates are trusted instead of the system's.
    public var certificateFile: String?
    /// How long opening may take, and how much may wait in memory.
    public var limits: WebSocketLimits

    /// A request for the address, which is checked when it is opened.
    public init(origin: String, target: String, certificateFile: String? = nil, limits: WebSocketLimits = WebSocketLimits()) {
        self.origin = origin
        self.target = target
        self.certificateFile = certificateFile
        self.limits = limits
    }
}

/// How long opening a WebSocket may take, and how many bytes may wait in memory.
public struct WebSocketLimits: Hashable, Sendable {
    /// Milliseconds for resolving the name, connecting and the TLS handshake together.
    public var connectMilliseconds = 10_000
    /// Milliseconds from the start to the server's agreement.
    public var openMilliseconds = 15_000
    /// Milliseconds to wait for the other side's close frame.
    public var closeMilliseconds = 2_000
    /// Milliseconds after which it is told that nothing has come; `nil`: never.
    public var silenceMilliseconds: Int?
    /// Bytes of one message.
    public var messageBytes = 4 << 20
    /// Bytes of messages that nobody has taken yet, before nothing more is read.
    public var waitingBytes = 1 << 20
    /// Bytes that the other side has not taken yet, beyond which the connection is given up.
    public var unsentBytes = 1 << 20

    /// Limits that suit an account's changes.
    public init() {}
}
