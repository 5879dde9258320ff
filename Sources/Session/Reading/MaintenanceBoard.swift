import Domain
import Exchanges
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
    func inquire(at site: Site, _ adapter: any ExchangeAdapter, _ asker: RequestAsker) {
        _ = inquiry(at: site, adapter, asker)
    }

    /// What the site announces; `nil` where it could not be had.
    func announcements(at site: Site, _ adapter: any ExchangeAdapter, _ asker: RequestAsker) async -> [Maintenance]? {
        await inquiry(at: site, adapter, asker).value
    }

    /// What the site has announced, as far as that is known already.
    func known(at site: Site) -> [Maintenance]? {
        inquiries.withLock { $0[site.restOrigin]?.announced }
    }

    private func inquiry(at site: Site, _ adapter: any ExchangeAdapter, _ asker: RequestAsker) -> Task<[Maintenance]?, Never> {
        let now = LocalClock.steadyMilliseconds
        return inquiries.withLock { inquiries in
            if let recent = inquiries[site.restOrigin], now - recent.startedAt < Self.freshMilliseconds { return recent.task }
            if inquiries.count >= Self.capacity { inquiries.removeAll() }
            let task = Task.detached(executorPreference: JobThread.shared) { [weak self] in
                let result = await asker.ask(.read, .onlyNow) {
                    UnsignedRequest(adapter.maintenanceRequest(site: site))
                } decode: {
                    adapter.decodeMaintenance($0)
                }
                let announced = try? result.get()
                self?.note(announced, at: site)
                return announced
            }
            inquiries[site.restOrigin] = Inquiry(task: task, startedAt: now)
            return task
        }
    }

    private func note(_ announced: [Maintenance]?, at site: Site) {
        inquiries.withLock { $0[site.restOrigin]?.announced = announced }
    }
}
