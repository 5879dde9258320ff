import Domain
import Synchronization

/// What a euro is worth, as the exchange values an account in both currencies. One account asks for all, now and then, and nothing waits
/// for it.
final class EuroBoard: Sendable {
    private struct Entry {
        var rate: ExchangeRates.Rate?
        /// When it was last asked for.
        var askedAt: Int64
    }

    private let entries = Mutex<[String: Entry]>([:])
    private static let freshMilliseconds: Int64 = 600_000
    private static let retryMilliseconds: Int64 = 60_000
    private static let capacity = 64
    /// Two valuations are written with cents: less would tell too few digits of a rate.
    private static let leastDollars = Amount(100)

    init() {}

    /// What is known. `ask` gives the worth of the account in euros, of which `dollars` is the worth in dollars.
    func rate(
        at site: Site, _ environment: TradingEnvironment, dollars: Amount?, ask: @escaping @Sendable () async -> Amount?
    ) -> ExchangeRates.Rate? {
        let name = "\(site.restOrigin) \(environment.rawValue)"
        let now = LocalClock.steadyMilliseconds
        let (known, isDue) = entries.withLock { entries -> (ExchangeRates.Rate?, Bool) in
            let entry = entries[name]
            guard let dollars, dollars >= Self.leastDollars, entry.map({ now - $0.askedAt >= Self.freshMilliseconds }) ?? true,
                entry != nil || entries.count < Self.capacity
            else { return (entry?.rate, false) }
            entries[name] = Entry(rate: entry?.rate, askedAt: now)
            return (entry?.rate, true)
        }
        if isDue, let dollars {
            Task.detached(executorPreference: JobThread.shared) { [self] in
                guard let euros = await ask(), euros > .zero, let units = euros.divided(by: dollars, scale: 8, rounding: .halfEven) else {
                    entries.withLock { $0[name]?.askedAt = now - Self.freshMilliseconds + Self.retryMilliseconds }
                    return
                }
                entries.withLock { $0[name]?.rate = .unitsPerDollar(units) }
            }
        }
        return known
    }
}
