import Domain
import Exchanges
import HTTP

/// Asks for the parts of one account.
struct PartReader: Sendable {
    typealias Parts = [OKXPart: Result<OKXPartReply, Failure>]

    let adapter: any ExchangeAdapter
    let asker: RequestAsker
    /// Asks for what nobody is to wait for, with less patience.
    let inquirer: RequestAsker
    let prices: SharedAnswers<OKXPartReply>
    let visit: AccountVisit

    enum Order: Hashable, Sendable {
        case atOnce
        /// Each when the one before has been answered, so that one connection serves all; or when that takes its time.
        case inTurn
    }

    /// Parts that do not depend on one another. `offset` is how far the exchange's clock is ahead, in milliseconds.
    func read(_ wanted: [OKXPart], _ offset: Int64, _ order: Order = .atOnce) async -> Parts {
        await withTaskGroup(of: (OKXPart, Result<OKXPartReply, Failure>)?.self) { group in
            var parts: Parts = [:]
            func takeNext() async {
                if case (let part, let result)?? = await group.next() { parts[part] = result }
            }
            for part in wanted {
                group.addTask { (part, await answer(part, offset)) }
                guard order == .inTurn, part != wanted.last else { continue }
                group.addTask {
                    _ = try? await JobThread.pause(milliseconds: asker.limits.turnMilliseconds)
                    return nil
                }
                // The end of this part, or of a pause: one that began before makes the next start early, which does no harm.
                await takeNext()
            }
            while parts.count < wanted.count { await takeNext() }
            group.cancelAll()
            return parts
        }
    }

    /// What needs no key, as soon as the exchange's time is there or late; over a short line that waits for its turn.
    func open(after wait: ClockWait) async -> Parts {
        switch await wait.outcome {
        case .failed, .near: [:]
        case .inTime, .late: await read(OKXPart.everyVisit.filter(\.isOpen), 0)
        }
    }

    /// Who signs in, by this machine's clock; `nil` where there is no need for that.
    func identity(ifLate wait: ClockWait) async -> Result<Identity, Failure>? {
        await wait.outcome == .late ? await identity(0) : nil
    }

    func identity(_ offset: Int64) async -> Result<Identity, Failure> {
        await asker.ask {
            request(.identity, offset)
        } decode: {
            adapter.decodeIdentity($0)
        }
    }

    func request(_ part: OKXPart, _ offset: Int64) -> HTTPRequest {
        // All requests of a visit take any of its connections, those that need no key too.
        adapter.accountRequest(
            part,
            access: Access(
                site: visit.site, environment: visit.environment, credentials: visit.credentials,
                unixMilliseconds: LocalClock.unixMilliseconds + offset)
        ).exclusive
    }

    private func answer(_ part: OKXPart, _ offset: Int64) async -> Result<OKXPartReply, Failure> {
        switch part {
        case .identity, .trading, .funding, .valuation, .positions, .euroValuation: await ask(asker, .repeated, part, offset)
        // The open ones are the same for every account, and the exchange counts who asks for them by address.
        case .prices, .fallbackPrices:
            await shared(part, freshMilliseconds: asker.limits.pricesFreshMilliseconds) { await ask(asker, .repeated, part, offset) }
        // Nobody is to wait for it: now or not at all.
        case .yuanRate:
            await shared(part, freshMilliseconds: Self.yuanRateMilliseconds) { await ask(inquirer, .onlyNow, part, offset) }
        }
    }

    private func ask(
        _ asker: RequestAsker, _ persistence: RequestAsker.Persistence, _ part: OKXPart, _ offset: Int64
    ) async -> Result<OKXPartReply, Failure> {
        await asker.ask(.read, persistence) {
            request(part, offset)
        } decode: {
            adapter.decode(part, $0)
        }
    }

    private func shared(
        _ part: OKXPart, freshMilliseconds: Int64, ask: @escaping @Sendable () async -> Result<OKXPartReply, Failure>
    ) async -> Result<OKXPartReply, Failure> {
        let name = "\(visit.site.restOrigin) \(visit.environment.rawValue) \(part.rawValue)"
        return await prices.answer(name, freshMilliseconds: freshMilliseconds, ask: ask)
            ?? .failure(adapter.failure(for: .cancelled, site: visit.site))
    }

    /// It is an average over two weeks.
    private static let yuanRateMilliseconds: Int64 = 600_000
}
