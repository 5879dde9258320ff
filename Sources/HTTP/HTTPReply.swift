/// A complete reply, whatever its status: a redirect or an error of the server is a reply too.
public struct HTTPReply: Sendable {
    /// The status code of the final reply (RFC 9110, 15).
    public let status: Int
    /// In the order of arrival, those of the final reply only.
    public let headers: [HTTPReplyHeader]
    /// Decompressed.
    public let body: [UInt8]
    /// When the connection was open and the request began to go out, in milliseconds since 1970-01-01T00:00:00Z.
    public let startedAtUnixMilliseconds: Int64
    /// When the first byte of the reply arrived, in milliseconds since 1970-01-01T00:00:00Z. The server's clock was read
    /// between the two, so their middle is the best guess of our time at that moment.
    public let finishedAtUnixMilliseconds: Int64
    /// The protocol that the server and libcurl agreed on.
    public let protocolVersion: HTTPProtocolVersion
    /// Scheme, host and port that were asked, as the request named them; empty where that is not known.
    public let origin: String

    /// A reply as tests make it; the transport makes its own.
    public init(
        status: Int,
        headers: [HTTPReplyHeader],
        body: [UInt8],
        startedAtUnixMilliseconds: Int64,
        finishedAtUnixMilliseconds: Int64,
        protocolVersion: HTTPProtocolVersion,
        origin: String = ""
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.startedAtUnixMilliseconds = startedAtUnixMilliseconds
        self.finishedAtUnixMilliseconds = finishedAtUnixMilliseconds
        self.protocolVersion = protocolVersion
        self.origin = origin
    }

    /// Milliseconds between the request going out and the first byte of its reply; connecting is not part of it.
    public var roundTripMilliseconds: Int64 {
        finishedAtUnixMilliseconds - startedAtUnixMilliseconds
    }

    /// The first value of the header with this name, in whatever case.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name == wanted }?.value
    }
}

/// One header line of a reply. The value comes from outside and may hold any character.
public struct HTTPReplyHeader: Hashable, Sendable {
    /// In lower case.
    public let name: String
    /// Without the white space around it; neither cleaned nor decoded.
    public let value: String

    /// A header; its name becomes lower case.
    public init(name: String, value: String) {
        self.name = name.lowercased()
        self.value = value
    }
}

/// The protocol that carried a reply.
public enum HTTPProtocolVersion: Hashable, Sendable {
    case http1_1
    case http2
}
