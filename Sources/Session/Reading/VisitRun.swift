import Domain
import Exchanges
import HTTP

/// One visit under way: clock, identity and what needs no key, then everything else at once.
struct VisitRun {
    let adapter: any ExchangeAdapter
    let asker: RequestAsker
    /// Asks for announcements only, with less patience.
    let inquirer: RequestAsker
    let board: MaintenanceBoard
    let clocks: SharedAnswers<ClockReading>
    let prices: SharedAnswers<OKXPartReply>
    /// `nil` where nobody wants totals in euros.
    let euros: EuroBoard?
    let visit: AccountVisit
    let checklist: Checklist
    let purpose: Purpose

    enum Purpose: Hashable, Sendable {
        case reading
        /// The announced maintenance is read on the way, so that it can be named.
        case verification
    }

    func snapshot() async -> Result<AccountSnapshot, Failure> {
        switch purpose {
        case .reading: break
        // Nothing waits for it: where it does not come in time, there is just nothing to say about it.
        case .verification: board.inquire(at: visit.site, adapter, inquirer)
        }
        // Over a long line a round trip is saved by not waiting for the exchange's time. Most clocks are right enough for the exchange.
        let (reader, wait) = (reader, ClockWait(patienceMilliseconds: asker.limits.clockPatienceMilliseconds))
        async let open = reader.open(after: wait)
        async let early = reader.identity(ifLate: wait)
        let clock: ClockReading
        switch await self.clock() {
        case .success(let reading): clock = reading
        case .failure(let failure):
            wait.end(.failed)
            let failure = await explained(failure)
            checklist.settle(.reach, .failed(failure))
            return .failure(failure)
        }
        let isNear = clock.roundTripMilliseconds < asker.limits.nearMilliseconds
        wait.end(isNear ? .near : .inTime)
        var offset = clock.offsetMilliseconds
        checklist.settle(.reach, .ok(reachWords(clock)))
        checklist.settle(.clock, AccountReview.clock(offsetMilliseconds: offset))

        var identityResult: Result<Identity, Failure>
        var ownTime = OwnTime.untried
        switch await early {
        // That was asked by this machine's clock.
        case .failure(let failure)? where failure.cause == .clockSkew:
            ownTime = .refused
            identityResult = await reader.identity(offset)
        case let result?:
            identityResult = result
            if case .success = result, offset.magnitude > Self.acceptedMilliseconds {
                checklist.settle(.clock, .ok(StaleTimePage.remark(offsetMilliseconds: offset)))
                offset = 0
            }
        case nil: identityResult = await reader.identity(offset)
        }
        // The clock may have been set between the measurement and the request; a second refusal is final.
        if case .failure(let failure) = identityResult, failure.cause == .clockSkew, case .success(let clock) = await measureClock() {
            offset = clock.offsetMilliseconds
            checklist.settle(.clock, AccountReview.clock(offsetMilliseconds: offset))
            identityResult = await reader.identity(offset)
        }
        // A page that tells the time can be stale (a cache before it is enough), and then correcting our clock by it is the mistake.
        if case .failure(let failure) = identityResult, failure.cause == .clockSkew, ownTime == .untried,
            offset.magnitude > Self.sameTimeMilliseconds
        {
            let withOwnTime = await reader.identity(0)
            if case .failure(let second) = withOwnTime, second.cause == .clockSkew {
                ownTime = .refused
            } else {
                identityResult = withOwnTime
                checklist.settle(.clock, .ok(StaleTimePage.remark(offsetMilliseconds: offset)))
                offset = 0
            }
        }
        if case .failure(let failure) = identityResult, failure.cause == .clockSkew, ownTime == .refused,
            offset.magnitude > Self.sameTimeMilliseconds
        {
            identityResult = .failure(StaleTimePage.failure(failure, offsetMilliseconds: offset))
        }
        let identity: Identity
        switch identityResult {
        case .success(let read): identity = read
        case .failure(let failure):
            let failure = await explained(failure)
            settle(signInFailure: failure)
            return .failure(failure)
        }
        settle(identity)
        if let refusal = AccountReview.refusal(of: identity, withdrawal: visit.withdrawalRule) { return .failure(refusal) }
        let result = await readBalances(identity, offset, await open, isNear ? .inTurn : .atOnce)
        if purpose == .verification, let remark = maintenanceRemark {
            let words = reachWords(clock)
            checklist.settle(
                .reach,
                .ok(
                    Phrase(
                        en: "\(words.english) \(remark.english)", zh: "\(words.simplifiedChinese)\(remark.simplifiedChinese)")))
        }
        return result
    }

