import Domain

/// The futures settings as far as a reading of an account tells them: without the checks that come before a change.
struct OKXAccountSettings {
    let who: OKXIdentity
    /// `nil` where they could not be read.
    let positions: OKXOpenPositions?

    var settings: AccountSettings {
        AccountSettings([
            row(OKXSettings.accountMode, who.accountMode?.setting, wanted: OKXAccountMode.futures.setting, []),
            row(OKXSettings.positionMode, who.positionMode?.setting, wanted: OKXPositionMode.oneWay.setting, positionBlockers),
            marginMode,
            row(
                OKXSettings.isolatedTransfer, who.isolatedTransfer?.setting, wanted: OKXIsolatedTransfer.automatic.setting, positionBlockers
            ),
        ])
    }

    private var positionBlockers: [SettingBlocker] { OKXSettingsPlan.positionBlockers(positions?.contracts ?? []) }

    private func row(
        _ setting: Setting, _ value: SettingValue?, wanted: SettingValue, _ blockers: [SettingBlocker]
    ) -> SettingRow {
        guard let value else { return SettingRow(setting, value: nil, wanted: wanted, state: .unknown) }
        guard value.id != wanted.id else { return SettingRow(setting, value: value, wanted: wanted, state: .right) }
        let blockers = blockers + OKXSettingsPlan.permissionBlocker(who)
        return SettingRow(setting, value: value, wanted: wanted, state: blockers.isEmpty ? .fixable : .blocked, blockers: blockers)
    }

    private var marginMode: SettingRow {
        let mode = positions?.marginMode ?? .unavailable
        func row(_ state: SettingState, _ blockers: [SettingBlocker] = []) -> SettingRow {
            SettingRow(OKXSettings.marginMode, value: mode.setting, wanted: OKXMarginMode.wanted, state: state, blockers: blockers)
        }
        switch mode {
        case .isolated, .none: return row(.right)
        case .cross, .mixed: return row(.blocked, [OKXSettingsPlan.crossBlocker(positions?.contracts ?? [])])
        case .unavailable: return row(.unknown)
        }
    }
}
