import Domain
import Exchanges

/// What the exchange told about an account's futures settings.
struct SettingsReading: Sendable {
    let identity: Identity
    let positions: Result<OKXOpenPositions, Failure>
    /// `nil` where the account mode is the wanted one, or unknown.
    let switchCheck: Result<OKXSwitchCheck, Failure>?
    /// The instrument that was asked about.
    let instrument: String
    let leverage: Result<[OKXSetLeverage], Failure>
    let isolatedSize: Result<OKXIsolatedContracts, Failure>

    /// Asks for everything; what does not depend on one another at once.
    static func read(_ session: SettingsSession, _ wish: SettingsWish) async -> Result<SettingsReading, Failure> {
        let instrument = wish.instrument ?? session.adapter.sampleInstrument
        let identity: Identity
        switch await session.identity() {
        case .success(let read): identity = read
        case .failure(let failure): return .failure(failure)
        }
        async let positions = session.positions()
        async let leverage = session.leverage(of: instrument)
        async let isolatedSize = session.isolatedSize(of: session.adapter.sampleInstrument)
        var check: Result<OKXSwitchCheck, Failure>?
        switch identity.accountMode {
        case .futures, nil: break
        case .spot, .multiCurrency, .portfolio: check = await session.switchCheck()
        }
        return .success(
            SettingsReading(
                identity: identity, positions: await positions, switchCheck: check, instrument: instrument, leverage: await leverage,
                isolatedSize: await isolatedSize))
    }

    /// Whether isolated contracts are offered; `nil` where nobody said. The size that could be put up tells it first: a leverage may be
    /// stored that nothing can be held with.
    func isolatedContracts(_ adapter: any SettingsAdapter) -> OKXIsolatedContracts? {
        switch isolatedSize {
        case .success(let told): return told
        case .failure(let failure):
            if let told = adapter.isolatedContracts(after: failure, in: identity.accountMode) { return told }
        }
        switch leverage {
        case .success: return .offered
        case .failure(let failure):
            // A site may lack this question and offer the contracts all the same, and another instrument may have reasons of its own.
            guard failure.code != nil, instrument == adapter.sampleInstrument else { return nil }
            return adapter.isolatedContracts(after: failure, in: identity.accountMode)
        }
    }

    /// Whether changes can be asked for at all. A key of which nothing is known may try.
    var mayChange: Bool { identity.permissions?.contains(.trade) ?? true }

    /// The open contracts; empty where they could not be read, in which case the exchange itself refuses.
    var contracts: [OKXOpenPositions.Contract] {
        (try? positions.get())?.contracts ?? []
    }
}
