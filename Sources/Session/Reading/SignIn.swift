import Domain
import Exchanges

/// Signs in with the exchange's time, or with this machine's own where the exchange's time endpoint is stale.
struct SignIn<Who: Sendable> {
    /// How far the exchange's clock is ahead, as it was found on the way.
    private(set) var offsetMilliseconds: Int64
    /// The largest offset at which the exchange accepts this machine's own time; a larger one that was accepted shows a stale time
    /// endpoint.
    let acceptedMilliseconds: Int64
    let progress: VerificationProgress
    let ask: (_ offsetMilliseconds: Int64) async -> Result<Who, Failure>
    let measureClock: () async -> Result<ClockReading, Failure>
    private var ownTime = OwnTime.untried

    init(
        offsetMilliseconds: Int64, acceptedMilliseconds: Int64, progress: VerificationProgress,
        ask: @escaping (Int64) async -> Result<Who, Failure>,
        measureClock: @escaping () async -> Result<ClockReading, Failure>
    ) {
        self.offsetMilliseconds = offsetMilliseconds
        self.acceptedMilliseconds = acceptedMilliseconds
        self.progress = progress
        self.ask = ask
        self.measureClock = measureClock
    }

    /// Whether a request that bears this machine's own time has been turned away.
    private enum OwnTime: Hashable {
        case untried
        case refused
    }

    /// `early` is the result of having asked with this machine's clock already; `nil` where that was not done.
    mutating func result(early: Result<Who, Failure>?) async -> Result<Who, Failure> {
        var result = await first(early)
        // The clock may have been set between the measurement and the request; a second refusal is final.
        if Self.isSkewed(result), case .success(let clock) = await measureClock() {
            offsetMilliseconds = clock.offsetMilliseconds
            progress.settle(.clock, AccountReview.clock(offsetMilliseconds: offsetMilliseconds))
            result = await ask(offsetMilliseconds)
        }
        guard Self.isSkewed(result), offsetMilliseconds.magnitude > Self.sameTimeMilliseconds else { return result }
        // The time endpoint can be stale, for instance behind a cache; correcting our clock by it is then wrong.
        if ownTime == .untried {
            let withOwnTime = await ask(0)
            guard Self.isSkewed(withOwnTime) else {
                takeOwnTime()
                return withOwnTime
            }
        }
        return result.mapError { StaleTimePage.failure($0, offsetMilliseconds: offsetMilliseconds) }
    }

    private mutating func first(_ early: Result<Who, Failure>?) async -> Result<Who, Failure> {
        guard let early else { return await ask(offsetMilliseconds) }
        if Self.isSkewed(early) {
            ownTime = .refused
            return await ask(offsetMilliseconds)
        }
        if case .success = early, offsetMilliseconds.magnitude > acceptedMilliseconds { takeOwnTime() }
        return early
    }

    private mutating func takeOwnTime() {
        progress.settle(.clock, .ok(StaleTimePage.remark(offsetMilliseconds: offsetMilliseconds)))
        offsetMilliseconds = 0
    }

    private static func isSkewed(_ result: Result<Who, Failure>) -> Bool {
        if case .failure(let failure) = result { failure.cause == .clockSkew } else { false }
    }

    /// Offsets below this make no difference to an exchange.
    private static var sameTimeMilliseconds: Int64 { 1_000 }
}
