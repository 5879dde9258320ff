import Crypto
import Domain
import HTTP

/// How an exchange is asked for a key once its user has agreed in a browser. Pure, as the rest of an adapter.
public protocol AuthorizationAdapter: ExchangeAdapter {
    /// The address that the browser is to open, every value encoded exactly once. `state` is unreserved characters only.
    func authorizationAddress(_ client: FastAPIClient, site: Site, state: String) -> String

    /// Exchanges a code for a token; on the other of two known paths where the first is not there.
    /// Throws where locked memory is exhausted.
    func tokenRequest(
        _ client: FastAPIClient, clientSecret: SecretBytes, code: SecretBytes, site: Site, path: TokenPath
    ) throws(CryptoError) -> HTTPRequest

    func decodeToken(_ reply: HTTPReply) -> Result<TokenReply, Failure>

    /// What a user would choose for a key made by hand, made up at random. Throws where locked memory is exhausted.
    func makeChosenSecret() throws(CryptoError) -> SecretBytes

    /// Makes the key, with what was chosen for it. Throws where locked memory is exhausted.
    func createKeyRequest(
        _ client: FastAPIClient, token: SecretBytes, label: String, chosen: SecretBytes, place: AccountPlace
    ) throws(CryptoError) -> HTTPRequest

    /// The whole key, of which the exchange does not repeat what was chosen.
    func decodeCreatedKey(_ reply: HTTPReply, chosen: SecretBytes) -> Result<Credentials, Failure>

    /// Deletes the one key that the client has made for this user.
    func deleteKeyRequest(_ client: FastAPIClient, token: SecretBytes, place: AccountPlace) -> HTTPRequest

    /// Succeeds too where there was none.
    func decodeDeletion(_ reply: HTTPReply) -> Result<KeyDeletion, Failure>

    /// The site that the callback's `domain` names; `nil` for any other text.
    func site(named domain: String, among sites: [Site]) -> Site?

    /// What the browser's callback says instead of a code (RFC 6749 4.1.2.1).
    func failure(ofCallback error: String) -> Failure
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
