/// What an account is read for.
enum FetchPurpose: Hashable, Sendable {
    case reading
    /// Everything is asked anew, and the announced maintenance on the way, so that it can be named.
    case verification
}
