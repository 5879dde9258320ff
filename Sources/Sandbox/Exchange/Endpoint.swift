/// The part of the exchange that the sandbox plays: paths, limits and permissions of OKX API guide v5.
enum Endpoint: String, CaseIterable, Sendable {
    case time = "/api/v5/public/time"
    case instruments = "/api/v5/public/instruments"
    case config = "/api/v5/account/config"
    case balance = "/api/v5/account/balance"
    case positions = "/api/v5/account/positions"
    case fundingBalances = "/api/v5/asset/balances"
    case valuation = "/api/v5/asset/asset-valuation"
    case currencies = "/api/v5/asset/currencies"
    case status = "/api/v5/system/status"
    case tickers = "/api/v5/market/tickers"
    case ticker = "/api/v5/market/ticker"
    case indexTickers = "/api/v5/market/index-tickers"
    case exchangeRate = "/api/v5/market/exchange-rate"

    /// The permission that a key needs; `nil` for what anyone may ask.
    var permission: SandboxPermission? {
        switch self {
        case .time, .instruments, .status, .tickers, .ticker, .indexTickers, .exchangeRate: nil
        case .config, .balance, .positions, .fundingBalances, .valuation, .currencies: .read
        }
    }

    var method: String {
        switch self {
        case .time, .instruments, .status, .tickers, .ticker, .indexTickers, .exchangeRate,
            .config, .balance, .positions, .fundingBalances, .valuation, .currencies: "GET"
        }
    }

    var limit: RateLimit {
        switch self {
        case .time, .balance, .positions: RateLimit(requests: 10, perMilliseconds: 2000)
        case .config: RateLimit(requests: 5, perMilliseconds: 2000)
        case .fundingBalances, .currencies: RateLimit(requests: 6, perMilliseconds: 1000)
        case .valuation: RateLimit(requests: 1, perMilliseconds: 1000)
        case .status: RateLimit(requests: 1, perMilliseconds: 5000)
        case .tickers, .ticker, .indexTickers, .instruments: RateLimit(requests: 20, perMilliseconds: 2000)
        case .exchangeRate: RateLimit(requests: 1, perMilliseconds: 2000)
        }
    }

    /// The members of a row that every reply has been seen to hold; an older or regional server may leave out the others.
    var essentialMembers: Set<String> {
        switch self {
        case .config: ["uid", "acctLv", "posMode"]
        case .balance: ["totalEq", "details", "ccy", "eq"]
        case .positions: ["instId", "instType", "mgnMode", "pos", "posSide"]
        case .fundingBalances: ["ccy", "bal"]
        case .valuation: ["totalBal"]
        case .indexTickers: ["instId", "idxPx"]
        case .tickers, .ticker: ["instId", "last"]
        case .time: ["ts"]
        case .status: ["state", "title"]
        case .exchangeRate: ["usdCny"]
        case .instruments: ["instId", "instType"]
        case .currencies: ["ccy"]
        }
    }
}
