import Domain
import HTTP

extension BybitAdapter: SettingsAdapter {
    /// Reads what is open, how symbols are set and what was borrowed, and plans the changes; sends nothing that writes.
    public func settings(
        of identity: BybitIdentity, _ settingsTarget: SettingsTarget, _ access: SettingsAccess<BybitIdentity>
    ) async -> SettingsFindings {
        BybitSettingsPlan(
            reading: await BybitSettingsReading.read(identity, settingsTarget, access.client), settingsTarget: settingsTarget
        ).findings
    }

    /// Bybit has no call that checks a change before, so that whatever was open in the plan's reading is looked for again.
    public func obstacle(to step: SettingStep, _ access: SettingsAccess<BybitIdentity>) async -> Failure? {
        switch BybitSettingChange(step) {
        case .leverage?, nil: return nil
        case .marginMode?:
            switch await BybitSettingsReading.marginBlockers(access.client) {
            case .failure(let failure): return failure
            case .success(let blockers): return blockers.isEmpty ? nil : SettingBlocker.failure(blockers)
            }
        case .positionMode?:
            switch await BybitSettingsReading.positionMode(access.client) {
            case .failure(let failure): return failure
            // Everything that is not held is one-way already, and what is held does not change.
            case .success((.mixed, let holdings)): return SettingBlocker.failure(BybitBlockers.open(holdings.filter(\.isHedged)))
            case .success((.oneWay, _)), .success((.hedge, _)): return nil
            }
        }
    }

    /// The `POST` of the change; see `BybitSettingChange` for which there are.
    public func query(for step: SettingStep) -> Query<ChangeAccepted>? {
        BybitSettingChange(step).map { change in
            Query({ change.request($0) }, decode: { BybitSettingsReplies.change(change, $0) })
        }
    }

    /// The margin mode is taken up first and made later.
    public func pace(of step: SettingStep) -> ChangePace { BybitSettingChange(step)?.pace ?? .prompt }

    /// Reads the one setting again. A switch of the position mode may have left symbols out without a word; these are in the value.
    public func readBack(_ step: SettingStep, _ access: SettingsAccess<BybitIdentity>) async -> Result<SettingReadBack, Failure> {
        switch BybitSettingChange(step) {
        case .marginMode?:
            await access.client.send(query("/v5/account/info", decode: BybitReplies.modes))
                .map { SettingReadBack($0.marginMode?.setting, wanted: step.wanted) }
        case .positionMode?:
            await BybitSettingsReading.positionMode(access.client).map { SettingReadBack($0.mode.setting, wanted: step.wanted) }
        case .leverage(let symbol, _)?:
            await BybitSymbol.read(symbol, access.client).map { SettingReadBack($0.leverage, wanted: step.wanted) }
        case nil: .success(.otherwise(nil))
        }
    }
}
