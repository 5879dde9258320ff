/// One bucket of requests for each endpoint and whoever is counted there: an account, or an address where no key is needed.
struct TokenBuckets<Endpoint: Hashable & Sendable>: Sendable {
    private struct Name: Hashable, Sendable {
        let endpoint: Endpoint
        let counted: String
    }

    private struct Bucket: Sendable {
        /// Requests times the window in milliseconds, so that refilling stays in whole numbers.
        var level: Int64
        var filledAtMilliseconds: Int64
    }

    private var buckets: [Name: Bucket] = [:]
    private static var greatestCount: Int { 1024 }

    /// Takes one request out of the bucket.
    /// - Parameter milliseconds: a clock that never goes back.
    /// - Returns: whether there was one.
    mutating func take(_ endpoint: Endpoint, _ limit: RateLimit, countedFor counted: String, atMilliseconds milliseconds: Int64) -> Bool {
        let cost = limit.perMilliseconds
        let full = limit.requests * cost
        let name = Name(endpoint: endpoint, counted: counted)
        var bucket = buckets[name] ?? Bucket(level: full, filledAtMilliseconds: milliseconds)
        let elapsed = min(max(milliseconds - bucket.filledAtMilliseconds, 0), limit.perMilliseconds)
        bucket.level = min(full, bucket.level + elapsed * limit.requests)
        bucket.filledAtMilliseconds = milliseconds
        defer {
            if buckets[name] == nil && buckets.count >= Self.greatestCount { buckets.removeAll() }
            buckets[name] = bucket
        }
        guard bucket.level >= cost else { return false }
        bucket.level -= cost
        return true
    }
}

/// How many requests are allowed in a window.
struct RateLimit: Hashable, Sendable {
    let requests: Int64
    let perMilliseconds: Int64
}
