import Domain

extension BybitAccountType {
    /// The value as it is shown.
    var setting: SettingValue {
        switch self {
        case .classic: SettingValue("classic", Phrase(en: "classic account", zh: "经典账户"))
        case .unified(let version):
            SettingValue(
                Self.wanted.id, Phrase(en: "Unified Trading Account \(version)", zh: "统一交易账户 \(version)"),
                brief: Phrase(en: "unified account", zh: "统一账户"))
        }
    }

    /// Of any version.
    static let wanted = SettingValue("unified", Phrase(en: "Unified Trading Account", zh: "统一交易账户"))
}

extension BybitMarginMode {
    /// The value as it is shown.
    var setting: SettingValue {
        switch self {
        case .isolated: SettingValue("isolated", Phrase(en: "isolated", zh: "逐仓"))
        case .cross: SettingValue("cross", Phrase(en: "cross", zh: "全仓"))
        case .portfolio: SettingValue("portfolio", Phrase(en: "portfolio margin", zh: "组合保证金"))
        }
    }
}

/// Whether the symbols that are settled in a coin have one position each, or two.
enum BybitPositionMode: Hashable, Sendable {
    case oneWay
    /// Also where nothing is open, so that a new symbol has two.
    case hedge
    /// Only for these symbols.
    case mixed([String])

    /// The value as it is shown.
    var setting: SettingValue {
        switch self {
        case .oneWay: SettingValue("one-way", Phrase(en: "one-way", zh: "单向持仓"))
        case .hedge: SettingValue("hedge", Phrase(en: "hedge", zh: "双向持仓"), brief: Phrase(en: "hedge mode", zh: "双向持仓"))
        case .mixed(let symbols):
            SettingValue(
                "mixed",
                Phrase(
                    en: "hedge for \(BybitSettings.shortened(symbols).joined(separator: ", "))",
                    zh: "部分为双向持仓：\(BybitSettings.shortened(symbols).joined(separator: "、"))"),
                brief: Phrase(en: "one-way and hedge", zh: "单向与双向并存"))
        }
    }
}
