import Domain

/// The futures settings of OKX, and the requests about them besides the account configuration.
package enum OKXSettings {
    /// OKX's `acctLv` (OKX API guide, "Set account mode").
    package static let accountMode = Setting(
        "account-mode", name: Phrase(en: "Account mode", zh: "账户模式"), unreadBrief: Phrase(en: "account mode unknown", zh: "账户模式未知"))
    /// OKX's `posMode` (OKX API guide, "Set position mode").
    package static let positionMode = Setting(
        "position-mode", name: Phrase(en: "Position mode", zh: "持仓模式"), unreadBrief: Phrase(en: "position mode unknown", zh: "持仓模式未知"))
    /// OKX has no account-wide switch: each order names its margin mode, so that the open positions tell it.
    package static let marginMode = Setting(
        "margin-mode", name: Phrase(en: "Margin mode", zh: "保证金模式"), nature: .ofPositions,
        unreadBrief: Phrase(en: "margin mode unknown", zh: "保证金模式未知"))
    /// How margin gets into isolated contracts.
    package static let isolatedTransfer = Setting(
        "isolated-transfer", name: Phrase(en: "Isolated transfer", zh: "逐仓划转"), prominence: .details)

    /// Of one instrument, with isolated margin.
    package static func leverage(of instrument: String) -> Setting {
        Setting(
            "leverage", of: .instrument(instrument), name: Phrase(en: "Leverage", zh: "杠杆倍数"), prominence: .details,
            unread: Phrase(verbatim: "\(instrument) —"))
    }

    /// Has no row, since OKX only tells whether it is missing.
    static let leveragePreset = Setting.Key(id: "leverage-preset", scope: .account)

    /// A leverage, wherever it applies.
    static func value(_ leverage: Amount) -> SettingValue { SettingValue(leverage.plain, Phrase(verbatim: "\(leverage.plain)×")) }

    /// An instrument whose answers show whether isolated contracts are offered at all.
    static var sampleInstrument: String { ExchangeProfile.okx.sampleInstrument }

    static let positions = Query({ OKXRequests.account(.positions, access: $0) }, decode: OKXPositions.read)

    static let switchCheck = Query({ OKXSettingsRequests.switchCheck(access: $0) }, decode: OKXSettingsReplies.switchCheck)

    static func leverage(of instrument: String) -> Query<[OKXSetLeverage]> {
        Query({ OKXSettingsRequests.leverage(instrument: instrument, access: $0) }, decode: OKXSettingsReplies.leverage)
    }

    static let isolatedSize = Query(
        { OKXSettingsRequests.isolatedSize(instrument: sampleInstrument, access: $0) }, decode: OKXSettingsReplies.isolatedSize)
}
