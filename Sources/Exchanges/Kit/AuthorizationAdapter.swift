import Crypto
import Domain
import HTTP

/// How an exchange is asked for a key once its user has agreed in a browser. Pure, as the rest of an adapter.
public protocol AuthorizationAdapter: ExchangeAdapter {
    /// The address that the browser is to open, every value encoded exactly once. `state` is unreserved characters only.
    func authorizationAddress(_ client: FastAPIClient, place: AccountPlace, state: String) -> String

    /// Exchanges a code for a token; on the other of two known paths where the first is not there. Its holes are `clientSecret` and
    /// `authorizationCode`.
    func tokenRequest(_ client: FastAPIClient, place: AccountPlace, path: TokenPath) -> UnsignedRequest

    func decodeToken(_ reply: HTTPReply) -> Result<TokenReply, Failure>

    /// What a user would choose for a key made by hand, made up at random. Throws where locked memory is exhausted.
    func makeChosenSecret() throws(CryptoError) -> SecretBytes

    /// Makes the key, with what was chosen for it. Its holes are `accessToken` and `chosenSecret`.
    func createKeyRequest(_ client: FastAPIClient, label: String, place: AccountPlace) -> UnsignedRequest

    /// The whole key, of which the exchange does not repeat what was chosen.
    func decodeCreatedKey(_ reply: HTTPReply, chosen: SecretBytes) -> Result<KeyValues<SecretBytes>, Failure>

    /// Deletes the one key that the client has made for this user. Its hole is `accessToken`.
    func deleteKeyRequest(_ client: FastAPIClient, place: AccountPlace) -> UnsignedRequest

    /// Succeeds too where there was none.
    func decodeDeletion(_ reply: HTTPReply) -> Result<KeyDeletion, Failure>

    /// The site that the callback's `domain` names; `nil` for any other text.
    func site(named domain: String, in environment: TradingEnvironment, among sites: [Site]) -> Site?

    /// What the browser's callback says instead of a code (RFC 6749 4.1.2.1).
    func failure(ofCallback error: String) -> Failure
}

/// What fills the holes of these requests.
extension KeyField.ID {
    /// By which an exchange knows the program as one that it has approved.
    public static let clientSecret = KeyField.ID("clientSecret")
    /// What the browser brings back.
    public static let authorizationCode = KeyField.ID("authorizationCode")
    /// What a code is exchanged for.
    public static let accessToken = KeyField.ID("accessToken")
    /// What is chosen for a key that is made.
    public static let chosenSecret = KeyField.ID("chosenSecret")
}

/// Which of the two paths of a token request.
public enum TokenPath: Hashable, Sendable {
    case configured
    /// With or without `/api` in front, as the configured one is not.
    case other
}

/// What came for a code.
public enum TokenReply: Sendable {
    case token(SecretBytes)
    /// There is nothing at that path.
    case notThere
}

/// What came of deleting a key.
public enum KeyDeletion: Hashable, Sendable {
    case deleted
    case noneWasThere
}
