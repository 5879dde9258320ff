/// So many requests in so much time.
struct RateLimit: Hashable, Sendable {
    let requests: Int64
    let perMilliseconds: Int64
}
