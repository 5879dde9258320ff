import Domain
import Exchanges
import HTTP
import Synchronization

/// A session with one account that reads and changes its settings.
struct SettingsSession<Adapter: SettingsAdapter>: Sendable {
    let adapter: Adapter
    private let requests: RateLimitedClient
    private let target: AccountRequest
    private let clock: SettingsClock

    /// Measures the exchange's clock, without which nothing can be signed.
    static func open(
        _ adapter: Adapter, _ target: AccountRequest, _ transport: HTTPTransport, _ limits: ReadingLimits
    ) async -> Result<SettingsSession, Failure> {
        let requests = RateLimitedClient(
            adapter: adapter, transport: transport, limits: limits, key: target.key)
        return await requests.send {
            UnsignedRequest(adapter.clockRequest(at: target.place))
        } decode: { reply in
            adapter.decodeClock(reply).map { time in
                SettingsSession(
                    adapter: adapter, requests: requests, target: target,
                    clock: SettingsClock(offsetMilliseconds: time - reply.startedAtUnixMilliseconds - reply.roundTripMilliseconds / 2))
            }
        }
    }

    /// What is asked about the settings, and about who signs in.
    var access: SettingsAccess<Adapter.Identification> {
        SettingsAccess(client: SettingsClient(session: self)) { await identify() }
    }

    /// All settings, with a plan. Fails where the key must not be used, or nobody could sign in.
    func findings(_ settingsTarget: SettingsTarget) async -> Result<SettingsFindings, Failure> {
        switch await identify() {
        case .failure(let failure): .failure(failure)
        case .success(let identity): .success(await adapter.settings(of: identity, settingsTarget, access))
        }
    }

    /// What stands in the way of a step now.
    func obstacle(to step: SettingStep) async -> Failure? {
        guard let failure = await adapter.obstacle(to: step, access) else { return nil }
        return await diagnosed(failure)
    }

    /// How the setting of a step is now.
    func readBack(_ step: SettingStep) async -> Result<SettingReadBack, Failure> { await adapter.readBack(step, access) }

    /// The same, repeated after growing pauses until the change shows, because an exchange may take a while.
    func readBackUntilInForce(_ step: SettingStep) async -> Result<SettingReadBack, Failure> {
        let repetitions =
            switch adapter.pace(of: step) {
            case .prompt: requests.limits.readBackRepetitions
            case .deferred: requests.limits.deferredRepetitions
            }
        var result = await readBack(step)
        for repetition in 0..<repetitions {
            if case .success(.inForce) = result { break }
            let pause = requests.limits.readBackPauseMilliseconds << Int64(min(repetition, 3))
            guard (try? await JobThread.pause(milliseconds: Int64(pause))) != nil else { break }
            result = await readBack(step)
        }
        return result
    }

    /// Makes a change. It is repeated only where the exchange has certainly not carried it out.
    func make(_ change: Query<ChangeAccepted>) async -> Result<ChangeAccepted, Failure> {
        switch await send(.change, change) {
        case .success(let taken): .success(taken)
        case .failure(let failure): .failure(await diagnosed(failure))
        }
    }

    private func identify() async -> Result<Adapter.Identification, Failure> {
        let client = SettingsClient(session: self)
        var result = await adapter.identify(client)
        if case .failure(let failure) = result, failure.cause == .clockSkew, clock.takeOwnTime() { result = await adapter.identify(client) }
        switch result {
        case .failure(let failure): return .failure(await diagnosed(failure))
        case .success(let who):
            let refusal = AccountReview.refusal(
                of: who.identity, withdrawal: target.withdrawal,
                exchangeTime: AccountReview.exchangeTime(LocalClock.unixMilliseconds, offsetMilliseconds: clock.offsetMilliseconds))
            return refusal.map { .failure($0) } ?? .success(who)
        }
    }

    /// What a failure means, where one code has several causes.
    private func diagnosed(_ failure: Failure) async -> Failure {
        await adapter.diagnosis(of: failure, of: nil, SettingsClient(session: self))
    }

