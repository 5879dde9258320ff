/// An access token, good for making and deleting one key.
struct OAuthToken: Hashable, Sendable {
    let token: String
    let account: SandboxAccount.ID
    let expiresAtMilliseconds: Int64
}
