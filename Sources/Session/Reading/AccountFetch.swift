import Domain
import Exchanges
import HTTP

/// One fetch under way: clock, identity and what needs no key, then everything else at once.
struct AccountFetch<Adapter: ExchangeAdapter> {
    let adapter: Adapter
    let requests: RateLimitedClient
    /// Asks for announcements only, with a shorter time limit.
    let quickRequests: RateLimitedClient
    let maintenance: MaintenanceCache
    let clocks: SingleFlightCache<ClockReading>
    let kept: SingleFlightCache<any Sendable>
    /// `nil` where totals are not wanted in currencies whose rate only an account tells.
    let lateRates: LateRateCache?
    let target: AccountRequest
    let progress: VerificationProgress
    let purpose: FetchPurpose

    func snapshot() async -> Result<AccountSnapshot, Failure> {
        switch purpose {
        case .reading: break
        // The verification does not wait for it; without an answer in time nothing is reported about maintenance.
        case .verification: maintenance.prefetch(at: target.place, adapter, quickRequests)
        }
        // Not waiting for the exchange's time saves a round trip; most local clocks are accurate enough for the exchange.
        let (reader, wait) = (reader, ClockWait(timeoutMilliseconds: requests.limits.clockTimeoutMilliseconds))
        async let open = reader.open(after: wait)
        async let early = reader.identity(ifLate: wait)
        let clock: ClockReading
        switch await self.clock() {
        case .success(let reading): clock = reading
        case .failure(let failure):
            wait.end(.failed)
            let failure = await explained(failure)
            progress.settle(.reach, .failed(failure))
            return .failure(failure)
        }
        let isNear = clock.roundTripMilliseconds < requests.limits.nearMilliseconds
        wait.end(isNear ? .near : .inTime)
        progress.settle(.reach, .ok(reachWords(clock)))
        progress.settle(.clock, AccountReview.clock(offsetMilliseconds: clock.offsetMilliseconds))

        var signIn = SignIn(
            offsetMilliseconds: clock.offsetMilliseconds, acceptedMilliseconds: adapter.timeWindowMilliseconds, progress: progress
        ) {
            await reader.identity($0)
        } measureClock: {
            await measureClock()
        }
        let who: Adapter.Identification
        switch await signIn.result(early: await early) {
        case .success(let read): who = read
        case .failure(let failure):
            let diagnosed = await adapter.diagnosis(of: failure, of: nil, reader.client(signIn.offsetMilliseconds, .once))
            let failure = await explained(diagnosed)
            settle(signInFailure: failure)
            return .failure(failure)
        }
        let exchangeTime = AccountReview.exchangeTime(LocalClock.unixMilliseconds, offsetMilliseconds: signIn.offsetMilliseconds)
        settle(who.identity, exchangeTime)
        if let refusal = AccountReview.refusal(of: who.identity, withdrawal: target.withdrawal, exchangeTime: exchangeTime) {
            return .failure(refusal)
        }
        let result = await readParts(who, signIn.offsetMilliseconds, await open, isNear ? .inTurn : .atOnce)
        settleMaintenance(clock)
        return result
    }

    private var reader: PartReader<Adapter> {
        PartReader(adapter: adapter, requests: requests, quickRequests: quickRequests, kept: kept, target: target, purpose: purpose)
    }

    // MARK: Steps

    /// Measured for a verification; a reading takes what was measured within the last minute.
    private func clock() async -> Result<ClockReading, Failure> {
        switch purpose {
        case .verification: return await measureClock()
        case .reading:
            let (adapter, requests, place) = (adapter, requests, target.place)
            let host = adapter.clockRequest(at: place).origin
            let shared = await clocks.answer("\(adapter.id) \(host)", freshMilliseconds: requests.limits.clockFreshMilliseconds) {
                await Self.measureClock(adapter, requests, place)
            }
            guard let shared else { return .failure(adapter.failure(for: .cancelled, origin: host)) }
            if case .success(let reading) = shared, reading.isOutdated { return await measureClock() }
            return shared
        }
    }

    private func measureClock() async -> Result<ClockReading, Failure> { await Self.measureClock(adapter, requests, target.place) }

    private static func measureClock(_ adapter: Adapter, _ requests: RateLimitedClient, _ place: AccountPlace) async -> Result<
        ClockReading, Failure
    > {
        await requests.send {
            UnsignedRequest(adapter.clockRequest(at: place).exclusive)
        } decode: { reply in
            adapter.decodeClock(reply).map { exchangeTime in
                let middle = reply.startedAtUnixMilliseconds + reply.roundTripMilliseconds / 2
                return ClockReading(offsetMilliseconds: exchangeTime - middle, roundTripMilliseconds: max(0, reply.roundTripMilliseconds))
            }
        }
    }

