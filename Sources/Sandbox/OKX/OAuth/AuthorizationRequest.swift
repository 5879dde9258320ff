/// What a program asks of a user by the address that it has the browser open (OKX broker guide; RFC 6749 4.1.1).
struct AuthorizationRequest: Hashable, Sendable {
    let redirectURI: String
    let state: String
    let permissions: [SandboxPermission]

    /// Longer states have been seen to end on the profile page.
    private static let greatestStateBytes = 64

    /// Why no consent page appears.
    enum Fault: Error, Hashable, Sendable {
        /// The user lands on the profile page; neither page nor callback says why.
        case silent
        /// The page names the code.
        case named(Refusal)
    }

    init(_ target: RequestTarget, client: SandboxOAuthClient) throws(Fault) {
        guard target["client_id"] == client.clientID, target["response_type"] == "code",
            let state = target["state"], state.utf8.count <= Self.greatestStateBytes
        else { throw .silent }
        switch target["scope"] {
        case "fast_api":
            guard target["access_type"] == "offline" else { throw .silent }
            permissions = [.read, .trade]
        case "read_only": permissions = [.read]
        case "trade", "read_only,trade": permissions = [.read, .trade]
        default: throw .silent
        }
        guard let redirectURI = target["redirect_uri"], client.redirectURIs.contains(redirectURI) else {
            throw .named(.listed(53016))
        }
        self.redirectURI = redirectURI
        self.state = state
    }

    /// The address to which the browser goes back, with these parameters and the state.
    func callback(_ parameters: KeyValuePairs<String, String>) -> String {
        let query = (parameters.map { ($0.key, $0.value) } + [("state", state)])
            .map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
        return redirectURI + (redirectURI.contains("?") ? "&" : "?") + query
    }

    /// Percent-encoded but for letters, digits and `-._~` (RFC 3986 2.3).
    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            default:
                "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
