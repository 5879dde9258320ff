import Domain

/// What the exchange told about an account's futures settings.
struct OKXSettingsReading: Sendable {
    let identity: OKXIdentity
    let positions: Result<OKXOpenPositions, Failure>
    /// `nil` where the account mode is the wanted one, or unknown.
    let switchCheck: Result<OKXSwitchCheck, Failure>?
    /// The instrument that was asked about.
    let instrument: String
    let leverage: Result<[OKXSetLeverage], Failure>
    let isolatedSize: Result<OKXIsolatedContracts, Failure>

    /// Asks for everything at once.
    static func read(_ identity: OKXIdentity, _ settingsTarget: SettingsTarget, _ client: any ExchangeClient) async -> OKXSettingsReading {
        let instrument = settingsTarget.instrument ?? OKXSettings.sampleInstrument
        async let positions = client.send(OKXSettings.positions)
        async let leverage = client.send(OKXSettings.leverage(of: instrument))
        async let isolatedSize = client.send(OKXSettings.isolatedSize)
        var check: Result<OKXSwitchCheck, Failure>?
        switch identity.accountMode {
        case .futures, nil: break
        case .spot, .multiCurrency, .portfolio: check = await client.send(OKXSettings.switchCheck)
        }
        return OKXSettingsReading(
            identity: identity, positions: await positions, switchCheck: check, instrument: instrument, leverage: await leverage,
            isolatedSize: await isolatedSize)
    }

    /// Whether isolated contracts are offered; `nil` where nobody said. The available size decides first: a leverage can be stored for an
    /// instrument that cannot be held isolated.
    var isolatedContracts: OKXIsolatedContracts? {
        switch isolatedSize {
        case .success(let told): return told
        case .failure(let failure):
            if let told = OKXSettingsReplies.isolatedContracts(after: failure, in: identity.accountMode) { return told }
        }
        switch leverage {
        case .success: return .offered
        case .failure(let failure):
            // A site may lack this question and offer the contracts all the same, and another instrument may have reasons of its own.
            guard failure.code != nil, instrument == OKXSettings.sampleInstrument else { return nil }
            return OKXSettingsReplies.isolatedContracts(after: failure, in: identity.accountMode)
        }
    }

    /// Whether changes can be asked for at all.
    var mayChange: Bool { identity.mayChange }

    /// The open contracts; empty where they could not be read, in which case the exchange itself refuses.
    var contracts: [OKXOpenPositions.Contract] {
        (try? positions.get())?.contracts ?? []
    }
}
