/// The part of the exchange that the sandbox plays: paths, limits and permissions of OKX API guide v5.
enum Endpoint: String, CaseIterable, Sendable {
    case time = "/api/v5/public/time"
    case instruments = "/api/v5/public/instruments"
    case config = "/api/v5/account/config"
    case balance = "/api/v5/account/balance"
    case positions = "/api/v5/account/positions"
    case setPositionMode = "/api/v5/account/set-position-mode"
    case switchPrecheck = "/api/v5/account/set-account-switch-precheck"
    case setAccountLevel = "/api/v5/account/set-account-level"
    case switchPreset = "/api/v5/account/account-level-switch-preset"
    case setIsolatedMode = "/api/v5/account/set-isolated-mode"
    case leverage = "/api/v5/account/leverage-info"
    case setLeverage = "/api/v5/account/set-leverage"
    case maxAvailableSize = "/api/v5/account/max-avail-size"
    case positionRisk = "/api/v5/account/account-position-risk"
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
        case .config, .balance, .positions, .switchPrecheck, .leverage, .maxAvailableSize, .positionRisk, .fundingBalances,
            .valuation, .currencies:
            .read
        case .setPositionMode, .setAccountLevel, .switchPreset, .setIsolatedMode, .setLeverage: .trade
        }
    }

    var method: String {
        switch self {
        case .time, .instruments, .status, .tickers, .ticker, .indexTickers, .exchangeRate,
            .config, .balance, .positions, .switchPrecheck, .leverage, .maxAvailableSize, .positionRisk, .fundingBalances,
            .valuation, .currencies:
            "GET"
        case .setPositionMode, .setAccountLevel, .switchPreset, .setIsolatedMode, .setLeverage: "POST"
        }
    }

    var limit: RateLimit {
        switch self {
        case .time, .balance, .positions, .positionRisk: RateLimit(requests: 10, perMilliseconds: 2000)
        case .config, .setPositionMode, .switchPrecheck, .setAccountLevel, .switchPreset, .setIsolatedMode:
            RateLimit(requests: 5, perMilliseconds: 2000)
        case .fundingBalances, .currencies: RateLimit(requests: 6, perMilliseconds: 1000)
        case .valuation: RateLimit(requests: 1, perMilliseconds: 1000)
        case .status: RateLimit(requests: 1, perMilliseconds: 5000)
        case .tickers, .ticker, .indexTickers, .instruments, .leverage, .setLeverage, .maxAvailableSize:
            RateLimit(requests: 20, perMilliseconds: 2000)
        case .exchangeRate: RateLimit(requests: 1, perMilliseconds: 2000)
        }
    }

    /// Whether a site has it: leverage cannot be asked for on the European one, as OKX's own test of its tools found.
    func isServed(on site: SandboxSite) -> Bool {
        self != .leverage || site != .eea
    }

    /// The members of a row that every reply has been seen to hold; an older or regional server may leave out the others.
    var essentialMembers: Set<String> {
        switch self {
        case .config: ["uid", "acctLv", "posMode"]
        case .balance: ["totalEq", "details", "ccy", "eq"]
        case .positions: ["instId", "instType", "mgnMode", "pos", "posSide"]
        case .setPositionMode: ["posMode"]
        case .switchPrecheck: ["sCode", "curAcctLv", "acctLv", "unmatchedInfoCheck", "type"]
        case .setAccountLevel: ["acctLv"]
        case .switchPreset: ["acctLv", "curAcctLv", "lever"]
        case .setIsolatedMode: ["isoMode"]
        case .leverage, .setLeverage: ["instId", "mgnMode", "lever"]
        case .maxAvailableSize: ["instId", "availBuy", "availSell"]
        case .positionRisk: ["posData", "instId", "instType", "mgnMode", "pos", "posSide"]
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
