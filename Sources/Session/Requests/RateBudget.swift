import Crypto
import Domain
import Exchanges
import Synchronization

/// Keeps the requests of this process within an exchange's rate limits, so that none is refused.
///
/// A bucket of units for each limit and whoever is counted there. A bucket does not fill while one of its requests is under way, because
/// the exchange may count that request as late as its reply arrives.
package final class RateBudget: Sendable {
    /// The budget that everything in this process shares.
    package static let shared = RateBudget()

    /// Identifies an account without revealing its key.
    package struct Account: Hashable, Sendable {
        private let digest: [UInt8]

        init(apiKey: SecretBytes) {
            digest = SHA256.digest(of: apiKey)
        }

        /// A name for the account that reveals nothing of the key.
        var name: String { digest.map { String($0, radix: 16) }.joined(separator: ".") }
    }

    /// What was taken for a request, to be given back when that has ended.
    struct Token: Sendable {
        fileprivate let names: [Name]
    }

    enum Answer: Sendable {
        case granted(Token)
        /// The exchange has shut out this machine's address for so many milliseconds more.
        case banned(milliseconds: Int64)
        /// Ask again after so many milliseconds.
        case later(milliseconds: Int64)
    }

    fileprivate struct Name: Hashable {
        /// The host; the exchange's id where all of its hosts are counted together.
        let place: String
        let limit: String
        /// `nil`: everyone at this machine's address.
        let account: Account?
    }

    private struct Bucket {
        /// Units times the window in milliseconds, so that filling stays in whole numbers.
        var level: Int64
        var filledAt: Int64
        var underWay = 0
        /// What this process took within the last window.
        private var taken: [(at: Int64, weight: Int64)] = []
        let units: Int64
        let window: Int64

        init(_ allowance: RequestAllowance, _ now: Int64) {
            units = max(1, allowance.units)
            window = max(1, allowance.windowMilliseconds)
            level = units * window
            filledAt = now
        }

        mutating func fill(_ now: Int64) {
            if underWay == 0 { level = min(units * window, level + min(max(now - filledAt, 0), window) * units) }
            filledAt = now
        }

        mutating func note(_ weight: Int64, _ now: Int64) {
            taken.removeAll { now - $0.at >= window }
            // Many small entries are merged into one with the newest time.
            if taken.count >= 64 { taken = [(now, taken.reduce(0) { $0 + $1.weight })] }
            taken.append((now, min(max(weight, 0), units)))
        }

        /// What this process has used within a window.
        func own(_ now: Int64) -> Int64 { taken.reduce(0) { now - $1.at < window ? $0 + $1.weight : $0 } }

        /// A weight above the whole window counts as the whole window.
        func price(_ weight: Int64) -> Int64 { min(max(weight, 0), units) * window }
    }

    private let buckets = Mutex<[Name: Bucket]>([:])
    private static let capacity = 4_096
    /// Until when hosts, or exchanges by their ids, answer nobody here.
    private let bans = Mutex<[String: Int64]>([:])
    /// A longer one is looked at again after that time.
    private static let longestBanMilliseconds: Int64 = 86_400_000

    /// A budget that knows of no requests yet.
    package init() {}

    /// Takes what a request costs, of all its limits or of none. `now` is in milliseconds of a clock that is never set back.
    func take(_ costs: [RequestCost], at origin: String, of exchange: String, account: Account?, now: Int64) -> Answer {
        let named = costs.map { (name: Self.name($0.allowance, origin, exchange, account), cost: $0) }
        if let left = bans.withLock({ Self.left(of: $0, origin, exchange, now) }) { return .banned(milliseconds: left) }
        return buckets.withLock { buckets in
            var wait: Int64 = 0
            for (name, cost) in named {
                if buckets[name] == nil, buckets.count >= Self.capacity { Self.dropIdle(&buckets, now) }
                var bucket = buckets[name] ?? Bucket(cost.allowance, now)
                bucket.fill(now)
                buckets[name] = bucket
                let lacking = bucket.price(cost.weight) - bucket.level
                if lacking > 0 { wait = max(wait, 10, (lacking + bucket.units - 1) / bucket.units) }
            }
            guard wait == 0 else { return .later(milliseconds: wait) }
            for (name, cost) in named {
                guard let price = buckets[name]?.price(cost.weight) else { continue }
                buckets[name]?.level -= price
                buckets[name]?.note(cost.weight, now)
                buckets[name]?.underWay += 1
            }
            return .granted(Token(names: named.map(\.name)))
        }
    }

    /// The exchange has said that it answers nobody here for a while.
    func note(_ ban: RequestBan, at origin: String, of exchange: String, now: Int64) {
        let place =
            switch ban.span {
            case .host: origin
            case .exchange: exchange
            }
        let end = now + min(max(ban.milliseconds, 0), Self.longestBanMilliseconds)
        bans.withLock { bans in
            bans = bans.filter { $0.value > now }
            bans[place] = max(bans[place] ?? 0, end)
        }
    }

    private static func left(of bans: [String: Int64], _ origin: String, _ exchange: String, _ now: Int64) -> Int64? {
        [bans[origin], bans[exchange]].compactMap { $0.map { $0 - now } }.filter { $0 > 0 }.max()
    }

    private static func name(_ allowance: RequestAllowance, _ origin: String, _ exchange: String, _ account: Account?) -> Name {
        let counted: Account? =
            switch allowance.scope {
            case .account: account
            case .address: nil
            }
        let place =
            switch allowance.span {
            case .host: origin
            case .exchange: exchange
            }
        return Name(place: place, limit: allowance.name, account: counted)
    }

    /// The request of a token has ended. Answers how much of its limits is used, as far as the exchange has told.
    @discardableResult func giveBack(_ token: Token, _ end: End, now: Int64) -> [Share] {
        buckets.withLock { buckets in
            var shares: [Share] = []
            for name in token.names {
                guard var bucket = buckets[name] else { continue }
                bucket.fill(now)
                bucket.underWay = max(0, bucket.underWay - 1)
                switch end {
                case .counted(let uses):
                    for use in uses where use.name == name.limit {
                        bucket.level = min(bucket.level, (bucket.units - min(max(use.units, 0), bucket.units)) * bucket.window)
                        let share = LimitShare(name: name.limit, units: bucket.units, told: use.units, own: bucket.own(now))
                        shares.append(Share(place: name.place, share: share))
                    }
                case .refused: bucket.level = 0
                }
                buckets[name] = bucket
            }
            return shares
        }
    }

    /// How much of a limit is used at a place.
    struct Share: Sendable {
        let place: String
        let share: LimitShare
    }

    enum End: Sendable {
        /// With what the exchange told of its limits meanwhile: others may have used them too.
        case counted([LimitUse] = [])
        /// The exchange found that it was asked too often: another program uses the same account or address.
        case refused
    }

    /// Drops the buckets that are full again, since new ones are equal to them.
    private static func dropIdle(_ buckets: inout [Name: Bucket], _ now: Int64) {
        buckets = buckets.filter { $0.value.underWay > 0 || now - $0.value.filledAt < $0.value.window }
    }
}
