public import Crypto

/// One request, with its text exactly as it goes on the wire.
public struct HTTPRequest: Sendable {
    /// Whether the request reads or writes; only a `POST` has a body.
    public var method: Method
    /// Scheme, host and, if it is not the scheme's own, port: `https://www.okx.com`. No slash at the end.
    public var origin: String
    /// Path and query, sent byte for byte: a signature made over this text holds for what the server reads.
    public var target: String
    /// Header lines in the order in which they are sent.
    public var headers: [Header]
    /// What a `POST` carries.
    public var body: Body
    /// A PEM file whose certificates are trusted instead of the system's.
    public var certificateFile: String?
    /// How long it may take and how much may come back.
    public var limits: HTTPLimits
    /// Whether the connection may carry other requests at the same time.
    public var connection = Connection.shared

    /// Which connection carries it.
    public enum Connection: Hashable, Sendable {
        /// One that may carry other requests at the same time (HTTP/2), where nothing secret is sent.
        case shared
        /// One that carries a single request at a time, as secrets need it, and stays open for the next.
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

    /// The same request on a connection of its own kind for secrets, so that it can use one that is open already.
    public var exclusive: HTTPRequest {
        var request = self
        request.connection = .exclusive
        return request
    }

    /// Whether the connection must not carry other requests at the same time.
    var needsOwnConnection: Bool { connection == .exclusive || carriesSecrets }

    /// Whether a header or the body is secret.
    var carriesSecrets: Bool {
        if case .secret = body { return true }
        return headers.contains { if case .secret = $0.value { true } else { false } }
    }
}

extension HTTPRequest {
    /// What a `POST` carries. Only a `POST` may carry anything.
    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        case secret(SecretBytes)
    }
}

extension HTTPRequest {
    /// One header line. Its value is printable ASCII.
    public struct Header: Sendable {
        /// A token (RFC 9110, 5.6.2), in the case in which it is sent.
        public let name: String
        /// What stands behind the colon.
        public let value: Value

        /// A header that anyone may see.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = .plain(value)
        }

        /// A value that never becomes a `String`, in a line that is wiped once the request is over.
        public init(_ name: String, secret: SecretBytes) {
            self.name = name
            self.value = .secret(secret)
        }
    }
}

extension HTTPRequest.Header {
    /// Text that anyone may see, or bytes that nobody should.
    public enum Value: Sendable {
        case plain(String)
        case secret(SecretBytes)
    }
}

extension HTTPRequest {
    /// The methods the exchanges ask for.
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }
}

/// How long a request may take and how much its reply may be. Beyond a limit the request fails; nothing is truncated silently.
public struct HTTPLimits: Hashable, Sendable {
    /// Milliseconds for resolving the name, connecting and the TLS handshake together.
    public var connectMilliseconds: Int
    /// Milliseconds from the start to the last byte of the reply, the wait for a free connection included.
    public var totalMilliseconds: Int
    /// Bytes of the body after decompression.
    public var replyBytes: Int
    /// Bytes of all header lines, interim replies and trailers included.
    public var headerBytes: Int

    /// Ten seconds to connect, fifteen in all, 8 MiB of body and 64 KiB of headers, unless said otherwise.
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
