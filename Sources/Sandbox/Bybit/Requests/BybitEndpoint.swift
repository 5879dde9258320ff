extension SandboxBybit {
    /// The calls that are served.
    enum Endpoint: String, Hashable, Sendable, CaseIterable {
        case time = "/v5/market/time"
        case status = "/v5/system/status"
        case tickers = "/v5/market/tickers"
        case instruments = "/v5/market/instruments-info"
        case key = "/v5/user/query-api"
        case memberType = "/v5/user/get-member-type"
        case accountInfo = "/v5/account/info"
        case walletBalance = "/v5/account/wallet-balance"
        case collateral = "/v5/account/collateral-info"
        case optionAssets = "/v5/account/option-asset-info"
        case setMarginMode = "/v5/account/set-margin-mode"
        case demoMoney = "/v5/account/demo-apply-money"
        case coinsBalance = "/v5/asset/transfer/query-account-coins-balance"
        case overview = "/v5/asset/asset-overview"
        case membersAssets = "/v5/asset/total-members-assets"
        case coinInfo = "/v5/asset/coin/query-info"
        case earn = "/v5/earn/position"
        case positions = "/v5/position/list"
        case symbolInfo = "/v5/position/symbol-info"
        case switchMode = "/v5/position/switch-mode"
        case setLeverage = "/v5/position/set-leverage"
        case orders = "/v5/order/realtime"

        var method: String { isWrite ? "POST" : "GET" }

        var isWrite: Bool {
            switch self {
            case .setMarginMode, .demoMoney, .switchMode, .setLeverage: true
            case .time, .status, .tickers, .instruments, .key, .memberType, .accountInfo, .walletBalance, .collateral, .optionAssets,
                .coinsBalance, .overview, .membersAssets, .coinInfo, .earn, .positions, .symbolInfo, .orders:
                false
            }
        }

        /// Whether anyone may ask.
        var isPublic: Bool {
            switch self {
            case .time, .status, .tickers, .instruments: true
            case .key, .memberType, .accountInfo, .walletBalance, .collateral, .optionAssets, .setMarginMode, .demoMoney, .coinsBalance,
                .overview, .membersAssets, .coinInfo, .earn, .positions, .symbolInfo, .switchMode, .setLeverage, .orders:
                false
            }
        }

        /// Requests in a second for one account; where the exchange tells none, ten.
        var limit: Int {
            switch self {
            case .accountInfo, .walletBalance, .overview, .membersAssets, .positions, .orders: 50
            case .coinsBalance, .setMarginMode, .coinInfo: 5
            case .time, .status, .tickers, .instruments, .key, .memberType, .collateral, .optionAssets, .demoMoney, .earn, .symbolInfo,
                .switchMode, .setLeverage:
                10
            }
        }

        /// The boxes of which one has to be ticked; none where any key will do.
        var boxes: [(module: String, box: String)] {
            switch self {
            case .coinsBalance: [("Wallet", "AccountTransfer")]
            case .earn: [("Earn", "Earn")]
            case .positions, .symbolInfo, .setMarginMode, .switchMode, .setLeverage:
                [("ContractTrade", "Position"), ("ContractTrade", "Order")]
            case .time, .status, .tickers, .instruments, .key, .memberType, .accountInfo, .walletBalance, .collateral, .optionAssets,
                .demoMoney, .overview, .membersAssets, .coinInfo, .orders:
                []
            }
        }

        /// Whether demo trading has it (Bybit v5, "Demo Trading Service": available calls, and how to ask about a demo key).
        var isInDemo: Bool {
            switch self {
            case .time, .status, .tickers, .instruments, .key, .accountInfo, .walletBalance, .collateral, .setMarginMode, .demoMoney,
                .positions, .switchMode, .setLeverage, .orders:
                true
            case .memberType, .optionAssets, .coinsBalance, .overview, .membersAssets, .coinInfo, .earn, .symbolInfo: false
            }
        }

        /// What `retMsg` says when all is well; the exchange is not of one mind.
        var message: String {
            switch self {
            case .key, .memberType, .earn, .status, .coinInfo: ""
            case .overview, .membersAssets, .optionAssets: "Success"
            case .coinsBalance: "success"
            case .setMarginMode: "Request accepted"
            case .time, .tickers, .instruments, .accountInfo, .walletBalance, .collateral, .demoMoney, .positions, .symbolInfo, .switchMode,
                .setLeverage, .orders:
                "OK"
            }
        }
    }
}
