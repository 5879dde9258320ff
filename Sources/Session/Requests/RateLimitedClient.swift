import Domain
import Exchanges
import HTTP

/// Sends the requests of one fetch, within the fetch's time and the exchange's limits, and repeats what may pass.
package struct RateLimitedClient: Sendable {
    private let adapter: any ExchangeAdapter
    private let transport: HTTPTransport
    let limits: ReadingLimits
    /// `nil` where nothing is asked that needs a key.
    private let account: RateBudget.Account?
    private let signer: Signer
    private let budget: RateBudget
    private let startedAt = LocalClock.steadyMilliseconds
    private let shares = LimitShares()

    /// A client that signs with a key.
    package init(
        adapter: any ExchangeAdapter, transport: HTTPTransport, limits: ReadingLimits, key: KeyHandle,
        budget: RateBudget = .shared
    ) {
        self.init(adapter, transport, limits, key.account, Signer(key), budget)
    }

    /// A client without a key; the requests may carry other secrets.
    package init(
        adapter: any ExchangeAdapter, transport: HTTPTransport, limits: ReadingLimits, signer: Signer = .keyless,
        budget: RateBudget = .shared
    ) {
        self.init(adapter, transport, limits, nil, signer, budget)
    }

    private init(
        _ adapter: any ExchangeAdapter, _ transport: HTTPTransport, _ limits: ReadingLimits,
        _ account: RateBudget.Account?, _ signer: Signer, _ budget: RateBudget
    ) {
        self.adapter = adapter
        self.transport = transport
        self.limits = limits
        self.account = account
        self.signer = signer
        self.budget = budget
    }

    /// What a request does at the exchange.
    package enum Intent: Hashable, Sendable {
        case read
        /// Is never sent a second time while it is unknown whether the first had an effect.
        case change
    }

    /// How often a request is tried.
    package enum Persistence: Hashable, Sendable {
        /// Once, and only if that is allowed at once.
        case onlyNow
        case once
        /// Again after a pause, where the failure may pass.
        case repeated
    }

    /// What the reply to a request says. `request` is called for each attempt, because a signature holds for a moment only.
    package func send<Value>(
        _ intent: Intent = .read, _ persistence: Persistence = .repeated, request makeRequest: () -> UnsignedRequest,
        decode: (HTTPReply) -> Result<Value, Failure>
    ) async -> Result<Value, Failure> {
        var repetition = 0
        while true {
            let result = await attempt(persistence, makeRequest, decode)
            guard persistence == .repeated, case .failure(let failure) = result, Self.mayRepeat(intent, after: failure),
                repetition < limits.repetitions
            else { return result }
            let pause = jittered(limits.firstPauseMilliseconds << Int64(repetition))
            guard elapsed + pause < limits.repetitionMilliseconds else { return result }
            repetition += 1
            guard (try? await JobThread.pause(milliseconds: Int64(pause))) != nil else { return result }
        }
    }

    /// Whether the same request may be sent again after a pause.
    static func mayRepeat(_ intent: Intent, after failure: Failure) -> Bool {
        guard failure.cause == .rateLimited || failure.cause == .exchangeUnavailable else { return false }
        return switch (failure.retry, intent) {
        case (.never, _), (.readsOnly, .change): false
        // A failing service may have made the change all the same; only a rate limit is certain to apply before it.
        case (.later, .change): failure.cause == .rateLimited
        case (.later, .read), (.readsOnly, .read): true
        }
    }

    private func attempt<Value>(
        _ persistence: Persistence, _ makeRequest: () -> UnsignedRequest, _ decode: (HTTPReply) -> Result<Value, Failure>
    ) async -> Result<Value, Failure> {
        var request = makeRequest()
        guard !AbsentHost.isMeant(by: request.known) else { return .failure(AbsentHost.failure) }
        let exchange = adapter.id
        while true {
            let costs = adapter.costs(of: request.known)
            switch budget.take(costs, at: request.known.origin, of: exchange, account: account, now: LocalClock.steadyMilliseconds) {
            case .granted(let token):
                let (result, uses) = await send(request, decode)
                var end = RateBudget.End.counted(uses)
                if case .failure(let failure) = result, failure.cause == .rateLimited { end = .refused }
                shares.note(budget.giveBack(token, end, now: LocalClock.steadyMilliseconds))
                return result
            case .banned(let milliseconds): return .failure(Self.shutOut(adapter.profile.name, milliseconds))
            case .later(let milliseconds):
                guard persistence != .onlyNow, elapsed + milliseconds < limits.totalMilliseconds else { return .failure(Self.tooMany) }
                guard (try? await JobThread.pause(milliseconds: Int64(milliseconds))) != nil else {
                    return .failure(adapter.failure(for: .cancelled, origin: request.known.origin))
                }
                request = makeRequest()
            }
        }
    }

    private func send<Value>(
        _ request: UnsignedRequest, _ decode: (HTTPReply) -> Result<Value, Failure>
    ) async -> (result: Result<Value, Failure>, uses: [LimitUse]) {
        let left = limits.totalMilliseconds - elapsed
        guard left > 0 else { return (.failure(adapter.failure(for: .timedOut, origin: request.known.origin)), []) }
        var request = request
        request.known.limits = limits.request
        request.known.limits.totalMilliseconds = min(limits.request.totalMilliseconds, Int(left))
        let signed: HTTPRequest
        switch signer.sign(request) {
        case .success(let filled): signed = filled
        case .failure(let problem): return (.failure(problem.failure ?? adapter.failure(for: .cancelled, origin: request.known.origin)), [])
        }
        switch await transport.send(signed) {
        case .success(let reply):
            if let ban = adapter.ban(toldBy: reply) {
                budget.note(ban, at: signed.origin, of: adapter.id, now: LocalClock.steadyMilliseconds)
            }
            return (decode(reply), adapter.uses(toldBy: reply))
        case .failure(let failure): return (.failure(adapter.failure(for: failure, origin: request.known.origin)), [])
        }
    }

    /// How much of the exchange's limits is used, as its replies to this fetch told last; the most used first.
    var limitShares: [LimitShare] { shares.all }

    private var elapsed: Int64 { LocalClock.steadyMilliseconds - startedAt }

    /// Between three quarters and five quarters, so that many clients that were refused together do not return together.
    private func jittered(_ milliseconds: Int64) -> Int64 {
        milliseconds * 3 / 4 + Int64.random(in: 0...max(1, milliseconds / 2))
    }

    private static func shutOut(_ exchange: String, _ milliseconds: Int64) -> Failure {
        let minutes = max(1, (milliseconds + 59_999) / 60_000)
        return Failure(
            .rateLimited,
            message: Phrase(
                en: "\(exchange) has shut out this machine's address for asking too often; nothing is sent for another \(minutes) min.",
                zh: "本机地址因请求过于频繁被 \(exchange) 暂时封禁；\(minutes) 分钟内不再发送请求。"),
            remedy: [
                Phrase(
                    en: "Wait; let other programs at this address ask less often.", zh: "请等待，并降低同一地址上其他程序的请求频率。")
            ])
    }

    private static let tooMany = Failure(
        .rateLimited,
        message: Phrase(
            en: "This program had too many requests waiting for their turn at the exchange.", zh: "本程序等待发送的请求过多，未能按交易所限速及时发出。"),
        remedy: [Phrase(en: "Wait some seconds and try again.", zh: "请等待几秒后再试。")], retry: .later)
}
