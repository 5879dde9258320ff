/// The names of settings and their values. Account modes have had others, and users know them by number too.
public enum SettingWords {
    public static let unread = Phrase(verbatim: "—")

    public static func name(_ setting: FuturesSetting) -> Phrase {
        switch setting {
        case .accountMode: Phrase(en: "Account mode", zh: "账户模式")
        case .positionMode: Phrase(en: "Position mode", zh: "持仓模式")
        case .marginMode: Phrase(en: "Margin mode", zh: "保证金模式")
        case .isolatedTransfer: Phrase(en: "Isolated transfer", zh: "逐仓划转")
        case .leverage: Phrase(en: "Leverage", zh: "杠杆倍数")
        }
    }

    /// What is to be said where a plan was cut short after so many of its steps; `nil` where all of them were done.
    public static func interrupted(_ plan: [SettingStep], done: Int) -> Phrase? {
        guard plan.indices.contains(done) else { return nil }
        let words = plan[done].change.words
        return Phrase(
            en:
                "Cut short: \(done) of \(plan.count) steps done. Whether this one was made is not known; look at the settings again: \(words.english)",
            zh: "已中断：完成 \(done)/\(plan.count) 步。下面这一步是否已执行未知，请重新查看设置：\(words.simplifiedChinese)")
    }

    public static func state(_ state: SettingState) -> Phrase {
        switch state {
        case .right: Phrase(en: "right", zh: "正确")
        case .fixable: Phrase(en: "different, can be fixed here", zh: "不同，可在此修复")
        case .needsWebsite: Phrase(en: "different, needs the website once", zh: "不同，须先到网页操作一次")
        case .blocked: Phrase(en: "different, blocked", zh: "不同，受阻")
        case .unavailable: Phrase(en: "not offered for this account or site", zh: "该账户或站点不提供")
        case .unknown: Phrase(en: "unknown", zh: "未知")
        }
    }

    public static func result(_ result: SettingResult) -> Phrase {
        switch result {
        case .changed: Phrase(en: "changed", zh: "已修改")
        case .unchanged: Phrase(en: "unchanged", zh: "未变")
        case .refused: Phrase(en: "refused", zh: "被拒绝")
        case .unknown: Phrase(en: "outcome unknown", zh: "结果未知")
        }
    }

    public static func value(_ mode: FuturesSettings.AccountMode) -> Phrase {
        switch mode {
        case .spot: Phrase(en: "Spot mode (1, formerly Simple)", zh: "现货模式（1，旧称简单交易模式）")
        case .futures: Phrase(en: "Futures mode (2, formerly single-currency margin)", zh: "合约模式（2，旧称单币种保证金模式）")
        case .multiCurrency: Phrase(en: "Multi-currency margin mode (3)", zh: "跨币种保证金模式（3）")
        case .portfolio: Phrase(en: "Portfolio margin mode (4)", zh: "组合保证金模式（4）")
        }
    }

    public static func value(_ mode: FuturesSettings.PositionMode) -> Phrase {
        switch mode {
        case .oneWay: Phrase(en: "One-way (buy/sell mode)", zh: "单向持仓（买卖模式）")
        case .hedge: Phrase(en: "Hedge (open/close mode)", zh: "双向持仓（开平仓模式）")
        }
    }

    public static func value(_ transfer: FuturesSettings.IsolatedTransfer) -> Phrase {
        switch transfer {
        case .automatic: Phrase(en: "automatic", zh: "开仓自动划转")
        case .manual: Phrase(en: "by hand", zh: "自主划转")
        }
    }

    public static func value(_ mode: FuturesSettings.MarginMode) -> Phrase {
        switch mode {
        case .isolated: Phrase(en: "all positions isolated", zh: "所有仓位均为逐仓")
        case .cross: Phrase(en: "positions are cross", zh: "仓位为全仓")
        case .mixed: Phrase(en: "isolated and cross positions", zh: "逐仓与全仓并存")
        case .none: Phrase(en: "no open position", zh: "无持仓")
        case .unavailable: unread
        }
    }
}