    fileprivate func send<Response: Sendable>(_ intent: RateLimitedClient.Intent, _ query: Query<Response>) async -> Result<
        Response, Failure
    > {
        await requests.send(intent) {
            query.request(
                Access(
                    site: target.site, environment: target.environment,
                    unixMilliseconds: LocalClock.unixMilliseconds + clock.offsetMilliseconds))
        } decode: {
            query.decode($0)
        }
    }
}

/// Asks for the settings of one account.
private struct SettingsClient<Adapter: SettingsAdapter>: ExchangeClient {
    let session: SettingsSession<Adapter>

    func send<Response: Sendable>(_ query: Query<Response>) async -> Result<Response, Failure> {
        await session.send(.read, query)
    }
}

/// How far the exchange's clock is ahead. Its time endpoint can be stale; then this machine's own time is used.
final class SettingsClock: Sendable {
    private let offset: Mutex<Int64>

    init(offsetMilliseconds: Int64) {
        offset = Mutex(offsetMilliseconds)
    }

    var offsetMilliseconds: Int64 { offset.withLock { $0 } }

    /// Switches to this machine's own time; false where that was in use already.
    func takeOwnTime() -> Bool {
        offset.withLock { offset in
            let differed = offset.magnitude > 1_000
            offset = 0
            return differed
        }
    }
}

/// The failures of settings that cannot be read, or not changed as planned.
enum SettingsWords {
    static let noSettings = Failure(
        .featureUnavailable,
        message: Phrase(en: "This version knows no futures settings of this exchange.", zh: "此版本不支持该交易所的合约设置。"),
        remedy: [Phrase(en: "Update the program.", zh: "请更新程序。")])

    static let notPlanned = Failure(
        .featureUnavailable, message: Phrase(en: "This step was not planned for this exchange.", zh: "此步骤并非为该交易所所计划。"),
        remedy: [Phrase(en: "Look at the settings again.", zh: "请重新查看设置。")])

    static let withoutEffect = Failure(
        .settingsDiffer,
        message: Phrase(en: "The exchange accepted the change, and the setting is as before.", zh: "交易所接受了修改，但设置未变。"),
        remedy: [Phrase(en: "Check again in a while; if it stays, look at it on the website.", zh: "请稍后重新检查；若仍如此，请到网页查看。")])

    static let pending = Failure(
        .settingsDiffer,
        message: Phrase(
            en: "The exchange took the change up, and it does not show yet; it may still be made.",
            zh: "交易所已受理修改，但尚未生效；稍后仍可能生效。"),
        remedy: [Phrase(en: "Look at the settings again in a minute, before you change anything else.", zh: "请一分钟后重新查看设置，再作其他修改。")])

    static let contradicted = Failure(
        .settingsDiffer,
        message: Phrase(
            en: "The exchange says that there is nothing to change, and the setting reads otherwise.", zh: "交易所称无需修改，但读取到的设置并非如此。"),
        remedy: [Phrase(en: "Look at it on the website.", zh: "请到网页查看。")])

    static let unreadable = Failure(
        .replyNotUnderstood,
        message: Phrase(en: "The exchange no longer tells a value of the setting that is known here.", zh: "交易所此后给出的该设置的值无法识别。"),
        remedy: [Phrase(en: "Look at it on the website.", zh: "请到网页查看。")])

    /// The setting changed, but not to the wanted value.
    static func partly(_ value: SettingValue, wanted: SettingValue?) -> Failure {
        let (now, wanted) = (value.words, wanted?.words ?? SettingWords.unread)
        return Failure(
            .settingsDiffer,
            message: Phrase(
                en: "The change was made in part only: it is now “\(now.english)”, not “\(wanted.english)”.",
                zh: "修改仅部分生效：现为“\(now.simplifiedChinese)”，而非“\(wanted.simplifiedChinese)”。"),
            remedy: [Phrase(en: "Look at the settings again, and apply what is left.", zh: "请重新查看设置，再执行剩余的修改。")])
    }
}
