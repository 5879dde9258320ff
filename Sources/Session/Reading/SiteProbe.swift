import Domain
import Exchanges
import HTTP

/// Looks for the place that a key belongs to: asks several sites and environments, each with one signed read.
///
/// Which places may be asked is decided by `AccountPlace.others(in:)`, and by the user, who has to agree first.
struct SiteProbe: Sendable {
    let adapter: any ExchangeAdapter
    let transport: HTTPTransport
    let limits: ReadingLimits
    let budget: RateBudget

    /// Asks all places at once. Each host's clock is read first, so that a wrong clock does not look like a wrong key.
    func ask(_ target: AccountRequest, among places: [AccountPlace]) async -> ProbeFindings {
        let byClock = Dictionary(grouping: places) { adapter.clockRequest(at: $0).origin }
        let answers = await withTaskGroup(of: [ProbeFindings.Answer].self) { group in
            for places in byClock.values { group.addTask { await askTogether(target, places) } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        return ProbeFindings(places.compactMap { place in answers.first { $0.place == place } })
    }

    /// Asks places that have one clock.
    private func askTogether(_ target: AccountRequest, _ places: [AccountPlace]) async -> [ProbeFindings.Answer] {
        let requests = RateLimitedClient(
            adapter: adapter, transport: transport, limits: limits, key: target.key, budget: budget)
        switch await clockOffset(places[0], requests) {
        case .failure(let failure): return places.map { ProbeFindings.Answer($0, .noAnswer(failure)) }
        case .success(let offset):
            return await withTaskGroup(of: ProbeFindings.Answer.self) { group in
                for place in places {
                    group.addTask { ProbeFindings.Answer(place, await verdict(target, place, requests, offset)) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
    }

    private func clockOffset(_ place: AccountPlace, _ requests: RateLimitedClient) async -> Result<Int64, Failure> {
        await requests.send(.read, .once) {
            UnsignedRequest(adapter.clockRequest(at: place))
        } decode: { reply in
            adapter.decodeClock(reply).map { $0 - reply.startedAtUnixMilliseconds - reply.roundTripMilliseconds / 2 }
        }
    }

    private func verdict(
        _ target: AccountRequest, _ place: AccountPlace, _ requests: RateLimitedClient, _ offset: Int64
    ) async -> ProbeFindings.Verdict {
        var refusal = await refusal(target, place, requests, offset)
        // The time endpoint can be stale.
        if refusal?.cause == .clockSkew, offset.magnitude > 1_000 { refusal = await self.refusal(target, place, requests, 0) }
        return refusal.map(Self.verdict) ?? .works
    }

    /// The failure to sign in there; `nil` where that went well.
    private func refusal(
        _ target: AccountRequest, _ place: AccountPlace, _ requests: RateLimitedClient, _ offset: Int64
    ) async -> Failure? {
        func failure(_ adapter: some ExchangeAdapter) async -> Failure? {
            let client = ConnectionClient(
                requests: requests, persistence: .once, place: place, offsetMilliseconds: offset,
                count: QueryLimit(limit: requests.limits.queriesOfPart), connection: .shared)
            return await adapter.refusal(client)
        }
        return await failure(adapter)
    }

    /// An exchange that reports another problem knows the key.
    private static func verdict(_ failure: Failure) -> ProbeFindings.Verdict {
        if failure.cause.traits.mayBeElsewhere { return .notThere }
        return switch failure.cause.traits.row {
        case .secret, .address, .permissions: .known(failure)
        case .reach, .clock, .key, .withdrawal, .environment, .settings, .balances: .noAnswer(failure)
        }
    }
}
