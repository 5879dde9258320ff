import Domain
import Exchanges
import Synchronization

/// Rates that an exchange tells only through an account. One account is asked for all now and then, and no reading waits for it.
final class LateRateCache: Sendable {
    private struct Entry {
        var rate: ExchangeRates.Rate?
        /// When it was last asked for.
        var askedAt: Int64
    }

    private let entries = Mutex<[String: Entry]>([:])
    private static let capacity = 64

    init() {}

    /// The known rate of that name. An old or missing one is asked for by `inquiry`, which is `nil` where this account cannot tell it.
    func rate(_ name: String, _ inquiry: LateRate?, _ client: any ExchangeClient) -> ExchangeRates.Rate? {
        let now = LocalClock.steadyMilliseconds
        let (known, isDue) = entries.withLock { entries -> (ExchangeRates.Rate?, Bool) in
            let entry = entries[name]
            guard let inquiry, entry.map({ now - $0.askedAt >= inquiry.freshMilliseconds }) ?? true,
                entry != nil || entries.count < Self.capacity
            else { return (entry?.rate, false) }
            entries[name] = Entry(rate: entry?.rate, askedAt: now)
            return (entry?.rate, true)
        }
        if isDue, let inquiry {
            Task.detached(executorPreference: JobThread.shared) { [self] in
                guard let rate = await inquiry.ask(client) else {
                    entries.withLock { $0[name]?.askedAt = now - inquiry.freshMilliseconds + inquiry.retryMilliseconds }
                    return
                }
                entries.withLock { $0[name]?.rate = rate }
            }
        }
        return known
    }
}
