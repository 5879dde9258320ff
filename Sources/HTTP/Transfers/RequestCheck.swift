import Crypto

/// Refuses a request that could be read in two ways on the wire, before a connection is opened.
enum RequestCheck {
    /// Where the request goes, if it may be sent at all.
    static func origin(of request: HTTPRequest) -> Result<Origin, HTTPRefusal> {
        guard let origin = Origin(request.origin) else { return .failure(.originMalformed) }
        guard origin.scheme == .https || origin.isLoopback else { return .failure(.plainTextBeyondLoopback) }
        guard isTarget(request.target) else { return .failure(.targetMalformed) }
        for header in request.headers {
            if let refusal = refusal(of: header) { return .failure(refusal) }
        }
        switch (request.method, request.body) {
        case (.post, _), (.get, .none): break
        case (.get, .bytes), (.get, .secret): return .failure(.bodyMisplaced)
        }
        let limits = request.limits
        let smallest = min(limits.connectMilliseconds, limits.totalMilliseconds, limits.replyBytes, limits.headerBytes)
        let longest = max(limits.connectMilliseconds, limits.totalMilliseconds)
        guard smallest > 0, longest <= Int(Int32.max) else { return .failure(.limitMalformed) }
        return .success(origin)
    }

    static func isTarget(_ target: String) -> Bool {
        target.utf8.first == UInt8(ascii: "/")
            && target.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") }
    }

    private static func refusal(of header: HTTPRequest.Header) -> HTTPRefusal? {
        guard !header.name.isEmpty, header.name.utf8.allSatisfy(isTokenByte) else { return .headerMalformed }
        let isClean =
            switch header.value {
            case .plain(let text): text.utf8.allSatisfy(isPrintable)
            case .secret(let secret): secret.withUnsafeBytes { $0.allSatisfy(isPrintable) }
            }
        guard isClean else { return .headerMalformed }
        return reserved.contains(header.name.lowercased()) ? .headerReserved : nil
    }

    /// The headers by which a message is framed or routed. Two different values of them would allow request smuggling (RFC 9112, 11.2).
    private static let reserved: Set<String> = [
        "accept-encoding", "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    private static func isPrintable(_ byte: UInt8) -> Bool {
        (0x20...0x7e).contains(byte)
    }

    /// RFC 9110 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
