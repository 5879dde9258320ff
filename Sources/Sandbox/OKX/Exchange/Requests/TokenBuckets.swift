/// One bucket of requests for each endpoint and whoever is counted there: an account, or an address where no key is needed.
struct TokenBuckets: Sendable {
    private struct Name: Hashable {
        let endpoint: Endpoint
        let counted: String
    }

    private struct Bucket {
        /// Requests times the window in milliseconds, so that refilling stays in whole numbers.
        var level: Int64
        var filledAtMilliseconds: Int64
    }

    private var buckets: [Name: Bucket] = [:]
    private static let greatestCount = 1024

    /// Takes one request out of the bucket.
    /// - Parameter milliseconds: a clock that never goes back.
    /// - Returns: `nil` when there was one, otherwise the refusal.
    mutating func take(_ endpoint: Endpoint, countedFor counted: String, atMilliseconds milliseconds: Int64) -> Refusal? {
        let limit = endpoint.limit
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
        guard bucket.level >= cost else { return .rateLimited }
        bucket.level -= cost
        return nil
    }
}

/// How many requests are allowed in a window.
struct RateLimit: Hashable, Sendable {
    let requests: Int64
    let perMilliseconds: Int64
}
