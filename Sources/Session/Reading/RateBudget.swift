import Crypto
import Exchanges
import Synchronization

/// Keeps the requests of this process within what an exchange allows, so that none is refused for coming too soon.
///
/// A bucket of tokens for each endpoint and whoever is counted there. A bucket does not fill while one of its requests is under
/// way, because that one may reach the exchange as late as its reply comes.
package final class RateBudget: Sendable {
    /// The one of this process.
    package static let shared = RateBudget()

    /// Stands for an account without telling its key.
    package struct Account: Hashable, Sendable {
        private let digest: [UInt8]

        init(_ credentials: Credentials) {
            digest = SHA256.digest(of: credentials.apiKey)
        }
    }

    /// A token that was taken, to be given back when the request has ended.
    struct Token: Sendable {
        fileprivate let name: Name
    }

    enum Answer: Sendable {
        case granted(Token)
        /// Ask again after so many milliseconds.
        case later(milliseconds: Int64)
    }

    fileprivate struct Name: Hashable {
        let origin: String
        let endpoint: String
        /// `nil`: everyone at this machine's address.
        let account: Account?
    }

    private struct Bucket {
        /// Requests times the window in milliseconds, so that filling stays in whole numbers.
        var level: Int64
        var filledAt: Int64
        var underWay = 0
        let full: Int64
        let requests: Int64
        let window: Int64

        mutating func fill(_ now: Int64) {
            if underWay == 0 { level = min(full, level + min(max(now - filledAt, 0), window) * requests) }
            filledAt = now
        }
    }

    private let buckets = Mutex<[Name: Bucket]>([:])
    private static let capacity = 4_096

    package init() {}

    /// Takes a token. `now` is in milliseconds of a clock that is never set back.
    func take(_ allowance: RequestAllowance, origin: String, account: Account?, now: Int64) -> Answer {
        let counted: Account? =
            switch allowance.scope {
            case .account: account
            case .address: nil
            }
        let name = Name(origin: origin, endpoint: allowance.endpoint, account: counted)
        return buckets.withLock { buckets in
            if buckets[name] == nil, buckets.count >= Self.capacity { Self.dropIdle(&buckets, now) }
            let full = allowance.requests * allowance.windowMilliseconds
            var bucket =
                buckets[name]
                ?? Bucket(
                    level: full, filledAt: now, full: full, requests: allowance.requests, window: allowance.windowMilliseconds)
            defer { buckets[name] = bucket }
            bucket.fill(now)
            let lacking = allowance.windowMilliseconds - bucket.level
            guard lacking > 0 else {
                bucket.level -= allowance.windowMilliseconds
                bucket.underWay += 1
                return .granted(Token(name: name))
            }
            return .later(milliseconds: max(10, (lacking + allowance.requests - 1) / allowance.requests))
        }
    }

    /// The request of a token has ended.
    func giveBack(_ token: Token, _ end: End, now: Int64) {
        buckets.withLock { buckets in
            guard var bucket = buckets[token.name] else { return }
            bucket.fill(now)
            bucket.underWay = max(0, bucket.underWay - 1)
            switch end {
            case .counted: break
            case .refused: bucket.level = 0
            }
            buckets[token.name] = bucket
        }
    }

    enum End: Sendable {
        case counted
        /// The exchange found that it was asked too often: another program uses the same account or address.
        case refused
    }

    /// Buckets that are full again say nothing that a new one would not.
    private static func dropIdle(_ buckets: inout [Name: Bucket], _ now: Int64) {
        buckets = buckets.filter { $0.value.underWay > 0 || now - $0.value.filledAt < $0.value.window }
    }
}
