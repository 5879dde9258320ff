/// An authorization code that a user has let out.
struct OAuthGrant: Hashable, Sendable {
    let code: String
    let account: SandboxAccount.ID
    let redirectURI: String
    let expiresAtMilliseconds: Int64
    /// The access token that it was exchanged for; a second exchange is refused and takes that token back (RFC 6749 4.1.2).
    var token: String?
}
