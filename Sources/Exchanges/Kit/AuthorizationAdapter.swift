import Crypto
import Domain
import HTTP

/// How an exchange makes a key after its user has agreed in a browser (OAuth). Pure, as the rest of an adapter: requests and replies are
/// values.
public protocol AuthorizationAdapter: ExchangeAdapter {
    /// The address that the browser is to open, every value encoded exactly once. `state` is unreserved characters only.
    func authorizationAddress(_ client: FastAPIClient, place: AccountPlace, state: String) -> String

    /// Exchanges a code for a token; on the other of two known paths where the first is not there. Its holes are `clientSecret` and
    /// `authorizationCode`.
    func tokenRequest(_ client: FastAPIClient, place: AccountPlace, path: TokenPath) -> UnsignedRequest

    /// The token, or that there is nothing at the path. Fails with the exchange's reason.
    func decodeToken(_ reply: HTTPReply) -> Result<TokenReply, Failure>

    /// A random value for the part of a key that a user would otherwise choose. Throws where locked memory is exhausted.
    func makeChosenSecret() throws(CryptoError) -> SecretBytes

    /// Makes the key, with the chosen value. Its holes are `accessToken` and `chosenSecret`.
    func createKeyRequest(_ client: FastAPIClient, label: String, place: AccountPlace) -> UnsignedRequest

    /// The whole key; the exchange does not repeat the chosen value, which is therefore given.
    func decodeCreatedKey(_ reply: HTTPReply, chosen: SecretBytes) -> Result<KeyValues<SecretBytes>, Failure>

    /// Deletes the one key that the client has made for this user. Its hole is `accessToken`.
    func deleteKeyRequest(_ client: FastAPIClient, place: AccountPlace) -> UnsignedRequest

    /// Succeeds also where there was no key to delete.
    func decodeDeletion(_ reply: HTTPReply) -> Result<KeyDeletion, Failure>

    /// The site that the callback's `domain` names; `nil` for any other text.
    func site(named domain: String, in environment: TradingEnvironment, among sites: [Site]) -> Site?

    /// What the browser's callback says instead of a code (RFC 6749 4.1.2.1).
    func failure(ofCallback error: String) -> Failure
}

/// The fields that fill the holes of these requests.
extension KeyField.ID {
    /// The secret of the client that the exchange has approved.
    public static let clientSecret = KeyField.ID("clientSecret")
    /// The authorization code that the browser brings back.
    public static let authorizationCode = KeyField.ID("authorizationCode")
    /// The token that the code is exchanged for; it makes and deletes a key.
    public static let accessToken = KeyField.ID("accessToken")
    /// The part of a new key that the exchange lets its user choose.
    public static let chosenSecret = KeyField.ID("chosenSecret")
}

/// Which of the two paths of a token request.
public enum TokenPath: Hashable, Sendable {
    case configured
    /// The configured path with `/api` added in front, or without it.
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
