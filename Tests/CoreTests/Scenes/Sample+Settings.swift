@testable import Core
@testable import Domain

extension Sample {
    private static func row(
        _ setting: FuturesSetting, _ state: SettingState, _ value: String?, _ words: Phrase,
        wanted: Phrase = Phrase(en: "the wanted one", zh: "期望值"),
        blockers: [SettingBlocker] = [], remarks: [Phrase] = [], failure: Failure? = nil
    ) -> SettingRow {
        SettingRow(
            setting, value: value, wanted: "x", state: state, blockers: blockers, valueWords: words, wantedWords: wanted, remarks: remarks,
            failure: failure)
    }

    private static let futuresMode = SettingWords.value(FuturesSettings.AccountMode.futures)
    private static let oneWay = SettingWords.value(FuturesSettings.PositionMode.oneWay)
    private static let hedge = SettingWords.value(FuturesSettings.PositionMode.hedge)
    private static let automatic = Phrase(en: "automatic", zh: "开仓自动划转")
    private static let leverage = Phrase(verbatim: "BTC-USDT-SWAP 3×")
    private static let remark = Phrase(
        en: "OKX chooses margin mode per order; there is no account-wide setting to change.", zh: "OKX 在每次下单时选择保证金模式，没有账户级开关。")

    static let settingsRight = SettingsFindings(
        rows: [
            row(.accountMode, .right, "futures", futuresMode), row(.positionMode, .right, "one-way", oneWay),
            row(.marginMode, .right, "none", SettingWords.value(FuturesSettings.MarginMode.none), remarks: [remark]),
            row(.isolatedTransfer, .right, "automatic", automatic), row(.leverage, .right, "3", leverage),
        ], plan: [])

    private static let steps = [
        SettingStep(.accountMode, call: #"POST /api/v5/account/set-account-level {"acctLv":"2"}"#),
        SettingStep(.positionMode, call: #"POST /api/v5/account/set-position-mode {"posMode":"net_mode"}"#),
    ]

    static let settingsFixable = SettingsFindings(
        rows: [
            row(.accountMode, .fixable, "spot", SettingWords.value(FuturesSettings.AccountMode.spot), wanted: futuresMode),
            row(.positionMode, .fixable, "hedge", hedge, wanted: oneWay),
            row(
                .marginMode, .right, "none", SettingWords.value(FuturesSettings.MarginMode.none),
                remarks: [
                    Phrase(
                        en: "Whether isolated contracts are offered shows once the account is in Futures mode.",
                        zh: "是否提供逐仓合约，须切换到合约模式后才能得知。")
                ]),
            row(.isolatedTransfer, .right, "automatic", automatic), row(.leverage, .unknown, nil, Phrase(verbatim: "BTC-USDT-SWAP —")),
        ], plan: steps)

    /// Every state that stands in the way.
    static let settingsMixed = SettingsFindings(
        rows: [
            row(
                .accountMode, .needsWebsite, "spot", SettingWords.value(FuturesSettings.AccountMode.spot), wanted: futuresMode,
                remarks: [Phrase(en: "Choose Futures mode on the website and answer the questions.", zh: "请在网页选择合约模式并完成问卷。")],
                failure: failure(.modeNeedsWebsite)),
            row(
                .positionMode, .blocked, "hedge", hedge, wanted: oneWay,
                blockers: [
                    SettingBlocker(
                        kind: "positions", message: Phrase(en: "Open positions: close them yourself first.", zh: "存在持仓：请先自行平仓。"),
                        subjects: ["BTC-USDT-SWAP long", "ETH-USDT-SWAP short"])
                ]),
            row(.marginMode, .unavailable, "unavailable", SettingWords.unread, failure: failure(.featureUnavailable)),
            row(.isolatedTransfer, .unknown, nil, SettingWords.unread),
            row(.leverage, .unknown, nil, Phrase(verbatim: "BTC-USDT-SWAP —"), failure: failure(.timeout)),
        ], plan: [])

    /// Portfolio margin with a cross position, which needs a leverage to leave it.
    static let settingsPortfolio = SettingsFindings(
        rows: [
            row(
                .accountMode, .blocked, "portfolio", SettingWords.value(FuturesSettings.AccountMode.portfolio), wanted: futuresMode,
                blockers: [
                    SettingBlocker(
                        kind: "leverage-preset",
                        message: Phrase(
                            en:
                                "Cross positions leave portfolio margin only with a leverage of your choice: e on this screen, or --leverage.",
                            zh: "全仓仓位离开组合保证金模式前须指定杠杆倍数：在本画面按 e，或用 --leverage 指定。"),
                        subjects: ["BTC-USDT-SWAP long"])
                ])
        ] + settingsRight.rows.dropFirst(), plan: [])

    static let settingsApplied = SettingsOutcome(
        applied: steps.map { AppliedSetting($0, .changed) }, failure: nil, findings: .success(settingsRight))

    static let settingsStopped = SettingsOutcome(
        applied: [AppliedSetting(steps[0], .changed), AppliedSetting(steps[1], .refused, failure: failure(.settingsBlocked))],
        failure: failure(.settingsBlocked), findings: .success(settingsMixed))

    static let settingsUnknown = SettingsOutcome(
        applied: [AppliedSetting(steps[0], .unknown, failure: failure(.timeout))], failure: failure(.timeout),
        findings: .failure(failure(.timeout)))
}
