import Domain
import Exchanges
import HTTP
import Synchronization

/// What the sites have announced about maintenance. Each site is asked only now and then, for all connections together.
final class MaintenanceCache: Sendable {
    private struct Fetch {
        let task: Task<[Maintenance]?, Never>
        let startedAt: Int64
        /// `nil` while it is under way, and where nothing could be had.
        var announced: [Maintenance]?
    }

    private let fetches = Mutex<[String: Fetch]>([:])
    private static let freshMilliseconds: Int64 = 20_000
    private static let capacity = 64

    init() {}

    /// Asks, unless that was done just now, and waits for nothing.
    func prefetch(at place: AccountPlace, _ adapter: any ExchangeAdapter, _ requests: RateLimitedClient) {
        _ = fetch(at: place, adapter, requests)
    }

    /// What the site announces; `nil` where it could not be had.
    func announcements(at place: AccountPlace, _ adapter: any ExchangeAdapter, _ requests: RateLimitedClient) async -> [Maintenance]? {
        await fetch(at: place, adapter, requests).value
    }

    /// What the site has announced, as far as that is known already.
    func known(at place: AccountPlace, _ adapter: any ExchangeAdapter) -> [Maintenance]? {
        let host = adapter.maintenanceRequest(at: place).origin
        return fetches.withLock { $0[host]?.announced }
    }

    private func fetch(at place: AccountPlace, _ adapter: any ExchangeAdapter, _ requests: RateLimitedClient) -> Task<[Maintenance]?, Never>
    {
        let host = adapter.maintenanceRequest(at: place).origin
        let now = LocalClock.steadyMilliseconds
        return fetches.withLock { fetches in
            if let recent = fetches[host], now - recent.startedAt < Self.freshMilliseconds { return recent.task }
            if fetches.count >= Self.capacity { fetches.removeAll() }
            let task = Task.detached(executorPreference: JobThread.shared) { [weak self] in
                let result = await requests.send(.read, .onlyNow) {
                    UnsignedRequest(adapter.maintenanceRequest(at: place))
                } decode: {
                    adapter.decodeMaintenance($0)
                }
                let announced = try? result.get()
                self?.note(announced, from: host)
                return announced
            }
            fetches[host] = Fetch(task: task, startedAt: now)
            return task
        }
    }

    private func note(_ announced: [Maintenance]?, from host: String) {
        fetches.withLock { $0[host]?.announced = announced }
    }
}
