import Crypto

/// The codes and tokens that were issued. The oldest are dropped when there are too many.
struct OAuthLedger: Sendable {
    private var grants: [OAuthGrant] = []
    private var tokens: [OAuthToken] = []

    private static let capacity = 200

    /// Issues an authorization code.
    mutating func grant(
        _ account: SandboxAccount.ID, redirectURI: String, expiresAtMilliseconds: Int64
    ) -> String {
        let code = Self.random(bytes: 19)
        grants.append(OAuthGrant(code: code, account: account, redirectURI: redirectURI, expiresAtMilliseconds: expiresAtMilliseconds))
        grants = grants.suffix(Self.capacity)
        return code
    }

    /// Exchanges a code, once.
    mutating func exchange(
        code: String, redirectURI: String?, nowMilliseconds: Int64, tokenExpiresAtMilliseconds: Int64
    ) throws(Refusal) -> String {
        guard let index = grants.firstIndex(where: { $0.code == code }) else { throw .listed(53009) }
        let grant = grants[index]
        if let used = grant.token {
            tokens.removeAll { $0.token == used }
            throw .listed(53009)
        }
        guard nowMilliseconds < grant.expiresAtMilliseconds else { throw .listed(53012) }
        guard redirectURI == nil || redirectURI == grant.redirectURI else { throw .listed(53016) }
        let token = Self.random(bytes: 32)
        grants[index].token = token
        tokens.append(OAuthToken(token: token, account: grant.account, expiresAtMilliseconds: tokenExpiresAtMilliseconds))
        tokens = tokens.suffix(Self.capacity)
        return token
    }

    /// The account that a token belongs to.
    func account(ofToken text: String, nowMilliseconds: Int64) throws(Refusal) -> SandboxAccount.ID {
        guard let token = tokens.first(where: { $0.token == text }) else { throw .listed(53000) }
        guard nowMilliseconds < token.expiresAtMilliseconds else { throw .listed(53002) }
        return token.account
    }

    /// Hexadecimal digits, two for each byte.
    static func random(bytes count: Int) -> String {
        SecureRandom.bytes(count).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count < 2 ? "0" + digits : digits
        }.joined()
    }
}

/// The calls of the Fast API (OKX broker guide). The first has no `/api` in front, the others do.
enum OAuthCall: String, CaseIterable, Sendable {
    case token = "/v5/users/oauth/token"
    case createKey = "/api/v5/users/oauth/apikey"
    case deleteKey = "/api/v5/users/oauth/delete-apikey"
}

/// An authorization code that was issued after a user's consent.
struct OAuthGrant: Hashable, Sendable {
    let code: String
    let account: SandboxAccount.ID
    let redirectURI: String
    let expiresAtMilliseconds: Int64
    /// The access token that it was exchanged for; a second exchange is refused and takes that token back (RFC 6749 4.1.2).
    var token: String?
}

/// An access token, good for making and deleting one key.
struct OAuthToken: Hashable, Sendable {
    let token: String
    let account: SandboxAccount.ID
    let expiresAtMilliseconds: Int64
}
