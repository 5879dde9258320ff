import Domain
import Exchanges

/// Settings of OKX as its folder makes them, by the words of their values.
package enum OKXSettingsSample {
    /// The setting with a row for `acctLv`.
    package static let accountMode = OKXSettings.accountMode
    /// The setting with a row for `posMode`.
    package static let positionMode = OKXSettings.positionMode
    /// The setting that the open positions tell.
    package static let marginMode = OKXSettings.marginMode
    /// The setting with a row for `ctIsoMode`.
    package static let isolatedTransfer = OKXSettings.isolatedTransfer

    /// The setting of one instrument's leverage with isolated margin.
    package static func leverage(of instrument: String) -> Setting { OKXSettings.leverage(of: instrument) }

    /// A value of one of the four; `nil` for a word that it does not have.
    package static func value(_ id: String?, of setting: Setting) -> SettingValue? {
        guard let id else { return nil }
        return switch setting {
        case accountMode: OKXAccountMode(rawValue: id)?.setting
        case positionMode: OKXPositionMode(rawValue: id)?.setting
        case marginMode: OKXMarginMode(rawValue: id)?.setting
        case isolatedTransfer: OKXIsolatedTransfer(rawValue: id)?.setting
        default: nil
        }
    }

    /// As a reading tells them; `nil` is not known.
    package static func settings(
        _ account: String?, _ position: String?, _ margin: String?, transfer: String? = nil
    ) -> AccountSettings {
        func row(_ setting: Setting, _ id: String?, wanted: SettingValue) -> SettingRow {
            let value = value(id, of: setting)
            let isRight = value?.id == wanted.id || value?.id == OKXMarginMode.none.rawValue
            let state: SettingState =
                value == nil || value?.id == OKXMarginMode.unavailable.rawValue ? .unknown : isRight ? .right : .fixable
            return SettingRow(setting, value: value, wanted: wanted, state: state)
        }
        return AccountSettings([
            row(accountMode, account, wanted: OKXAccountMode.futures.setting),
            row(positionMode, position, wanted: OKXPositionMode.oneWay.setting), row(marginMode, margin, wanted: OKXMarginMode.wanted),
            row(isolatedTransfer, transfer, wanted: OKXIsolatedTransfer.automatic.setting),
        ])
    }
}
