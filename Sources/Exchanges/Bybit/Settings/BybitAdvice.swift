import Domain

extension ExchangeProfile {
    /// What to look at before there is a key. Places: the settings of Bybit's trading page for derivatives.
    static let bybitFuturesAdvice: [SettingAdvice] = [
        SettingAdvice(
            name: Phrase(en: "Account type", zh: "账户类型"),
            wanted: Phrase(en: "Unified Trading Account", zh: "统一交易账户"),
            why: Phrase(
                en: "All that follows is made for it. A classic account keeps its wallets apart and cannot be watched here.",
                zh: "以下各项均以此为前提。经典账户的钱包各自独立，无法在此查看。"),
            place: Phrase(
                en: "On the website of Bybit, which offers the upgrade to a classic account.", zh: "Bybit 网页会向经典账户提供升级。")),
        SettingAdvice(
            name: Phrase(en: "Margin mode", zh: "保证金模式"),
            wanted: Phrase(en: "Isolated", zh: "逐仓"),
            why: Phrase(
                en: "Recommended: the risk stays with one position. It holds for the whole account; spot margin and options end with it.",
                zh: "推荐：风险仅限于单个仓位。此设置对整个账户生效，之后不能使用现货杠杆和期权。"),
            place: Phrase(
                en: "Web: Derivatives trading page › settings (gear) › Margin Mode.", zh: "网页：合约交易页 › 设置（齿轮）› 保证金模式。")),
        SettingAdvice(
            name: Phrase(en: "Position mode (USDT perpetuals)", zh: "持仓模式（USDT 永续）"),
            wanted: Phrase(en: "One-way", zh: "单向持仓"),
            why: Phrase(
                en: "One position per symbol; orders of bots add up instead of standing against each other.",
                zh: "每个交易对只有一个仓位，程序下单不会形成多空对冲仓。"),
            place: Phrase(
                en: "Web: Derivatives trading page › settings (gear) › Position Mode.", zh: "网页：合约交易页 › 设置（齿轮）› 持仓模式。")),
    ]
}