    private var reader: PartReader { PartReader(adapter: adapter, asker: asker, inquirer: inquirer, prices: prices, visit: visit) }

    // MARK: Steps

    /// Measured for a verification; a reading takes what was measured within the last minute.
    private func clock() async -> Result<ClockReading, Failure> {
        switch purpose {
        case .verification: return await measureClock()
        case .reading:
            let (adapter, asker, site) = (adapter, asker, visit.site)
            let shared = await clocks.answer(site.restOrigin, freshMilliseconds: asker.limits.clockFreshMilliseconds) {
                await Self.measureClock(adapter, asker, site)
            }
            guard let shared else { return .failure(adapter.failure(for: .cancelled, site: site)) }
            if case .success(let reading) = shared, reading.isOutdated { return await measureClock() }
            return shared
        }
    }

    private func measureClock() async -> Result<ClockReading, Failure> { await Self.measureClock(adapter, asker, visit.site) }

    private static func measureClock(_ adapter: any ExchangeAdapter, _ asker: RequestAsker, _ site: Site) async -> Result<
        ClockReading, Failure
    > {
        await asker.ask {
            adapter.clockRequest(site: site).exclusive
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
            let announced = await board.announcements(at: visit.site, adapter, inquirer),
            let maintenance = Maintenance.underWay(among: announced, in: visit.environment)
        else { return failure }
        let name = Catalog.exchanges.first { $0.id == visit.exchange }?.name ?? visit.exchange
        return MaintenanceWords.failure(maintenance, exchange: name, in: failure)
    }

    private var maintenanceRemark: Phrase? {
        board.known(at: visit.site).flatMap {
            Maintenance.worthSaying(among: $0, in: visit.environment, unixMilliseconds: LocalClock.unixMilliseconds)
        }.map(MaintenanceWords.remark)
    }

    private func readBalances(
        _ identity: Identity, _ offset: Int64, _ open: PartReader.Parts, _ order: PartReader.Order
    ) async -> Result<AccountSnapshot, Failure> {
        var parts = open
        parts.merge(await reader.read(OKXPart.everyVisit.filter { open[$0] == nil && $0 != .identity }, offset, order)) { $1 }
        parts.merge(await reader.read(adapter.followUps(after: parts), offset)) { $1 }

        for (part, result) in parts {
            if case .failure(let failure) = result { parts[part] = .failure(await explained(failure)) }
        }
        if case .failure(let failure) = parts[.trading], case .failure = parts[.funding], case .failure = parts[.valuation] {
            checklist.settle(.balances, .failed(failure))
            return .failure(failure)
        }
        let snapshot = adapter.assemble(
            identity: identity, parts: parts, clockOffsetMilliseconds: offset, asOf: LocalClock.now, options: visit.options
        ).adding(euros: euroRate(parts, offset))
        checklist.settle(.settings, AccountReview.settings(of: snapshot.futures, use: visit.options.futures))
        if let notice = snapshot.notices.first(where: { $0.warning == .partial }) {
            checklist.settle(.balances, .warning(notice))
        } else {
            let count = snapshot.wallets.reduce(0) { $0 + $1.assets.count }
            let remarks = snapshot.remarks.map(\.message)
            checklist.settle(
                .balances,
                .ok(
                    Phrase(
                        en: (["\(count) balances in \(snapshot.wallets.count) wallets."] + remarks.map(\.english)).joined(separator: " "),
                        zh: (["\(snapshot.wallets.count) 个账户，\(count) 项余额。"] + remarks.map(\.simplifiedChinese)).joined())))
        }
        return .success(snapshot)
    }

    /// What is known of the euro. Where that is nothing, this account is asked, which nothing waits for: the next reading knows.
    private func euroRate(_ parts: PartReader.Parts, _ offset: Int64) -> ExchangeRates.Rate? {
        guard let euros, case .success(.valuation(let valuation))? = parts[.valuation] else { return nil }
        let (adapter, inquirer, reader) = (adapter, inquirer, reader)
        return euros.rate(at: visit.site, visit.environment, dollars: valuation.total) {
            guard
                case .success(.valuation(let valuation)) = await inquirer.ask(
                    .read, .once,
                    request: {
                        reader.request(.euroValuation, offset)
                    }, decode: { adapter.decode(.euroValuation, $0) })
            else { return nil }
            return valuation.total
        }
    }

    /// Whether a request that bears this machine's own time has been turned away.
    private enum OwnTime: Hashable {
        case untried
        case refused
    }

    /// Where this machine's own time was accepted, the exchange's clock is not further away (OKX API guide, "Making Requests").
    private static let acceptedMilliseconds: Int64 = 30_000

    /// Clocks that differ by less are the same to an exchange.
    private static let sameTimeMilliseconds: Int64 = 1_000

    // MARK: Rows

    private func settle(_ identity: Identity) {
        let kind =
            switch identity.kind {
            case .main?: Phrase(en: ", main account", zh: "，母账户")
            case .sub?: Phrase(en: ", sub-account", zh: "，子账户")
            case nil: Phrase(verbatim: "")
            }
        let label = identity.label.isEmpty ? "" : " (\(identity.label))"
        let masked = visit.credentials.maskedKey
        checklist.settle(.key, .ok(Phrase(en: "\(masked)\(label)\(kind.english).", zh: "\(masked)\(label)\(kind.simplifiedChinese)。")))
        checklist.settle(.secret, .ok(Self.rightSecret))
        let page = visit.options.keyPage
        checklist.settle(.address, AccountReview.address(of: identity, keyPage: page))
        checklist.settle(.permissions, AccountReview.permissions(of: identity, keyPage: page))
        checklist.settle(.withdrawal, AccountReview.withdrawal(of: identity, rule: visit.withdrawalRule, keyPage: page))
        checklist.settle(.environment, .ok(environmentWords))
    }

    /// What the failure to sign in says about the other rows. The exchange does not document the order in which it looks at a
    /// request, so only what the failure itself presupposes is taken as proved.
    private func settle(signInFailure failure: Failure) {
        let row = failure.cause.traits.row
        switch row {
        case .reach, .clock, .key: break
        case .secret, .address, .environment: checklist.settle(.key, .ok(Self.known))
        case .permissions, .withdrawal, .settings, .balances:
            checklist.settle(.key, .ok(Self.known))
            checklist.settle(.secret, .ok(Self.rightSecret))
            checklist.settle(.address, .ok(Phrase(en: "This address is allowed.", zh: "当前地址可用。")))
            checklist.settle(.environment, .ok(environmentWords))
        }
        checklist.settle(row, .failed(failure))
    }

    private static let known = Phrase(en: "The exchange knows the key.", zh: "交易所认识该 API Key。")
    private static let rightSecret = Phrase(en: "Secret Key and Passphrase are right.", zh: "Secret Key 和 Passphrase 正确。")

    private func reachWords(_ clock: ClockReading) -> Phrase {
        let milliseconds = clock.roundTripMilliseconds
        guard visit.site.restOrigin.hasPrefix("https:") else {
            return Phrase(
                en: "Connected, unencrypted on this machine; answered in \(milliseconds) ms.", zh: "已连接（本机未加密连接），\(milliseconds) 毫秒内回复。")
        }
        return Phrase(
            en: "Name, connection and certificate are in order; answered in \(milliseconds) ms.",
            zh: "域名、连接与证书均正常，\(milliseconds) 毫秒内回复。")
    }

    private var environmentWords: Phrase {
        switch visit.environment {
        case .live: Phrase(en: "Live trading.", zh: "实盘。")
        case .demo: Phrase(en: "Demo trading.", zh: "模拟盘。")
        }
    }
}
