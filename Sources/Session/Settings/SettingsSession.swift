import Domain
import Exchanges
import HTTP
import Synchronization

/// Signed in to one account for its settings: asks, and changes.
struct SettingsSession<Adapter: SettingsAdapter>: Sendable {
    let adapter: Adapter
    private let asker: RequestAsker
    private let visit: AccountVisit
    private let clock: SettingsClock

    /// Measures the exchange's clock, without which nothing can be signed.
    static func open(
        _ adapter: Adapter, _ visit: AccountVisit, _ transport: HTTPTransport, _ limits: ReadingLimits
    ) async -> Result<SettingsSession, Failure> {
        let asker = RequestAsker(
            adapter: adapter, transport: transport, limits: limits, site: visit.site, key: visit.key)
        return await asker.ask {
            UnsignedRequest(adapter.clockRequest(site: visit.site))
        } decode: { reply in
            adapter.decodeClock(reply).map { time in
                SettingsSession(
                    adapter: adapter, asker: asker, visit: visit,
                    clock: SettingsClock(offsetMilliseconds: time - reply.startedAtUnixMilliseconds - reply.roundTripMilliseconds / 2))
            }
        }
    }

    /// What is asked about the settings, and about who signs in.
    var access: SettingsAccess<Adapter.Identification> {
        SettingsAccess(client: SettingsClient(session: self)) { await identify() }
    }

    /// All settings, with a plan. Fails where the key must not be used, or nobody could sign in.
    func findings(_ wish: SettingsWish) async -> Result<SettingsFindings, Failure> {
        switch await identify() {
        case .failure(let failure): .failure(failure)
        case .success(let identity): .success(await adapter.settings(of: identity, wish, access))
        }
    }

    /// Makes a change. It is sent once more only after the exchange has certainly not carried it out.
    func make(_ change: SettingChange) async -> Result<ChangeTaken, Failure> {
        await ask(.change, adapter.question(change))
    }

    private func identify() async -> Result<Adapter.Identification, Failure> {
        let client = SettingsClient(session: self)
        var result = await adapter.identify(client)
        if case .failure(let failure) = result, failure.cause == .clockSkew, clock.takeOwnTime() { result = await adapter.identify(client) }
        return result.flatMap { who in
            AccountReview.refusal(
                of: who.identity, withdrawal: visit.withdrawal,
                exchangeTime: AccountReview.exchangeTime(
                    LocalClock.unixMilliseconds, offsetMilliseconds: clock.offsetMilliseconds)
            ).map { .failure($0) } ?? .success(who)
        }
    }

    fileprivate func ask<Answer: Sendable>(_ intent: RequestAsker.Intent, _ question: Question<Answer>) async -> Result<Answer, Failure> {
        await asker.ask(intent) {
            question.request(
                Access(
                    site: visit.site, environment: visit.environment,
                    unixMilliseconds: LocalClock.unixMilliseconds + clock.offsetMilliseconds))
        } decode: {
            question.decode($0)
        }
    }
}

/// Asks for the settings of one account.
private struct SettingsClient<Adapter: SettingsAdapter>: ExchangeClient {
    let session: SettingsSession<Adapter>

    func ask<Answer: Sendable>(_ question: Question<Answer>) async -> Result<Answer, Failure> {
        await session.ask(.read, question)
    }
}

/// How far the exchange's clock is ahead. Its page that tells the time can be stale; then this machine's own holds.
final class SettingsClock: Sendable {
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

/// Words about exchanges without futures settings.
enum SettingsWords {
    static let noSettings = Failure(
        .featureUnavailable,
        message: Phrase(en: "This version knows no futures settings of this exchange.", zh: "此版本不支持该交易所的合约设置。"),
        remedy: [Phrase(en: "Update the program.", zh: "请更新程序。")])
}
