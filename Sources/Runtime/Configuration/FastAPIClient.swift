/// A client that an exchange has approved for connecting accounts without copying keys. Defaults: OKX broker guide, "Fast API".
public struct FastAPIClient: Hashable, Sendable {
    public var clientID: String
    public var secretSource: SecretSource
    public var redirectURI: String
    public var scope = "fast_api"
    public var permissions = "trade"
    public var bindApp = Choice.off
    public var authorizePath = "/account/oauth"
    public var tokenPath = "/v5/users/oauth/token"
    public var createKeyPath = "/api/v5/users/oauth/apikey"
    public var deleteKeyPath = "/api/v5/users/oauth/delete-apikey"
    public var sendRedirectURI = Choice.on
    public var waitSeconds = 300
    /// Further parameters of the authorization address.
    public var extra: [String: String] = [:]

    /// Where the client secret is read from when it is needed.
    public enum SecretSource: Hashable, Sendable {
        /// The first line that a command prints.
        case command(String)
        case file(String)
    }

    public enum Choice: String, Hashable, Sendable {
        case on
        case off
    }
}
