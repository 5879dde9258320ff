import Domain

/// Bybit's wallets.
extension Wallet.Kind {
    /// What unified trading happens in.
    public static let bybitUnified = Wallet.Kind(id: "unified", label: Phrase(en: "Unified", zh: "统一账户"), role: .trading)
    /// The account that deposits arrive in.
    public static let bybitFunding = Wallet.Kind(id: "funding", label: Phrase(en: "Funding", zh: "资金账户"))
    /// What is put up to earn.
    public static let bybitEarn = Wallet.Kind(id: "earn", label: Phrase(en: "Earn", zh: "理财账户"), role: .sum)

    /// The wallet of an account type of the overview. The list of types is open: one that is not known goes by Bybit's name for it.
    static func bybit(accountType name: String) -> Wallet.Kind {
        switch name {
        case BybitOverview.Account.unified: bybitUnified
        case BybitOverview.Account.funding: bybitFunding
        case BybitOverview.Account.earn: bybitEarn
        default: others[name] ?? Wallet.Kind(id: ownIDs.contains(name) ? "other-\(name)" : name, label: Phrase(verbatim: name), role: .sum)
        }
    }

    /// Words of this program for other account types than Bybit's of the same spelling.
    private static let ownIDs: Set<String> = [bybitUnified.id, bybitFunding.id, bybitEarn.id]

    private static let others: [String: Wallet.Kind] = [
        other("TradingBot", Phrase(en: "Trading Bot", zh: "交易机器人"), column: Phrase(en: "Bot", zh: "机器人")),
        other("CopyTrading", Phrase(en: "Copy Trading", zh: "跟单交易"), column: Phrase(en: "Copy", zh: "跟单")),
        other("CryptoLoans", Phrase(en: "Crypto Loans", zh: "加密货币借贷"), column: Phrase(en: "Loans", zh: "借贷")),
        other(
            "CryptoLoans_legacy", Phrase(en: "Crypto Loans (legacy)", zh: "加密货币借贷（旧版）"), column: Phrase(en: "OldLoans", zh: "旧版借贷")),
        other("PayLater", Phrase(verbatim: "Pay Later"), column: Phrase(verbatim: "PayLater")),
        other("BybitPayLater", Phrase(verbatim: "Bybit Pay Later"), column: Phrase(verbatim: "PayLater")),
        other("MarginStakedSOL", Phrase(en: "Margin Staked SOL", zh: "杠杆质押 SOL"), column: Phrase(en: "SOL Stk", zh: "质押SOL")),
    ].reduce(into: [:]) { $0[$1.id] = $1 }

    private static func other(_ id: String, _ label: Phrase, column: Phrase) -> Wallet.Kind {
        Wallet.Kind(id: id, label: label, columnLabel: column, role: .sum)
    }
}
