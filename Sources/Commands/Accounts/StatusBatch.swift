import Core
import Domain
import Exchanges
import Session

/// Fetches many connections concurrently. What all of them need is asked for once, and the reader keeps to the exchange's rate limits.
struct StatusBatch {
    let reader: AccountReader

    /// Each fetch under way takes network connections and locked memory.
    private static let fetchesUnderWay = 40

    func reports(_ requests: [StatusRequest]) async -> [ConnectionReport] {
        var reports: [Int: ConnectionReport] = [:]
        await withTaskGroup(of: (Int, ConnectionReport).self) { group in
            for (index, request) in requests.enumerated() {
                if index >= Self.fetchesUnderWay, let (place, report) = await group.next() { reports[place] = report }
                group.addTask { (index, await report(request)) }
            }
            for await (place, report) in group { reports[place] = report }
        }
        return requests.indices.compactMap { reports[$0] }
    }

    private func report(_ request: StatusRequest) async -> ConnectionReport {
        switch request.target() {
        case .failure(let failure): return request.report(.failure(failure))
        case .success(let target):
            defer { target.key.wipe() }
            return request.report(await reader.read(target))
        }
    }
}
