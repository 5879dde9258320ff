import HTTP

/// How often OKX may be asked (OKX API guide, "Rate Limit" of each endpoint).
enum OKXAllowances {
    private static let all: [RequestAllowance] = [
        RequestAllowance("GET /api/v5/public/time", 10, perMilliseconds: 2_000, by: .address),
        RequestAllowance("GET /api/v5/account/config", 5, perMilliseconds: 2_000, by: .account),
        RequestAllowance("GET /api/v5/account/balance", 10, perMilliseconds: 2_000, by: .account),
        RequestAllowance("GET /api/v5/asset/balances", 6, perMilliseconds: 1_000, by: .account),
        RequestAllowance("GET /api/v5/asset/asset-valuation", 1, perMilliseconds: 1_000, by: .account),
        RequestAllowance("GET /api/v5/account/positions", 10, perMilliseconds: 2_000, by: .account),
        RequestAllowance("POST /api/v5/account/set-position-mode", 5, perMilliseconds: 2_000, by: .account),
        RequestAllowance("GET /api/v5/account/set-account-switch-precheck", 5, perMilliseconds: 2_000, by: .account),
        RequestAllowance("POST /api/v5/account/set-account-level", 5, perMilliseconds: 2_000, by: .account),
        RequestAllowance("POST /api/v5/account/account-level-switch-preset", 5, perMilliseconds: 2_000, by: .account),
        RequestAllowance("POST /api/v5/account/set-isolated-mode", 5, perMilliseconds: 2_000, by: .account),
        RequestAllowance("GET /api/v5/account/leverage-info", 20, perMilliseconds: 2_000, by: .account),
        RequestAllowance("GET /api/v5/account/max-avail-size", 20, perMilliseconds: 2_000, by: .account),
        RequestAllowance("POST /api/v5/account/set-leverage", 20, perMilliseconds: 2_000, by: .account),
        RequestAllowance("GET /api/v5/account/account-position-risk", 10, perMilliseconds: 2_000, by: .account),
        // The guide does not say who is counted; the address is the safe reading, as the request carries no key.
        RequestAllowance("GET /api/v5/system/status", 1, perMilliseconds: 5_000, by: .address),
        RequestAllowance("GET /api/v5/market/tickers", 20, perMilliseconds: 2_000, by: .address),
        RequestAllowance("GET /api/v5/market/index-tickers", 20, perMilliseconds: 2_000, by: .address),
        RequestAllowance("GET /api/v5/market/exchange-rate", 1, perMilliseconds: 2_000, by: .address),
        RequestAllowance("GET /api/v5/users/subaccount/apikey", 20, perMilliseconds: 2_000, by: .account),
    ]

    private static let byEndpoint = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    static func allowance(for request: HTTPRequest) -> RequestAllowance? {
        byEndpoint["\(request.method.rawValue) \(request.target.prefix { $0 != "?" })"]
    }
}
