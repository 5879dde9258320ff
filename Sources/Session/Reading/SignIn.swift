import Domain
import Exchanges

/// Signs in by the exchange's time, and by this machine's own where the page that tells the time is stale.
struct SignIn<Who: Sendable> {
    /// How far the exchange's clock is ahead, as it was found on the way.
    private(set) var offsetMilliseconds: Int64
    /// Where this machine's own time was accepted, the exchange's clock is not further away.
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

    /// `early` is what came of asking by this machine's clock already; `nil` where nobody did.
    mutating func result(early: Result<Who, Failure>?) async -> Result<Who, Failure> {
        var result = await first(early)
        // The clock may have been set between the measurement and the request; a second refusal is final.
        if Self.isSkewed(result), case .success(let clock) = await measureClock() {
            offsetMilliseconds = clock.offsetMilliseconds
            progress.settle(.clock, AccountReview.clock(offsetMilliseconds: offsetMilliseconds))
            result = await ask(offsetMilliseconds)
        }
        guard Self.isSkewed(result), offsetMilliseconds.magnitude > Self.sameTimeMilliseconds else { return result }
        // A page that tells the time can be stale (a cache before it is enough), and then correcting our clock by it is the mistake.
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

    /// Clocks that differ by less are the same to an exchange.
    private static var sameTimeMilliseconds: Int64 { 1_000 }
}
