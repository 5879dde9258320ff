import Core
import Domain
import Exchanges
import Session

/// Fetches many connections side by side. What they all ask for is asked once, and the reader keeps within the exchange's limits.
struct StatusRound {
    let reader: AccountReader

    /// Each fetch under way has connections and locked memory.
    private static let fetchesUnderWay = 40

    func reports(_ errands: [StatusErrand]) async -> [ConnectionReport] {
        var reports: [Int: ConnectionReport] = [:]
        await withTaskGroup(of: (Int, ConnectionReport).self) { group in
            for (index, errand) in errands.enumerated() {
                if index >= Self.fetchesUnderWay, let (place, report) = await group.next() { reports[place] = report }
                group.addTask { (index, await report(errand)) }
            }
            for await (place, report) in group { reports[place] = report }
        }
        return errands.indices.compactMap { reports[$0] }
    }

    private func report(_ errand: StatusErrand) async -> ConnectionReport {
        switch errand.target() {
        case .failure(let failure): return errand.report(.failure(failure))
        case .success(let target):
            defer { target.key.wipe() }
            return errand.report(await reader.read(target))
        }
    }
}
