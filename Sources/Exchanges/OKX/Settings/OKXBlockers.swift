import Domain

/// What OKX names as standing in the way of another account mode (OKX API guide, "Precheck account mode switch", `unmatchedInfoCheck`).
enum OKXBlockers {
    static func blocker(_ type: String, positions: [String]) -> SettingBlocker {
        SettingBlocker(kind: type, message: words[type] ?? Phrase(verbatim: type), subjects: positions)
    }

    private static let words: [String: Phrase] = [
        "asset_validation": Phrase(en: "The assets are too small for this mode: add funds.", zh: "资产未达到该模式的要求：请充值。"),
        "pending_orders": Phrase(en: "Open orders: cancel them.", zh: "存在挂单：请撤销。"),
        "pending_algos": Phrase(en: "Algo orders or bots: cancel or stop them.", zh: "存在策略委托或交易机器人：请撤销或停止。"),
        "isolated_margin": Phrase(en: "Isolated margin positions of an old kind: close them.", zh: "存在旧模式的逐仓杠杆仓位：请平仓。"),
        "isolated_contract": Phrase(en: "Isolated contracts with transfer by hand: close them.", zh: "存在自主划转的逐仓合约仓位：请平仓。"),
        "contract_long_short": Phrase(en: "Positions in hedge mode: close them.", zh: "存在双向持仓的合约仓位：请平仓。"),
        "cross_margin": Phrase(en: "Cross margin positions: close them.", zh: "存在全仓杠杆仓位：请平仓。"),
        "cross_option_buyer": Phrase(en: "Bought options with cross margin: close them.", zh: "存在全仓期权买方仓位：请平仓。"),
        "isolated_option": Phrase(en: "Isolated options: close them.", zh: "存在逐仓期权仓位：请平仓。"),
        "growth_fund": Phrase(en: "Positions on trial funds: close them.", zh: "存在使用体验金的仓位：请平仓。"),
        "all_positions": Phrase(en: "Open positions: close all of them.", zh: "存在持仓：请全部平仓。"),
        "spot_lead_copy_only_simple_single": Phrase(
            en: "Lead and copy traders can use Spot mode and Futures mode only.", zh: "带单和跟单用户只能使用现货模式或合约模式。"),
        "stop_spot_custom": Phrase(en: "Custom spot copy trading: stop it.", zh: "存在现货自定义跟单：请停止。"),
        "stop_futures_custom": Phrase(en: "Custom futures copy trading: stop it.", zh: "存在合约自定义跟单：请停止。"),
        "lead_portfolio": Phrase(en: "A lead trading portfolio: end it.", zh: "存在带单组合：请结束。"),
        "futures_smart_sync": Phrase(en: "Smart sync of futures: stop it.", zh: "存在合约智能跟单：请停止。"),
        "vip_fixed_loan": Phrase(en: "A fixed VIP loan: repay it.", zh: "存在 VIP 定期借币：请偿还。"),
        "repay_borrowings": Phrase(en: "Borrowings: repay them.", zh: "存在借币：请偿还。"),
        "compliance_restriction": Phrase(en: "OKX restricts this mode for your account: ask OKX support.", zh: "OKX 限制您的账户使用该模式：请联系客服。"),
        "compliance_kyc2": Phrase(en: "Identity verification at level 2 is missing: finish it.", zh: "尚未完成 Lv2 身份认证：请先完成。"),
    ]
}