    /// The failure, or the maintenance that explains it.
    private func explained(_ failure: Failure) async -> Failure {
        guard failure.cause == .exchangeUnavailable, failure.retry != .never,
            let announced = await maintenance.announcements(at: target.place, adapter, quickRequests),
            let underWay = Maintenance.underWay(among: announced, in: target.environment)
        else { return failure }
        return MaintenanceWords.failure(underWay, exchange: adapter.profile.name, in: failure)
    }

    private var maintenanceRemark: Phrase? {
        maintenance.known(at: target.place, adapter).flatMap {
            Maintenance.worthSaying(among: $0, in: target.environment, unixMilliseconds: LocalClock.unixMilliseconds)
        }.map(MaintenanceWords.remark)
    }

    private func readParts(
        _ who: Adapter.Identification, _ offset: Int64, _ open: Adapter.Parts, _ order: PartReader<Adapter>.Order
    ) async -> Result<AccountSnapshot, Failure> {
        let wanted = adapter.parts(in: target.environment)
        var parts = open
        parts.merge(await reader.read(wanted.filter { open[$0] == nil }, offset, order)) { $1 }
        let more = adapter.followUps(after: parts)
        parts.merge(await reader.read(more, offset)) { $1 }
        let absent = absentParts(among: parts)
        for part in absent { parts[part] = nil }
        for (part, result) in parts {
            guard case .failure(let failure) = result else { continue }
            let diagnosed = await adapter.diagnosis(of: failure, of: part, reader.client(offset, .once))
            parts[part] = .failure(await explained(diagnosed))
        }
        let failed = (wanted + more).compactMap { part -> (part: Adapter.Part, failure: Failure)? in
            if case .failure(let failure)? = parts[part] { (part, failure) } else { nil }
        }
        if let (part, failure) = failed.first(where: { adapter.absence(of: $0.part, among: parts) == .fatal }) {
            progress.settle(adapter.rule(of: part).row, .failed(failure))
            return .failure(failure)
        }
        let snapshot = adapter.assemble(
            identity: who, parts: parts, clockOffsetMilliseconds: offset, asOf: LocalClock.now, options: target.options(adapter.profile)
        ).adding(lateRates(after: parts, offset)).telling(requests.limitShares)
        settle(snapshot)
        for part in absent where adapter.rule(of: part).row != .balances { progress.settle(adapter.rule(of: part).row, .skipped) }
        for (part, failure) in failed where adapter.rule(of: part).row != .balances {
            guard case .gap(let name) = adapter.absence(of: part, among: parts), let notice = MissingParts([(name, failure)]).notice
            else { continue }
            progress.settle(adapter.rule(of: part).row, .warning(notice))
        }
        return .success(snapshot)
    }

    /// The parts that are not offered here, unless nothing could be shown without them. They count as not asked for.
    private func absentParts(among parts: Adapter.Parts) -> [Adapter.Part] {
        parts.compactMap { part, result in
            guard case .failure(AbsentHost.failure) = result, adapter.absence(of: part, among: parts) != .fatal else { return nil }
            return part
        }
    }

    /// The known rates that only an account can tell. A missing one is asked of this account, without waiting for it.
    private func lateRates(after parts: Adapter.Parts, _ offset: Int64) -> ExchangeRates {
        guard let lateRates else { return .none }
        let client = reader.quickClient(offset, .once)
        let place = "\(adapter.id) \(target.place.requestAddresses) \(target.environment.rawValue)"
        var rates: [TotalCurrency: ExchangeRates.Rate] = [:]
        var awaited: Set<TotalCurrency> = []
        for currency in TotalCurrency.allCases {
            let inquiry = adapter.lateRate(of: currency, after: parts)
            rates[currency] = lateRates.rate("\(place) \(currency.rawValue)", inquiry, client)
            if inquiry != nil { awaited.insert(currency) }
        }
        return ExchangeRates(rates, awaited: awaited)
    }

    // MARK: Rows

    private func settle(_ snapshot: AccountSnapshot) {
        progress.settle(.settings, AccountReview.settings(of: snapshot.settings, use: target.futures))
        if let notice = snapshot.notices.first(where: { $0.warning == .partial }) {
            progress.settle(.balances, .warning(notice))
            return
        }
        let count = snapshot.wallets.reduce(0) { $0 + $1.assets.count }
        let remarks = snapshot.remarks.map(\.message)
        let balances = count == 1 ? "1 balance" : "\(count) balances"
        let wallets = snapshot.wallets.count == 1 ? "1 wallet" : "\(snapshot.wallets.count) wallets"
        progress.settle(
            .balances,
            .ok(
                Phrase(
                    en: (["\(balances) in \(wallets)."] + remarks.map(\.english)).joined(separator: " "),
                    zh: (["\(snapshot.wallets.count) 个账户，\(count) 项余额。"] + remarks.map(\.simplifiedChinese)).joined())))
    }

