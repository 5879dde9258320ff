import Domain
import Exchanges
import HTTP
import Synchronization

/// What the sites have announced about maintenance. Each is asked at most now and then, whoever wants to know.
final class MaintenanceBoard: Sendable {
    private struct Inquiry {
        let task: Task<[Maintenance]?, Never>
        let startedAt: Int64
        /// `nil` while it is under way, and where nothing could be had.
        var announced: [Maintenance]?
    }

    private let inquiries = Mutex<[String: Inquiry]>([:])
    private static let freshMilliseconds: Int64 = 20_000
    private static let capacity = 64

    init() {}

    /// Asks, unless that was done just now, and waits for nothing.
    func inquire(at place: AccountPlace, _ adapter: any ExchangeAdapter, _ requests: RateLimitedClient) {
        _ = inquiry(at: place, adapter, requests)
    }

    /// What the site announces; `nil` where it could not be had.
    func announcements(at place: AccountPlace, _ adapter: any ExchangeAdapter, _ requests: RateLimitedClient) async -> [Maintenance]? {
        await inquiry(at: place, adapter, requests).value
    }

    /// What the site has announced, as far as that is known already.
    func known(at place: AccountPlace, _ adapter: any ExchangeAdapter) -> [Maintenance]? {
        let host = adapter.maintenanceRequest(at: place).origin
        return inquiries.withLock { $0[host]?.announced }
    }

    private func inquiry(at place: AccountPlace, _ adapter: any ExchangeAdapter, _ requests: RateLimitedClient) -> Task<[Maintenance]?, Never> {
        let host = adapter.maintenanceRequest(at: place).origin
        let now = LocalClock.steadyMilliseconds
        return inquiries.withLock { inquiries in
            if let recent = inquiries[host], now - recent.startedAt < Self.freshMilliseconds { return recent.task }
            if inquiries.count >= Self.capacity { inquiries.removeAll() }
            let task = Task.detached(executorPreference: JobThread.shared) { [weak self] in
                let result = await requests.ask(.read, .onlyNow) {
                    UnsignedRequest(adapter.maintenanceRequest(at: place))
                } decode: {
                    adapter.decodeMaintenance($0)
                }
                let announced = try? result.get()
                self?.note(announced, from: host)
                return announced
            }
            inquiries[host] = Inquiry(task: task, startedAt: now)
            return task
        }
    }

    private func note(_ announced: [Maintenance]?, from host: String) {
        inquiries.withLock { $0[host]?.announced = announced }
    }
}
