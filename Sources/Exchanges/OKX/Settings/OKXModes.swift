import Domain

/// How the account is set to trade. The modes have had other names, and users know them by number too.
public enum OKXAccountMode: String, CaseIterable, Hashable, Sendable {
    case spot
    case futures
    case multiCurrency = "multi-currency"
    case portfolio

    /// The value as it is shown.
    public var setting: SettingValue {
        switch self {
        case .spot:
            SettingValue(
                rawValue, Phrase(en: "Spot mode (1, formerly Simple)", zh: "现货模式（1，旧称简单交易模式）"),
                brief: Phrase(en: "Spot mode", zh: "现货模式"))
        case .futures:
            SettingValue(
                rawValue, Phrase(en: "Futures mode (2, formerly single-currency margin)", zh: "合约模式（2，旧称单币种保证金模式）"),
                brief: Phrase(en: "Futures mode", zh: "合约模式"))
        case .multiCurrency:
            SettingValue(
                rawValue, Phrase(en: "Multi-currency margin mode (3)", zh: "跨币种保证金模式（3）"),
                brief: Phrase(en: "Multi-currency margin", zh: "跨币种保证金模式"))
        case .portfolio:
            SettingValue(
                rawValue, Phrase(en: "Portfolio margin mode (4)", zh: "组合保证金模式（4）"),
                brief: Phrase(en: "Portfolio margin", zh: "组合保证金模式"))
        }
    }
}

/// Whether a contract has one position or two.
public enum OKXPositionMode: String, CaseIterable, Hashable, Sendable {
    case oneWay = "one-way"
    case hedge

    /// The value as it is shown.
    public var setting: SettingValue {
        switch self {
        case .oneWay:
            SettingValue(rawValue, Phrase(en: "One-way (buy/sell mode)", zh: "单向持仓（买卖模式）"), brief: Phrase(en: "one-way", zh: "单向持仓"))
        case .hedge:
            SettingValue(
                rawValue, Phrase(en: "Hedge (open/close mode)", zh: "双向持仓（开平仓模式）"), brief: Phrase(en: "hedge mode", zh: "双向持仓"),
                printed: Phrase(en: "hedge", zh: "双向持仓"))
        }
    }
}

/// What the margin modes of the open positions add up to.
public enum OKXMarginMode: String, CaseIterable, Hashable, Sendable {
    case isolated
    case cross
    case mixed
    /// No position is open.
    case none
    case unavailable

    /// The value as it is shown.
    public var setting: SettingValue {
        switch self {
        case .isolated:
            SettingValue(rawValue, Phrase(en: "all positions isolated", zh: "所有仓位均为逐仓"), brief: Phrase(en: "isolated", zh: "逐仓"))
        case .cross: SettingValue(rawValue, Phrase(en: "positions are cross", zh: "仓位为全仓"), brief: Phrase(en: "cross", zh: "全仓"))
        case .mixed:
            SettingValue(
                rawValue, Phrase(en: "isolated and cross positions", zh: "逐仓与全仓并存"), brief: Phrase(en: "isolated and cross", zh: "逐仓与全仓并存"))
        case .none: SettingValue(rawValue, Phrase(en: "no open position", zh: "无持仓"))
        case .unavailable:
            SettingValue(
                rawValue, SettingWords.unread, brief: OKXSettings.marginMode.unreadBrief,
                printed: Phrase(en: "margin mode not available", zh: "保证金模式不可读取"))
        }
    }

    /// What is wanted of every position.
    package static let wanted = SettingValue(Self.isolated.rawValue, Phrase(en: "isolated", zh: "逐仓"))
}

/// How margin gets into an isolated contract position.
public enum OKXIsolatedTransfer: String, CaseIterable, Hashable, Sendable {
    /// On opening and closing.
    case automatic
    /// By hand.
    case manual

    /// The value as it is shown.
    public var setting: SettingValue {
        switch self {
        case .automatic: SettingValue(rawValue, Phrase(en: "automatic", zh: "开仓自动划转"))
        case .manual: SettingValue(rawValue, Phrase(en: "by hand", zh: "自主划转"))
        }
    }
}
