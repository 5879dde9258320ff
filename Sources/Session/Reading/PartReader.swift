import Domain
import Exchanges
import HTTP

/// Asks for the parts of one account.
struct PartReader<Adapter: ExchangeAdapter>: Sendable {
    let adapter: Adapter
    let requests: RateLimitedClient
    /// Asks for what nobody is to wait for, with a shorter time limit.
    let quickRequests: RateLimitedClient
    /// What is kept of parts, for one account or for all.
    let kept: SingleFlightCache<any Sendable>
    let target: AccountRequest
    /// Whether what is kept for this account may do, or everything about it is asked anew.
    let purpose: FetchPurpose

    enum Order: Hashable, Sendable {
        case atOnce
        /// Each when the one before has been answered, so that one connection serves all; or when that takes its time.
        case inTurn
    }

    /// Parts that do not depend on one another. `offset` is how far the exchange's clock is ahead, in milliseconds.
    func read(_ wanted: [Adapter.Part], _ offset: Int64, _ order: Order = .atOnce) async -> Adapter.Parts {
        await withTaskGroup(of: (Adapter.Part, Result<Adapter.PartReply, Failure>)?.self) { group in
            var parts: Adapter.Parts = [:]
            func takeNext() async {
                if case (let part, let result)?? = await group.next() { parts[part] = result }
            }
            for part in wanted {
                group.addTask { (part, await answer(part, offset)) }
                guard order == .inTurn, part != wanted.last else { continue }
                group.addTask {
                    _ = try? await JobThread.pause(milliseconds: requests.limits.turnMilliseconds)
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
    func open(after wait: ClockWait) async -> Adapter.Parts {
        switch await wait.outcome {
        case .failed, .near: [:]
        case .inTime, .late: await read(adapter.parts(in: target.environment).filter { adapter.rule(of: $0).access == .open }, 0)
        }
    }

    /// Who signs in, by this machine's clock; `nil` where there is no need for that.
    func identity(ifLate wait: ClockWait) async -> Result<Adapter.Identification, Failure>? {
        await wait.outcome == .late ? await identity(0) : nil
    }

    func identity(_ offset: Int64) async -> Result<Adapter.Identification, Failure> {
        await adapter.identify(client(offset))
    }

    /// Asks as often as may help.
    func client(_ offset: Int64, _ persistence: RateLimitedClient.Persistence = .repeated) -> ConnectionClient {
        ConnectionClient(
            requests: requests, persistence: persistence, place: target.place, offsetMilliseconds: offset,
            count: QueryLimit(limit: requests.limits.queriesOfPart))
    }

    /// Asks with a short time limit.
    func quickClient(_ offset: Int64, _ persistence: RateLimitedClient.Persistence) -> ConnectionClient {
        ConnectionClient(
            requests: quickRequests, persistence: persistence, place: target.place, offsetMilliseconds: offset,
            count: QueryLimit(limit: requests.limits.queriesOfPart))
    }

    private func answer(_ part: Adapter.Part, _ offset: Int64) async -> Result<Adapter.PartReply, Failure> {
        let rule = adapter.rule(of: part)
        let client =
            switch rule.urgency {
            case .awaited: client(offset)
            case .inPassing: quickClient(offset, .onlyNow)
            }
        let adapter = adapter
        let place = "\(adapter.id) \(target.place.requestAddresses) \(target.environment.rawValue)"
        switch rule.keeping {
        case .never: return await adapter.read(part, client)
        case .forEveryone(let milliseconds):
            return await keeping("\(place) \(part.rawValue)", max(milliseconds, requests.limits.sharedFreshMilliseconds)) {
                await adapter.read(part, client)
            }
        case .forAccount(let milliseconds):
            switch purpose {
            case .verification: return await adapter.read(part, client)
            case .reading:
                let account = target.key.account.name
                return await keeping("\(place) \(part.rawValue) \(account)", milliseconds) { await adapter.read(part, client) }
            }
        }
    }

    private func keeping(
        _ name: String, _ freshMilliseconds: Int64, ask: @escaping @Sendable () async -> Result<Adapter.PartReply, Failure>
    ) async -> Result<Adapter.PartReply, Failure> {
        let cancelled = Result<Adapter.PartReply, Failure>.failure(
            adapter.failure(for: .cancelled, origin: adapter.clockRequest(at: target.place).origin))
        guard let answer = await kept.answer(name, freshMilliseconds: freshMilliseconds, ask: { await ask().map { $0 as any Sendable } })
        else {
            return cancelled
        }
        switch answer {
        case .failure(let failure): return .failure(failure)
        case .success(let value):
            // Under a name of this exchange nothing else is kept.
            if let value = value as? Adapter.PartReply { return .success(value) }
            return await ask()
        }
    }
}
