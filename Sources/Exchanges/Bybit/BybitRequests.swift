import Domain
import HTTP

/// The requests made to Bybit (Bybit API, "Integration Guidance", authentication, and the page of each path).
enum BybitRequests {
    /// How long a request holds, in milliseconds: part of what is signed. Bybit takes 5 000 where none is sent.
    static let windowMilliseconds: Int64 = 5_000

    /// A request that carries the key and a signature over exactly the text that is sent. `target` is a path with its query.
    static func signed(_ method: HTTPRequest.Method = .get, _ target: String, body: [UInt8] = [], access: Access) -> UnsignedRequest {
        let timestamp = String(access.unixMilliseconds)
        let window = String(windowMilliseconds)
        let query = target.firstIndex(of: "?").map { String(target[target.index(after: $0)...]) } ?? ""
        var headers: [UnsignedRequest.Header] = [
            .init("X-BAPI-API-KEY", [.value(.apiKey)]),
            .init("X-BAPI-TIMESTAMP", timestamp),
            .init("X-BAPI-RECV-WINDOW", window),
            .init("X-BAPI-SIGN", [.signature()]),
        ]
        // A GET with a JSON body is answered with HTTP 403.
        if method == .post { headers.append(.init("Content-Type", "application/json")) }
        return UnsignedRequest(
            method: method, origin: access.place.origin(of: BybitHosts.rest), target: target, headers: headers,
            body: body.isEmpty ? [] : [.bytes(body)],
            signature: SignatureRule(
                [.text(timestamp), .value(.apiKey), .text(window), .bytes(method == .post ? body : Array(query.utf8))], algorithms),
            certificateFile: access.site.certificateFile)
    }

    /// A public request.
    static func open(_ target: String, at place: AccountPlace) -> HTTPRequest {
        HTTPRequest(origin: place.origin(of: BybitHosts.rest), target: target, certificateFile: place.site.certificateFile)
    }

    /// A key has a secret or a private RSA key.
    static let algorithms: [SignatureRule.Algorithm] = [.hmacSHA256(.secretKey, .hexadecimal), .rsaSHA256(.privateKey)]
}