    /// The announced maintenance, beside how the exchange was reached.
    private func settleMaintenance(_ clock: ClockReading) {
        guard purpose == .verification, let remark = maintenanceRemark else { return }
        let words = reachWords(clock)
        progress.settle(
            .reach,
            .ok(Phrase(en: "\(words.english) \(remark.english)", zh: "\(words.simplifiedChinese)\(remark.simplifiedChinese)")))
    }

    private func settle(_ identity: Identity, _ exchangeTime: Int64) {
        let kind = identity.kind.map { Phrase(en: ", \($0.words.english)", zh: "，\($0.words.simplifiedChinese)") } ?? Phrase(verbatim: "")
        let label = identity.label.isEmpty ? "" : " (\(identity.label))"
        let masked = target.key.maskedKey
        let options = target.options(adapter.profile)
        let page = options.keyPage
        progress.settle(
            .key,
            AccountReview.key(
                of: identity, exchangeTime: exchangeTime,
                words: Phrase(en: "\(masked)\(label)\(kind.english).", zh: "\(masked)\(label)\(kind.simplifiedChinese)。"),
                keyPage: page, lifetime: options.keyLifetime))
        progress.settle(.secret, .ok(rightSecret))
        progress.settle(.address, AccountReview.address(of: identity, keyPage: page, unboundKeys: options.unboundKeys))
        progress.settle(.permissions, AccountReview.permissions(of: identity, keyPage: page))
        progress.settle(.withdrawal, AccountReview.withdrawal(of: identity, rule: target.withdrawal, keyPage: page))
        progress.settle(.environment, .ok(environmentWords))
    }

    /// What the failure to sign in says about the other rows. The exchange does not document the order in which it looks at a
    /// request, so only what the failure itself presupposes is taken as proved.
    private func settle(signInFailure failure: Failure) {
        let row = failure.cause.traits.row
        switch row {
        case .reach, .clock, .key: break
        case .secret, .address, .environment: progress.settle(.key, .ok(Self.known))
        case .permissions, .withdrawal, .settings, .balances:
            progress.settle(.key, .ok(Self.known))
            progress.settle(.secret, .ok(rightSecret))
            progress.settle(.address, .ok(Phrase(en: "This address is allowed.", zh: "当前地址可用。")))
            progress.settle(.environment, .ok(environmentWords))
        }
        progress.settle(row, .failed(failure))
    }

    private static var known: Phrase {
        Phrase(en: "The exchange knows the key.", zh: "API Key 有效。")
    }
    /// That the secrets that the key has are right, by their names.
    private var rightSecret: Phrase {
        let fields = adapter.profile.keyFields
        let given = fields.filter { $0.secrecy == .hidden && target.key.values[$0.id] != nil }
        let named = given.isEmpty ? fields.secrets : given
        let names = named.names()
        return Phrase(
            en: "\(names.english) \(named.count == 1 ? "is" : "are") right.", zh: "\(names.simplifiedChinese) 正确。")
    }

    private func reachWords(_ clock: ClockReading) -> Phrase {
        let milliseconds = clock.roundTripMilliseconds
        guard adapter.clockRequest(at: target.place).origin.hasPrefix("https:") else {
            return Phrase(
                en: "Connected, unencrypted on this machine; answered in \(milliseconds) ms.", zh: "已连接（本机未加密连接），\(milliseconds) 毫秒内回复。")
        }
        return Phrase(
            en: "Name, connection and certificate are in order; answered in \(milliseconds) ms.",
            zh: "域名、连接与证书均正常，\(milliseconds) 毫秒内回复。")
    }

    private var environmentWords: Phrase {
        switch target.environment {
        case .live: Phrase(en: "Live trading.", zh: "实盘。")
        case .demo: Phrase(en: "Demo trading.", zh: "模拟盘。")
        case .testnet: Phrase(en: "Testnet.", zh: "测试网。")
        }
    }
}

/// Why an account is read.
enum FetchPurpose: Hashable, Sendable {
    case reading
    /// Everything is asked anew, and the announced maintenance on the way, so that it can be named.
    case verification
}

/// One fetch to an exchange: which account, with the key to it, and what the user decided about it.
public typealias AccountRequest = AccountRecord<KeyHandle>

extension AccountRecord where Key == KeyHandle {
    func options(_ profile: ExchangeProfile) -> AssemblyOptions {
        AssemblyOptions(
            maskedKey: key.maskedKey, futures: futures, environment: environment,
            keyPage: profile.keyPage(site: site, environment: environment), unboundKeys: profile.unboundKeys,
            keyLifetime: profile.keyLifetime
        )
    }
}
