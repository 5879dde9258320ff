import Crypto
import Domain
import HTTP

extension OKXAdapter: AuthorizationAdapter {
    public func authorizationAddress(_ client: FastAPIClient, site: Site, state: String) -> String {
        OKXAuthorization.address(client, site: site, state: state)
    }

    public func tokenRequest(
        _ client: FastAPIClient, clientSecret: SecretBytes, code: SecretBytes, site: Site, path: TokenPath
    ) throws(CryptoError) -> HTTPRequest {
        try OKXAuthorization.token(client, clientSecret: clientSecret, code: code, site: site, path: path)
    }

    public func decodeToken(_ reply: HTTPReply) -> Result<TokenReply, Failure> {
        OKXAuthorization.token(reply)
    }

    public func makeChosenSecret() throws(CryptoError) -> SecretBytes { try OKXPassphrase.make() }

    public func createKeyRequest(
        _ client: FastAPIClient, token: SecretBytes, label: String, chosen: SecretBytes, place: AccountPlace
    ) throws(CryptoError) -> HTTPRequest {
        try OKXAuthorization.createKey(client, token: token, label: label, passphrase: chosen, place: place)
    }

    public func decodeCreatedKey(_ reply: HTTPReply, chosen: SecretBytes) -> Result<Credentials, Failure> {
        OKXAuthorization.createdKey(reply, passphrase: chosen)
    }

    public func deleteKeyRequest(_ client: FastAPIClient, token: SecretBytes, place: AccountPlace) -> HTTPRequest {
        OKXAuthorization.deleteKey(client, token: token, place: place)
    }

    public func decodeDeletion(_ reply: HTTPReply) -> Result<KeyDeletion, Failure> {
        OKXAuthorization.deletion(reply)
    }

    public func site(named domain: String, among sites: [Site]) -> Site? {
        OKXAuthorization.site(named: domain, among: sites)
    }

    public func failure(ofCallback error: String) -> Failure {
        OKXAuthorization.failure(ofCallback: error)
    }
}
