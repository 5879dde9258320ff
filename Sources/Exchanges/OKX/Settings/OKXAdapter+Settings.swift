import Domain
import HTTP

extension OKXAdapter: SettingsAdapter {
    /// Reads modes, positions, leverage and the switch check at once, and plans the changes; sends nothing that writes.
    public func settings(
        of identity: OKXIdentity, _ settingsTarget: SettingsTarget, _ access: SettingsAccess<OKXIdentity>
    ) async -> SettingsFindings {
        OKXSettingsPlan(reading: await OKXSettingsReading.read(identity, settingsTarget, access.client), settingsTarget: settingsTarget)
            .findings
    }

    /// Repeats OKX's check before the account mode is switched, and looks for open positions before the other modes are.
    public func obstacle(to step: SettingStep, _ access: SettingsAccess<OKXIdentity>) async -> Failure? {
        let client = access.client
        switch OKXSettingChange(step) {
        case .leveragePreset?, .leverage?, nil: return nil
        case .accountMode?:
            switch await client.send(OKXSettings.switchCheck) {
            case .failure(let failure): return failure
            case .success(.free): return nil
            case .success(.presetMissing(let ids)): return Self.blocked([OKXSettingsPlan.presetBlocker(ids)], await contracts(client))
            case .success(.blocked(let blockers)): return Self.blocked(blockers, await contracts(client))
            }
        case .positionMode?, .isolatedTransfer?:
            switch await client.send(OKXSettings.positions) {
            case .failure(let failure): return failure
            case .success(let positions):
                let blockers = OKXSettingsPlan.positionBlockers(positions.contracts)
                return blockers.isEmpty ? nil : SettingBlocker.failure(blockers)
            }
        }
    }

    /// The `POST` of the change; see `OKXSettingChange` for which there are.
    public func query(for step: SettingStep) -> Query<ChangeAccepted>? {
        OKXSettingChange(step).map { change in
            Query({ OKXSettingsRequests.change(change, access: $0) }, decode: { OKXSettingsReplies.change(change, $0) })
        }
    }

    /// Reads the mode or the leverage again; that a preset was taken shows in the switch check.
    public func readBack(_ step: SettingStep, _ access: SettingsAccess<OKXIdentity>) async -> Result<SettingReadBack, Failure> {
        switch OKXSettingChange(step) {
        case .accountMode?: return await access.identify().map { SettingReadBack($0.accountMode?.setting, wanted: step.wanted) }
        case .positionMode?: return await access.identify().map { SettingReadBack($0.positionMode?.setting, wanted: step.wanted) }
        case .isolatedTransfer?: return await access.identify().map { SettingReadBack($0.isolatedTransfer?.setting, wanted: step.wanted) }
        case .leveragePreset?:
            // OKX has no request that reads a preset; it is there once the switch check no longer misses it.
            return await access.client.send(OKXSettings.switchCheck).map { check in
                switch check {
                // Other blockers are reported before the switch itself.
                case .free, .blocked: .inForce
                case .presetMissing: .otherwise(nil)
                }
            }
        case .leverage(let place, _)?:
            return await access.client.send(OKXSettings.leverage(of: place.instrument)).map { values in
                SettingReadBack(values.first { $0.place.side == place.side }.map { OKXSettings.value($0.leverage) }, wanted: step.wanted)
            }
        case nil: return .success(.otherwise(nil))
        }
    }

    private func contracts(_ client: any ExchangeClient) async -> [OKXOpenPositions.Contract] {
        (try? await client.send(OKXSettings.positions).get())?.contracts ?? []
    }

    private static func blocked(_ blockers: [SettingBlocker], _ contracts: [OKXOpenPositions.Contract]) -> Failure {
        SettingBlocker.failure(blockers.map { OKXSettingsPlan.named($0, among: contracts) })
    }

    // MARK: Requests and replies

    /// The request as the user is shown it, such as `POST /api/v5/… {"…":"…"}`.
    public func call(_ change: OKXSettingChange) -> String {
        OKXSettingsRequests.call(change)
    }

    /// Asks whether the account may be switched to Futures mode; changes nothing.
    public func switchCheckRequest(access: Access) -> UnsignedRequest {
        OKXSettingsRequests.switchCheck(access: access)
    }

    /// What OKX says about the switch.
    public func decodeSwitchCheck(_ reply: HTTPReply) -> Result<OKXSwitchCheck, Failure> {
        OKXSettingsReplies.switchCheck(reply)
    }

    /// Asks for the leverage of an instrument with isolated margin.
    public func leverageRequest(instrument: String, access: Access) -> UnsignedRequest {
        OKXSettingsRequests.leverage(instrument: instrument, access: access)
    }

    /// One element in one-way mode, one for each side in hedge mode. Fails with `feature-unavailable` where the site does not tell.
    public func decodeLeverage(_ reply: HTTPReply) -> Result<[OKXSetLeverage], Failure> {
        OKXSettingsReplies.leverage(reply)
    }

    /// Asks how much could be put up for an instrument with isolated margin: only to learn whether that is possible.
    public func isolatedSizeRequest(instrument: String, access: Access) -> UnsignedRequest {
        OKXSettingsRequests.isolatedSize(instrument: instrument, access: access)
    }

    /// Whether isolated contracts are offered.
    public func decodeIsolatedSize(_ reply: HTTPReply) -> Result<OKXIsolatedContracts, Failure> {
        OKXSettingsReplies.isolatedSize(reply)
    }

    /// What a failure of these two requests says about isolated contracts; `nil` where it says nothing.
    public func isolatedContracts(after failure: Failure, in mode: OKXAccountMode?) -> OKXIsolatedContracts? {
        OKXSettingsReplies.isolatedContracts(after: failure, in: mode)
    }

    /// The request of a change.
    public func changeRequest(_ change: OKXSettingChange, access: Access) -> UnsignedRequest {
        OKXSettingsRequests.change(change, access: access)
    }

    /// What OKX says about a change.
    public func decodeChange(_ change: OKXSettingChange, _ reply: HTTPReply) -> Result<ChangeAccepted, Failure> {
        OKXSettingsReplies.change(change, reply)
    }
}
