/// One request, with its text exactly as it goes on the wire.
public struct HTTPRequest: Sendable {
    public var method: Method
    /// Scheme, host and, if it is not the scheme's own, port: `https://www.okx.com`. No slash at the end.
    public var origin: String
    /// Path and query, sent byte for byte: a signature made over this text holds for what the server reads.
    public var target: String
    public var headers: [Header]
    public var body: Body
    /// A PEM file whose certificates are trusted instead of the system's.
    public var certificateFile: String?
    public var limits: HTTPLimits
    public var connection = Connection.shared

    /// Which connection carries it.
    public enum Connection: Hashable, Sendable {
        /// One that carries others at the same time, where the server can and nothing secret is sent.
        case shared
        /// One such as a secret travels on, which is left open for the next.
        case exclusive
    }

    /// A `GET` without headers or body unless said otherwise.
    public init(
        method: Method = .get,
        origin: String,
        target: String,
        headers: [Header] = [],
        body: Body = .none,
        certificateFile: String? = nil,
        limits: HTTPLimits = HTTPLimits()
    ) {
        self.method = method
        self.origin = origin
        self.target = target
        self.headers = headers
        self.body = body
        self.certificateFile = certificateFile
        self.limits = limits
    }

    /// The same on such a connection as secrets travel on, so that it can take one that is open already.
    public var exclusive: HTTPRequest {
        var request = self
        request.connection = .exclusive
        return request
    }

    /// Whether it may not travel beside others.
    var needsOwnConnection: Bool { connection == .exclusive || carriesSecrets }

    /// Whether a header or the body is secret.
    var carriesSecrets: Bool {
        if case .secret = body { return true }
        return headers.contains { if case .secret = $0.value { true } else { false } }
    }
}
