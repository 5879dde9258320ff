/// A change of an account's settings to what futures trading wants.
public enum SettingChange: Hashable, Sendable {
    /// Gives the cross positions that are taken out of portfolio margin their leverage.
    case leveragePreset(leverage: Amount)
    /// To Futures mode.
    case accountMode
    /// To one-way.
    case positionMode
    /// To automatic.
    case isolatedTransfer
    /// Of one instrument with isolated margin.
    case leverage(InstrumentLeverage, leverage: Amount)

    /// A word for programs.
    public var id: String {
        switch self {
        case .leveragePreset: "leverage-preset"
        case .accountMode: FuturesSetting.accountMode.rawValue
        case .positionMode: FuturesSetting.positionMode.rawValue
        case .isolatedTransfer: FuturesSetting.isolatedTransfer.rawValue
        case .leverage: FuturesSetting.leverage.rawValue
        }
    }

    /// What it does, for people.
    public var words: Phrase {
        switch self {
        case .leveragePreset(let leverage):
            Phrase(
                en: "Preset leverage \(leverage.plain) for the cross positions that leave portfolio margin.",
                zh: "为离开组合保证金模式的全仓仓位预设 \(leverage.plain) 倍杠杆。")
        case .accountMode: Phrase(en: "Switch the account to Futures mode.", zh: "将账户切换为合约模式。")
        case .positionMode: Phrase(en: "Switch the positions to one-way.", zh: "将持仓切换为单向持仓（买卖模式）。")
        case .isolatedTransfer:
            Phrase(en: "Let margin move into isolated contracts automatically.", zh: "将逐仓合约的保证金划转设为自动（开仓划转）。")
        case .leverage(let place, let leverage):
            Phrase(
                en: "Set leverage \(leverage.plain) for \(place.name), isolated.", zh: "将 \(place.name) 逐仓杠杆设为 \(leverage.plain) 倍。")
        }
    }
}
