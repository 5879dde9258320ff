/// A client that an exchange has approved for connecting accounts without copying keys. Defaults: OKX broker guide, "Fast API".
public struct FastAPIClient: Hashable, Sendable {
    /// The client id that the exchange gave the platform; not secret, it stands in the browser's address.
    public var clientID: String
    /// Where the client secret is read from; the secret itself is never part of this value.
    public var secretSource: SecretSource
    /// The registered address to which the browser returns; it has to match the exchange's record exactly.
    public var redirectURI: String
    /// The OAuth scope (RFC 6749, 3.3); Fast API has one of its own.
    public var scope = "fast_api"
    /// The `perm` of the key that is made: `read_only` or `trade`, never withdrawal.
    public var permissions = "trade"
    /// Whether the key works only from the platform's reserved addresses (`bindApp`).
    public var bindApp = Choice.off
    /// Where the page is that the browser opens; `nil` for the site's own web address.
    public var authorizeOrigin: String?
    /// Path of the page at which the user consents, below the authorize origin.
    public var authorizePath = "/account/oauth"
    /// Path of the token request. Older editions of the guide have it with `/api` in front; a 404 makes the other one tried.
    public var tokenPath = "/v5/users/oauth/token"
    /// Path of the request that makes the key.
    public var createKeyPath = "/api/v5/users/oauth/apikey"
    /// Path of the request that deletes the key made earlier; each user has at most one for each platform.
    public var deleteKeyPath = "/api/v5/users/oauth/delete-apikey"
    /// Whether the token request repeats the redirect address (RFC 6749, 4.1.3).
    public var sendRedirectURI = Choice.on
    /// Seconds for which the user's consent is waited for.
    public var waitSeconds = 300
    /// Further parameters of the authorization address.
    public var extra: [String: String] = [:]

    /// A client with the exchange's documented defaults for all the rest.
    public init(clientID: String, secretSource: SecretSource, redirectURI: String) {
        self.clientID = clientID
        self.secretSource = secretSource
        self.redirectURI = redirectURI
    }

    /// Where the client secret is read from when it is needed.
    public enum SecretSource: Hashable, Sendable {
        /// The first line that a command prints.
        case command(String)
        case file(String)
        /// The published secret of the sandbox, which protects nothing.
        case sample([UInt8])
    }

    /// On or off, as the configuration writes it.
    public enum Choice: String, Hashable, Sendable {
        case on
        case off
    }
}
