import Crypto
import Domain
import HTTP

extension OKXAdapter: AuthorizationAdapter {
    /// The consent page with `response_type=code` and `access_type=offline` (OKX broker guide, "OAuth"; RFC 6749, 4.1.1).
    public func authorizationAddress(_ client: FastAPIClient, place: AccountPlace, state: String) -> String {
        OKXAuthorization.address(client, place: place, state: state)
    }

    /// `POST /v5/users/oauth/token`, or the same below `/api` (OKX broker guide, "OAuth"; RFC 6749, 4.1.3).
    public func tokenRequest(_ client: FastAPIClient, place: AccountPlace, path: TokenPath) -> UnsignedRequest {
        OKXAuthorization.token(client, place: place, path: path)
    }

    /// The access token, or that the path is not there. The success reply has no envelope (RFC 6749, 5.1).
    public func decodeToken(_ reply: HTTPReply) -> Result<TokenReply, Failure> {
        OKXAuthorization.token(reply)
    }

    /// A passphrase for the new key, by OKX's rules. Throws where locked memory is exhausted.
    public func makeChosenSecret() throws(CryptoError) -> SecretBytes { try OKXPassphrase.make() }

    /// `POST /api/v5/users/oauth/apikey` (OKX broker guide, "Fast API").
    public func createKeyRequest(_ client: FastAPIClient, label: String, place: AccountPlace) -> UnsignedRequest {
        OKXAuthorization.createKey(client, label: label, place: place)
    }

    /// The key and its secret, which OKX shows this once, with the passphrase that was chosen for it.
    public func decodeCreatedKey(_ reply: HTTPReply, chosen: SecretBytes) -> Result<KeyValues<SecretBytes>, Failure> {
        OKXAuthorization.createdKey(reply, passphrase: chosen)
    }

    /// `POST /api/v5/users/oauth/delete-apikey` (OKX broker guide, "Fast API").
    public func deleteKeyRequest(_ client: FastAPIClient, place: AccountPlace) -> UnsignedRequest {
        OKXAuthorization.deleteKey(client, place: place)
    }

    /// Code 59506, that there is no key to delete, counts as success.
    public func decodeDeletion(_ reply: HTTPReply) -> Result<KeyDeletion, Failure> {
        OKXAuthorization.deletion(reply)
    }

    /// The site with that REST or web address; the callback's `domain` is compared and never used as an address.
    public func site(named domain: String, in environment: TradingEnvironment, among sites: [Site]) -> Site? {
        OKXAuthorization.site(named: domain, in: environment, among: sites)
    }

    /// `access_denied` and the other words of RFC 6749, 4.1.2.1.
    public func failure(ofCallback error: String) -> Failure {
        OKXAuthorization.failure(ofCallback: error)
    }
}
