import Domain
import Exchanges
import HTTP

/// Asks for the parts of one account.
struct PartReader<Adapter: ExchangeAdapter>: Sendable {
    let adapter: Adapter
    let requests: RateLimitedClient
    /// For requests that a reading should not wait for long, with a shorter time limit.
    let quickRequests: RateLimitedClient
    /// The cached parts, for one account or for all.
    let kept: SingleFlightCache<any Sendable>
    let target: AccountRequest
    /// Whether cached parts of this account may be used, or everything is asked again.
    let purpose: FetchPurpose

    enum Order: Hashable, Sendable {
        case atOnce
        /// One after the other, so that one connection serves all; a slow one is not waited for beyond `turnMilliseconds`.
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
                // The end of this part or of a pause. The pause of an earlier part may make the next one start early, which does no harm.
                await takeNext()
            }
            while parts.count < wanted.count { await takeNext() }
            group.cancelAll()
            return parts
        }
    }

    /// The public parts, asked as soon as the exchange's time is known or late; none for a near exchange, where they come in turn with the
    /// others.
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

    /// A client that repeats requests where that may help.
    func client(_ offset: Int64, _ persistence: RateLimitedClient.Persistence = .repeated) -> ConnectionClient {
        ConnectionClient(
            requests: requests, persistence: persistence, place: target.place, offsetMilliseconds: offset,
            count: QueryLimit(limit: requests.limits.queriesOfPart))
    }

    /// A client with a short time limit.
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
            // The cache has only values of this type under the names of this exchange.
            if let value = value as? Adapter.PartReply { return .success(value) }
            return await ask()
        }
    }
}
