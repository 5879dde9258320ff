/// A client that an exchange has approved for connecting accounts without copying keys. Defaults: OKX broker guide, "Fast API".
public struct FastAPIClient: Hashable, Sendable {
    public var clientID: String
    public var secretSource: SecretSource
    public var redirectURI: String
    public var scope = "fast_api"
    public var permissions = "trade"
    public var bindApp = Choice.off
    /// Where the page is that the browser opens; `nil` for the site's own web address.
    public var authorizeOrigin: String?
    public var authorizePath = "/account/oauth"
    public var tokenPath = "/v5/users/oauth/token"
    public var createKeyPath = "/api/v5/users/oauth/apikey"
    public var deleteKeyPath = "/api/v5/users/oauth/delete-apikey"
    public var sendRedirectURI = Choice.on
    public var waitSeconds = 300
    /// Further parameters of the authorization address.
    public var extra: [String: String] = [:]

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
        /// The published one of the sandbox, which is worth nothing.
        case sample([UInt8])
    }

    public enum Choice: String, Hashable, Sendable {
        case on
        case off
    }
}
