import Core
import Domain
import Exchanges
import Session

/// Visits many connections side by side. What they all ask for is asked once, and the reader keeps within the exchange's limits.
struct StatusRound {
    let reader: AccountReader

    /// Each visit under way has connections and locked memory.
    private static let visitsUnderWay = 40

    func reports(_ errands: [StatusErrand]) async -> [ConnectionReport] {
        var reports: [Int: ConnectionReport] = [:]
        await withTaskGroup(of: (Int, ConnectionReport).self) { group in
            for (index, errand) in errands.enumerated() {
                if index >= Self.visitsUnderWay, let (place, report) = await group.next() { reports[place] = report }
                group.addTask { (index, await report(errand)) }
            }
            for await (place, report) in group { reports[place] = report }
        }
        return errands.indices.compactMap { reports[$0] }
    }

    private func report(_ errand: StatusErrand) async -> ConnectionReport {
        switch errand.visit() {
        case .failure(let failure): return errand.report(.failure(failure))
        case .success(let visit):
            defer { visit.key.wipe() }
            return errand.report(await reader.read(visit))
        }
    }
}
