import Core
import Exchanges
import HTTP

/// Sends the requests of one visit, within the visit's time, and repeats what may pass.
struct RequestAsker: Sendable {
    private let adapter: any ExchangeAdapter
    private let transport: HTTPTransport
    private let limits: ReadingLimits
    private let site: Site
    private let startedAt = LocalClock.steadyMilliseconds

    init(adapter: any ExchangeAdapter, transport: HTTPTransport, limits: ReadingLimits, site: Site) {
        self.adapter = adapter
        self.transport = transport
        self.limits = limits
        self.site = site
    }

    /// What the reply to a request says. `request` is called for each attempt, because a signature holds for a moment only.
    func ask<Value>(
        request makeRequest: () -> HTTPRequest, decode: (HTTPReply) -> Result<Value, Failure>
    ) async -> Result<Value, Failure> {
        var repetition = 0
        while true {
            let result = await attempt(makeRequest(), decode)
            guard case .failure(let failure) = result, mayPass(failure), repetition < limits.repetitions else { return result }
            let pause = jittered(limits.firstPauseMilliseconds << Int64(repetition))
            guard elapsed + pause < limits.repetitionMilliseconds else { return result }
            repetition += 1
            guard (try? await Task.sleep(for: .milliseconds(pause))) != nil else { return result }
        }
    }

    private func attempt<Value>(
        _ request: HTTPRequest, _ decode: (HTTPReply) -> Result<Value, Failure>
    ) async -> Result<Value, Failure> {
        let left = limits.visitMilliseconds - elapsed
        guard left > 0 else { return .failure(adapter.failure(for: .timedOut, site: site)) }
        var request = request
        request.limits = limits.request
        request.limits.totalMilliseconds = min(request.limits.totalMilliseconds, Int(left))
        switch await transport.send(request) {
        case .success(let reply): return decode(reply)
        case .failure(let failure): return .failure(adapter.failure(for: failure, site: site))
        }
    }

    private var elapsed: Int64 { LocalClock.steadyMilliseconds - startedAt }

    private func mayPass(_ failure: Failure) -> Bool {
        failure.retry != .never && (failure.cause == .rateLimited || failure.cause == .exchangeUnavailable)
    }

    /// Three quarters to five quarters, so that many clients that were turned away together do not come back together.
    private func jittered(_ milliseconds: Int64) -> Int64 {
        milliseconds * 3 / 4 + Int64.random(in: 0 ... max(1, milliseconds / 2))
    }
}
