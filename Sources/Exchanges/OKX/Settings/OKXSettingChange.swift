import Domain

/// A change of an account's settings to the recommended ones, one request of OKX each.
public enum OKXSettingChange: Hashable, Sendable {
    /// Gives the cross positions that are taken out of portfolio margin their leverage.
    case leveragePreset(leverage: Amount)
    /// To Futures mode.
    case accountMode
    /// To one-way.
    case positionMode
    /// To automatic.
    case isolatedTransfer
    /// Of one instrument with isolated margin.
    case leverage(OKXLeveragePlace, leverage: Amount)

    /// The step of a plan that makes it.
    public var step: SettingStep {
        SettingStep(setting, words: words, call: OKXSettingsRequests.call(self), wanted: wanted, parameters: parameters)
    }

    /// The change that a step makes; `nil` for a step that this program did not plan for OKX.
    public init?(_ step: SettingStep) {
        let leverage = step.parameters["leverage"].flatMap { Amount($0) }
        switch (step.setting, leverage) {
        case (OKXSettings.leveragePreset, let leverage?): self = .leveragePreset(leverage: leverage)
        case (OKXSettings.accountMode.key, nil): self = .accountMode
        case (OKXSettings.positionMode.key, nil): self = .positionMode
        case (OKXSettings.isolatedTransfer.key, nil): self = .isolatedTransfer
        case (let setting, let leverage?):
            guard case .instrument(let instrument) = setting.scope, setting == OKXSettings.leverage(of: instrument).key else { return nil }
            let side = step.parameters["side"]
            self = .leverage(OKXLeveragePlace(instrument: instrument, side: side.flatMap(PositionSide.init)), leverage: leverage)
        case (_, nil): return nil
        }
        guard parameters == step.parameters else { return nil }
    }

    private var setting: Setting.Key {
        switch self {
        case .leveragePreset: OKXSettings.leveragePreset
        case .accountMode: OKXSettings.accountMode.key
        case .positionMode: OKXSettings.positionMode.key
        case .isolatedTransfer: OKXSettings.isolatedTransfer.key
        case .leverage(let place, _): OKXSettings.leverage(of: place.instrument).key
        }
    }

    private var parameters: [String: String] {
        switch self {
        case .leveragePreset(let leverage): return ["leverage": leverage.plain]
        case .accountMode, .positionMode, .isolatedTransfer: return [:]
        case .leverage(let place, let leverage):
            var parameters = ["leverage": leverage.plain]
            parameters["side"] = place.side?.rawValue
            return parameters
        }
    }

    private var wanted: SettingValue? {
        switch self {
        case .leveragePreset: nil
        case .accountMode: OKXAccountMode.futures.setting
        case .positionMode: OKXPositionMode.oneWay.setting
        case .isolatedTransfer: OKXIsolatedTransfer.automatic.setting
        case .leverage(_, let leverage): OKXSettings.value(leverage)
        }
    }

    private var words: Phrase {
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
