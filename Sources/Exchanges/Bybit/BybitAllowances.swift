import HTTP

/// How often Bybit may be asked (Bybit API, "Rate Limit Rules").
enum BybitAllowances {
    /// All requests from one address, over every host.
    static let address = RequestAllowance("address", 600, perMilliseconds: 5_000, by: .address, at: .exchange)
    /// How long an address is shut out that has sent more.
    static let banMilliseconds: Int64 = 600_000

    /// Counted for an account and path, in a second. Where the pages name no limit, the smallest that they name for a path of its kind.
    private static let paths: [String: Int64] = [
        "GET /v5/user/query-api": 10,
        "GET /v5/user/get-member-type": 10,
        "GET /v5/account/info": 50,
        "GET /v5/account/wallet-balance": 50,
        "GET /v5/asset/transfer/query-account-coins-balance": 5,
        "GET /v5/asset/asset-overview": 50,
        "GET /v5/earn/position": 5,
        "GET /v5/position/list": 50,
        "GET /v5/order/realtime": 50,
        "GET /v5/position/symbol-info": 10,
        "POST /v5/account/set-margin-mode": 5,
        "POST /v5/position/switch-mode": 10,
        "POST /v5/position/set-leverage": 10,
    ]

    private static let byEndpoint = Dictionary(
        uniqueKeysWithValues: paths.map {
            ($0.key, RequestAllowance($0.key, $0.value, perMilliseconds: 1_000, by: .account, at: .exchange))
        })

    static func costs(of request: HTTPRequest) -> [RequestCost] {
        let endpoint = "\(request.method.rawValue) \(request.target.prefix { $0 != "?" })"
        return [RequestCost(address)] + (byEndpoint[endpoint].map { [RequestCost($0)] } ?? [])
    }
}
