import Domain

/// The futures settings of Bybit, and the requests about them besides those of signing in.
enum BybitSettings {
    /// Bybit's `unifiedMarginStatus` (Bybit API, "Get Account Info").
    static let accountType = Setting(
        "account-type", name: Phrase(en: "Account type", zh: "账户类型"), unreadBrief: Phrase(en: "account type unknown", zh: "账户类型未知"))
    /// Bybit's `marginMode`, of the whole account (Bybit API, "Set Margin Mode").
    static let marginMode = Setting(
        "margin-mode", name: Phrase(en: "Margin mode", zh: "保证金模式"), unreadBrief: Phrase(en: "margin mode unknown", zh: "保证金模式未知"))
    /// The only coin whose contracts can be in hedge mode in a unified account (Bybit API, "Switch Position Mode").
    static let hedgeableCoin = "USDT"
    static let positionMode = Setting(
        "position-mode", of: .coin(hedgeableCoin), name: Phrase(en: "Position mode (USDT perpetuals)", zh: "持仓模式（USDT 永续）"),
        unreadBrief: Phrase(en: "position mode unknown", zh: "持仓模式未知"))

    /// Of one symbol.
    static func leverage(of symbol: String) -> Setting {
        Setting(
            "leverage", of: .instrument(symbol), name: Phrase(en: "Leverage", zh: "杠杆倍数"), prominence: .details,
            unread: Phrase(verbatim: "\(symbol) —"))
    }

    /// A leverage, wherever it applies.
    static func value(_ leverage: Amount) -> SettingValue {
        SettingValue(leverage.trimmed.plain, Phrase(verbatim: "\(leverage.trimmed.plain)×"))
    }

    /// Symbols to learn from how those are set that nobody has touched, the first of which is asked about that has neither position nor
    /// order. All of them are perpetuals that are settled in USDT.
    static let untouchedSymbols = [ExchangeProfile.bybit.sampleInstrument, "ETHUSDT", "SOLUSDT", "XRPUSDT"]

    /// The category of a symbol that is traded on margin. Contracts settled in their coin end with `USD`, or with `USD`, a letter and a
    /// year (Bybit API, "Get Instruments Info"); for all others the linear ones are asked.
    static func category(of symbol: String) -> String {
        var name = Substring(symbol)
        if let month = name.dropLast(2).last, "FGHJKMNQUVXZ".contains(month), name.suffix(2).allSatisfy(\.isNumber) {
            name = name.dropLast(3)
        }
        return name.hasSuffix("USD") && !name.contains("-") ? "inverse" : "linear"
    }

    /// As many names as a line can be expected to hold.
    static func shortened(_ names: [String]) -> [String] {
        names.count > namedLimit ? Array(names.prefix(namedLimit)) + ["…"] : names
    }

    private static let namedLimit = 12
}
