import Crypto
import Domain
import HTTP
import JSON

/// Fast API (OKX broker guide, "OAuth" and "Fast API"; RFC 6749 where OKX is silent).
enum OKXAuthorization {
    // MARK: Requests

    static func address(_ client: FastAPIClient, place: AccountPlace, state: String) -> String {
        var parameters: [(String, String)] = [
            ("response_type", "code"), ("access_type", "offline"), ("client_id", client.clientID), ("redirect_uri", client.redirectURI),
            ("scope", client.scope), ("state", state),
        ]
        // Parameters from the configuration never replace these.
        let known = Set(parameters.map(\.0))
        parameters += client.extra.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return (client.authorizeOrigin ?? place.site.web(in: place.environment)) + client.authorizePath + "?"
            + parameters.map { escaped($0.0) + "=" + escaped($0.1) }.joined(separator: "&")
    }

    /// Percent-encoded but for the unreserved characters of RFC 3986, 2.3.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }

    static func token(_ client: FastAPIClient, place: AccountPlace, path: TokenPath) -> UnsignedRequest {
        var members: [(String, JSONMember)] = [
            ("grant_type", .known("authorization_code")), ("code", .secret(.authorizationCode)),
            ("client_id", .known(.string(client.clientID))), ("client_secret", .secret(.clientSecret)),
        ]
        switch client.sendRedirectURI {
        case .on: members.append(("redirect_uri", .known(.string(client.redirectURI))))
        case .off: break
        }
        return UnsignedRequest(
            method: .post, origin: place.origin(of: OKXHosts.rest), target: target(client.tokenPath, path),
            headers: [.init("Content-Type", "application/json")], body: Template(json: members), certificateFile: place.site.certificateFile
        )
    }

    private static func target(_ configured: String, _ path: TokenPath) -> String {
        switch path {
        case .configured: configured
        case .other: configured.hasPrefix("/api/") ? String(configured.dropFirst(4)) : "/api" + configured
        }
    }

    static func createKey(_ client: FastAPIClient, label: String, place: AccountPlace) -> UnsignedRequest {
        let members: [(String, JSONMember)] = [
            ("label", .known(.string(label))), ("passphrase", .secret(.chosenSecret)), ("perm", .known(.string(client.permissions))),
            ("bindApp", .known(.bool(client.bindApp == .on))),
        ]
        return UnsignedRequest(
            method: .post, origin: place.origin(of: OKXHosts.rest), target: client.createKeyPath, headers: bearer(place),
            body: Template(json: members), certificateFile: place.site.certificateFile)
    }

    static func deleteKey(_ client: FastAPIClient, place: AccountPlace) -> UnsignedRequest {
        UnsignedRequest(
            method: .post, origin: place.origin(of: OKXHosts.rest), target: client.deleteKeyPath, headers: bearer(place),
            body: [.text("{}")],
            certificateFile: place.site.certificateFile)
    }

    /// RFC 6750, 2.1: in the header only.
    private static func bearer(_ place: AccountPlace) -> [UnsignedRequest.Header] {
        [.init("Authorization", [.text("Bearer "), .value(.accessToken)]), .init("Content-Type", "application/json")]
            + OKXRequests.environmentHeaders(place.environment)
    }

    // MARK: Replies

    /// The reply has no envelope. A failure comes in one of three shapes: OKX's, RFC 6749's (5.2), or none at all.
    static func token(_ reply: HTTPReply) -> Result<TokenReply, Failure> {
        let root = try? JSONDocument(parsing: reply.body, limits: JSONLimits(depth: 8)).root
        if (200..<300).contains(reply.status), let token = root?["access_token"], token.kind == .string {
            // A type that this program cannot use is no token (RFC 6749, 7.1).
            guard root?["token_type"]?.string?.lowercased() == "bearer" else { return .failure(OKXFailure.gateway.lacking("token_type")) }
            guard let secret = SecretBytes(text: token), !secret.isEmpty, secret.isVisibleASCII else {
                return .failure(OKXFailure.gateway.lacking("access_token"))
            }
            return .success(.token(secret))
        }
        if reply.status == 404 { return .success(.notThere) }
        return .failure(refusal(root, reply))
    }

    private static func refusal(_ root: JSONView?, _ reply: HTTPReply) -> Failure {
        let text = root?["msg"]?.string ?? root?["error_message"]?.string ?? root?["error_description"]?.string ?? ""
        for name in ["code", "error_code", "error"] {
            guard let code = root?[name]?.scalarText, !code.isEmpty, code != "0" else { continue }
            if let known = names[code] { return OKXFailure.failure(code: known, text: text, status: reply.status) }
            return OKXFailure.gatewayFailure(for: reply, code: code) ?? OKXFailure.failure(code: code, text: text, status: reply.status)
        }
        return OKXFailure.gateway.failure(for: reply)
    }

    /// The words of RFC 6749 (4.1.2.1 and 5.2) as the codes that say the same.
    private static let names = [
        "invalid_grant": "53012", "invalid_client": "53010", "unauthorized_client": "53013", "access_denied": "53001",
        "invalid_scope": "53010", "unsupported_grant_type": "53010", "unsupported_response_type": "53010", "invalid_request": "53010",
    ]

    static func failure(ofCallback error: String) -> Failure {
        switch error {
        case "server_error", "temporarily_unavailable": OKXFailure.gateway.failure(status: 503)
        default: OKXFailure.failure(code: names[error] ?? "53009", text: "", status: 400)
        }
    }

    static func createdKey(_ reply: HTTPReply, passphrase: SecretBytes) -> Result<KeyValues<SecretBytes>, Failure> {
        switch OKXEnvelope.row(of: reply) {
        case .failure(let failure): return .failure(failure)
        case .success(let row):
            guard let apiKey = row["apiKey"].flatMap(SecretBytes.init(text:)),
                let secretKey = row["secretKey"].flatMap(SecretBytes.init(text:)),
                !apiKey.isEmpty, !secretKey.isEmpty
            else { return .failure(OKXFailure.gateway.lacking("apiKey")) }
            guard let own = try? SecretBytes(capacity: passphrase.count), (try? own.append(passphrase)) != nil else {
                return .failure(OKXFailure.gateway.lacking("passphrase"))
            }
            return .success(KeyValues(apiKey: apiKey, [(.secretKey, secretKey), (.passphrase, own)]))
        }
    }

    static func deletion(_ reply: HTTPReply) -> Result<KeyDeletion, Failure> {
        switch OKXEnvelope.rows(of: reply) {
        case .success: .success(.deleted)
        // "There is no such key."
        case .failure(let failure) where failure.code == "59506": .success(.noneWasThere)
        case .failure(let failure): .failure(failure)
        }
    }

    /// Text from outside that is only compared: the address of a site's pages or of its interface, and nothing else.
    static func site(named domain: String, in environment: TradingEnvironment, among sites: [Site]) -> Site? {
        let wanted = domain.hasSuffix("/") ? String(domain.dropLast()) : domain
        return sites.first { $0.web(in: environment) == wanted || $0.address(of: OKXHosts.rest, in: environment) == wanted }
    }
}
