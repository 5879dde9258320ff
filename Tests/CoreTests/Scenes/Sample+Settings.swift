import TestSupport

@testable import Core
@testable import Domain

extension Sample {
    private static func row(
        _ setting: Setting, _ state: SettingState, _ value: SettingValue?,
        wanted: SettingValue = SettingValue("x", Phrase(en: "the wanted one", zh: "期望值")),
        blockers: [SettingBlocker] = [], remarks: [Phrase] = [], failure: Failure? = nil
    ) -> SettingRow {
        SettingRow(
            setting, value: value, wanted: wanted, state: state, blockers: blockers, remarks: remarks, failure: failure)
    }

    private static let accountMode = OKXSettingsSample.accountMode
    private static let positionMode = OKXSettingsSample.positionMode
    private static let marginMode = OKXSettingsSample.marginMode
    private static let transfer = OKXSettingsSample.isolatedTransfer
    private static let leverage = OKXSettingsSample.leverage(of: "BTC-USDT-SWAP")

    private static func value(_ id: String, _ setting: Setting) -> SettingValue { OKXSettingsSample.value(id, of: setting)! }

    private static let futuresMode = value("futures", accountMode)
    private static let oneWay = value("one-way", positionMode)
    private static let hedge = value("hedge", positionMode)
    private static let automatic = value("automatic", transfer)
    private static let noPosition = value("none", marginMode)
    private static let triple = SettingValue("3", Phrase(verbatim: "BTC-USDT-SWAP 3×"))
    private static let remark = Phrase(
        en: "OKX chooses margin mode per order; there is no account-wide setting to change.", zh: "OKX 在每次下单时选择保证金模式，没有账户级开关。")

    static let settingsRight = SettingsFindings(
        rows: [
            row(accountMode, .right, futuresMode), row(positionMode, .right, oneWay),
            row(marginMode, .right, noPosition, remarks: [remark]),
            row(transfer, .right, automatic), row(leverage, .right, triple),
        ], plan: [])

    private static let steps = [
        SettingStep(
            accountMode.key, words: Phrase(en: "Switch the account to Futures mode.", zh: "将账户切换为合约模式。"),
            call: #"POST /api/v5/account/set-account-level {"acctLv":"2"}"#, wanted: futuresMode),
        SettingStep(
            positionMode.key, words: Phrase(en: "Switch the positions to one-way.", zh: "将持仓切换为单向持仓（买卖模式）。"),
            call: #"POST /api/v5/account/set-position-mode {"posMode":"net_mode"}"#, wanted: oneWay),
    ]

    static let settingsFixable = SettingsFindings(
        rows: [
            row(accountMode, .fixable, value("spot", accountMode), wanted: futuresMode),
            row(positionMode, .fixable, hedge, wanted: oneWay),
            row(
                marginMode, .right, noPosition,
                remarks: [
                    Phrase(
                        en: "Whether isolated contracts are offered shows once the account is in Futures mode.",
                        zh: "是否提供逐仓合约，须切换到合约模式后才能得知。")
                ]),
            row(transfer, .right, automatic), row(leverage, .unknown, nil),
        ], plan: steps)

    /// Every state that stands in the way.
    static let settingsMixed = SettingsFindings(
        rows: [
            row(
                accountMode, .needsWebsite, value("spot", accountMode), wanted: futuresMode,
                remarks: [Phrase(en: "Choose Futures mode on the website and answer the questions.", zh: "请在网页选择合约模式并完成问卷。")],
                failure: failure(.modeNeedsWebsite)),
            row(
                positionMode, .blocked, hedge, wanted: oneWay,
                blockers: [
                    SettingBlocker(
                        kind: "positions", message: Phrase(en: "Open positions: close them yourself first.", zh: "存在持仓：请先自行平仓。"),
                        subjects: ["BTC-USDT-SWAP long", "ETH-USDT-SWAP short"])
                ]),
            row(marginMode, .unavailable, value("unavailable", marginMode), failure: failure(.featureUnavailable)),
            row(transfer, .unknown, nil),
            row(leverage, .unknown, nil, failure: failure(.timeout)),
        ], plan: [])

    /// Portfolio margin with a cross position, which needs a leverage to leave it.
    static let settingsPortfolio = SettingsFindings(
        rows: [
            row(
                accountMode, .blocked, value("portfolio", accountMode), wanted: futuresMode,
                blockers: [
                    SettingBlocker(
                        kind: "leverage-preset",
                        message: Phrase(
                            en:
                                "Cross positions leave portfolio margin only with a leverage of your choice: e on this screen, or --leverage.",
                            zh: "全仓仓位离开组合保证金模式前须指定杠杆倍数：在本画面按 e，或用 --leverage 指定。"),
                        subjects: ["BTC-USDT-SWAP long"], need: .leverage)
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
