import Synchronization

/// When an exchange was last visited, which tells whether connections to it may still be open.
final class KnownOrigins: Sendable {
    private let lastVisits = Mutex<[String: Int64]>([:])
    private static let keptMilliseconds: Int64 = 60_000
    private static let capacity = 256

    init() {}

    enum Acquaintance: Hashable, Sendable {
        case recent
        case none
    }

    /// Notes a visit, and says whether there was one within the last minute.
    func visit(_ origin: String) -> Acquaintance {
        let now = LocalClock.steadyMilliseconds
        return lastVisits.withLock { visits in
            if visits.count >= Self.capacity { visits = visits.filter { now - $0.value < Self.keptMilliseconds } }
            defer { visits[origin] = now }
            return visits[origin].map { now - $0 < Self.keptMilliseconds } ?? false ? .recent : .none
        }
    }
}
