import Crypto
import Domain
import HTTP

extension OKXAdapter: AuthorizationAdapter {
    public func authorizationAddress(_ client: FastAPIClient, place: AccountPlace, state: String) -> String {
        OKXAuthorization.address(client, place: place, state: state)
    }

    public func tokenRequest(_ client: FastAPIClient, place: AccountPlace, path: TokenPath) -> UnsignedRequest {
        OKXAuthorization.token(client, place: place, path: path)
    }

    public func decodeToken(_ reply: HTTPReply) -> Result<TokenReply, Failure> {
        OKXAuthorization.token(reply)
    }

    public func makeChosenSecret() throws(CryptoError) -> SecretBytes { try OKXPassphrase.make() }

    public func createKeyRequest(_ client: FastAPIClient, label: String, place: AccountPlace) -> UnsignedRequest {
        OKXAuthorization.createKey(client, label: label, place: place)
    }

    public func decodeCreatedKey(_ reply: HTTPReply, chosen: SecretBytes) -> Result<KeyValues<SecretBytes>, Failure> {
        OKXAuthorization.createdKey(reply, passphrase: chosen)
    }

    public func deleteKeyRequest(_ client: FastAPIClient, place: AccountPlace) -> UnsignedRequest {
        OKXAuthorization.deleteKey(client, place: place)
    }

    public func decodeDeletion(_ reply: HTTPReply) -> Result<KeyDeletion, Failure> {
        OKXAuthorization.deletion(reply)
    }

    public func site(named domain: String, in environment: TradingEnvironment, among sites: [Site]) -> Site? {
        OKXAuthorization.site(named: domain, in: environment, among: sites)
    }

    public func failure(ofCallback error: String) -> Failure {
        OKXAuthorization.failure(ofCallback: error)
    }
}
