import Core
import Domain
import Vault

/// The words that only the printed reports need, in one language.
struct ReportWords: Sendable {
    let colon: String
    let positions, total, asset, available, inUse, value, unrealizedProfit, debt: String
    let key, account, futures, clock, cause, asOf: String
    let unknown, anyAddress, someAddress, unknownAddress, unknownPermissions, tradingOnly: String
    let exitCode: @Sendable (Int32) -> String
    /// The rule for repeating a request; `nil` where it is never repeated.
    let retry: @Sendable (Failure.Retry) -> String?
    let clockOffset: @Sendable (Int64) -> String
    let environment: @Sendable (TradingEnvironment) -> String
    let method: @Sendable (ConnectionMethod) -> String

    static func of(_ language: Language) -> ReportWords {
        switch language {
        case .english: english
        case .simplifiedChinese: simplifiedChinese
        }
    }

    private static let english = ReportWords(
        colon: ": ", positions: "Positions", total: "Total", asset: "Asset", available: "Available", inUse: "In use", value: "Value",
        unrealizedProfit: "Unrealized", debt: "Debt", key: "Key", account: "Account", futures: "Futures", clock: "Clock", cause: "Cause",
        asOf: "as of ", unknown: "—", anyAddress: "bound to no address", someAddress: "bound to addresses that are not told",
        unknownAddress: "address binding not known",
        unknownPermissions: "permissions not known", tradingOnly: "(trading wallet only)",
        exitCode: { " (exit code \($0))" },
        retry: { retry in
            switch retry {
            case .never: nil
            case .later: "This program repeats the request after a pause."
            case .readsOnly: "This program repeats the request after a pause if it changes nothing; a change is never sent twice."
            }
        },
        clockOffset: { "\($0) ms from the exchange's" },
        environment: { environment in
            switch environment {
            case .live: "live"
            case .demo: "demo trading"
            case .testnet: "testnet"
            }
        },
        method: { method in
            switch method {
            case .apiKey: "API key"
            case .fastAPI: "Fast API"
            }
        })

    private static let simplifiedChinese = ReportWords(
        colon: "：", positions: "持仓", total: "总额", asset: "币种", available: "可用", inUse: "占用", value: "估值", unrealizedProfit: "未实现盈亏",
        debt: "负债",
        key: "Key", account: "账户", futures: "合约设置", clock: "时钟", cause: "原因", asOf: "截至 ", unknown: "—", anyAddress: "未绑定 IP",
        someAddress: "已绑定 IP（未告知具体地址）",
        unknownAddress: "IP 绑定情况未知", unknownPermissions: "权限未知", tradingOnly: "（仅含交易账户）",
        exitCode: { "（退出码 \($0)）" },
        retry: { retry in
            switch retry {
            case .never: nil
            case .later: "本程序会稍后自动重试。"
            case .readsOnly: "若请求不作任何修改，本程序会稍后自动重试；修改类请求绝不重复发送。"
            }
        },
        clockOffset: { "与交易所相差 \($0) 毫秒" },
        environment: { environment in
            switch environment {
            case .live: "实盘"
            case .demo: "模拟盘"
            case .testnet: "测试网"
            }
        },
        method: { method in
            switch method {
            case .apiKey: "API Key"
            case .fastAPI: "Fast API"
            }
        })
}
