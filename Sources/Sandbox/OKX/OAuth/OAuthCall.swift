/// The calls of the Fast API (OKX broker guide). The first has no `/api` in front, the others do.
enum OAuthCall: String, CaseIterable, Sendable {
    case token = "/v5/users/oauth/token"
    case createKey = "/api/v5/users/oauth/apikey"
    case deleteKey = "/api/v5/users/oauth/delete-apikey"
}
