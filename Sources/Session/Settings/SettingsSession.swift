import Domain
import Exchanges
import HTTP
import Synchronization

/// Signed in to one account for its settings: asks, and changes.
struct SettingsSession: Sendable {
    let adapter: any SettingsAdapter
    private let asker: RequestAsker
    private let visit: AccountVisit
    private let clock: Clock

    /// How far the exchange's clock is ahead. Its page that tells the time can be stale; then this machine's own holds.
    private final class Clock: Sendable {
        private let offset: Mutex<Int64>

        init(offsetMilliseconds: Int64) {
            offset = Mutex(offsetMilliseconds)
        }

        var offsetMilliseconds: Int64 { offset.withLock { $0 } }

        /// False where that is what was used already.
        func takeOwnTime() -> Bool {
            offset.withLock { offset in
                let differed = offset.magnitude > 1_000
                offset = 0
                return differed
            }
        }
    }

    /// Measures the exchange's clock, without which nothing can be signed.
    static func open(_ visit: AccountVisit, _ transport: HTTPTransport, _ limits: ReadingLimits) async -> Result<SettingsSession, Failure> {
        guard let adapter = ExchangeRegistry.settingsAdapter(id: visit.exchange) else { return .failure(Self.noSettings) }
        let asker = RequestAsker(
            adapter: adapter, transport: transport, limits: limits, site: visit.site, account: RateBudget.Account(visit.credentials))
        return await asker.ask {
            adapter.clockRequest(site: visit.site)
        } decode: { reply in
            adapter.decodeClock(reply).map { time in
                SettingsSession(
                    adapter: adapter, asker: asker, visit: visit,
                    clock: Clock(offsetMilliseconds: time - reply.startedAtUnixMilliseconds - reply.roundTripMilliseconds / 2))
            }
        }
    }

    /// Fails too where the key must not be used.
    func identity() async -> Result<Identity, Failure> {
        var result = await askIdentity()
        if case .failure(let failure) = result, failure.cause == .clockSkew, clock.takeOwnTime() { result = await askIdentity() }
        return result.flatMap { identity in
            AccountReview.refusal(of: identity, withdrawal: visit.withdrawalRule).map { .failure($0) } ?? .success(identity)
        }
    }

    private func askIdentity() async -> Result<Identity, Failure> {
        await asker.ask {
            adapter.accountRequest(.identity, access: access)
        } decode: {
            adapter.decodeIdentity($0)
        }
    }

    func positions() async -> Result<OKXOpenPositions, Failure> {
        await asker.ask {
            adapter.accountRequest(.positions, access: access)
        } decode: { reply in
            adapter.decode(.positions, reply).flatMap { part in
                if case .positions(let positions) = part { .success(positions) } else { .failure(Self.noSettings) }
            }
        }
    }

    func switchCheck() async -> Result<OKXSwitchCheck, Failure> {
        await asker.ask {
            adapter.switchCheckRequest(access: access)
        } decode: {
            adapter.decodeSwitchCheck($0)
        }
    }

    func leverage(of instrument: String) async -> Result<[OKXSetLeverage], Failure> {
        await asker.ask {
            adapter.leverageRequest(instrument: instrument, access: access)
        } decode: {
            adapter.decodeLeverage($0)
        }
    }

    func isolatedSize(of instrument: String) async -> Result<OKXIsolatedContracts, Failure> {
        await asker.ask {
            adapter.isolatedSizeRequest(instrument: instrument, access: access)
        } decode: {
            adapter.decodeIsolatedSize($0)
        }
    }

    /// Makes a change. It is sent once more only after the exchange has certainly not carried it out.
    func make(_ change: SettingChange) async -> Result<ChangeTaken, Failure> {
        await asker.ask(.change) {
            adapter.changeRequest(change, access: access)
        } decode: {
            adapter.decodeChange(change, $0)
        }
    }

    private var access: Access {
        Access(
            site: visit.site, environment: visit.environment, credentials: visit.credentials,
            unixMilliseconds: LocalClock.unixMilliseconds + clock.offsetMilliseconds)
    }

    private static let noSettings = Failure(
        .featureUnavailable,
        message: Phrase(en: "This version knows no futures settings of this exchange.", zh: "此版本不支持该交易所的合约设置。"),
        remedy: [Phrase(en: "Update the program.", zh: "请更新程序。")])
}
