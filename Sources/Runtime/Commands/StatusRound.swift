import Core
import Exchanges

/// Visits many connections side by side, no faster than an exchange takes it.
struct StatusRound {
    let reader: AccountReader

    /// How many visits to one exchange may begin in an interval. OKX answers its clock, which every visit asks for, 10 times in 2 s for
    /// an address (OKX API guide, Get system time).
    private static let visitsPerInterval = 10
    private static let intervalMilliseconds = 2_100
    /// Each visit under way has connections and locked memory.
    private static let visitsUnderWay = 40

    func reports(_ errands: [StatusErrand]) async -> [ConnectionReport] {
        let started = LocalClock.steadyMilliseconds
        var begun: [String: Int] = [:]
        var reports: [Int: ConnectionReport] = [:]
        await withTaskGroup(of: (Int, ConnectionReport).self) { group in
            for (index, errand) in errands.enumerated() {
                if index >= Self.visitsUnderWay, let (place, report) = await group.next() { reports[place] = report }
                var notBefore = started
                if let origin = errand.origin {
                    let earlier = begun[origin, default: 0]
                    begun[origin] = earlier + 1
                    notBefore += Int64(earlier / Self.visitsPerInterval * Self.intervalMilliseconds)
                }
                group.addTask { [notBefore] in
                    let pause = notBefore - LocalClock.steadyMilliseconds
                    if pause > 0 { try? await JobThread.pause(milliseconds: Int64(pause)) }
                    return (index, await report(errand))
                }
            }
            for await (place, report) in group { reports[place] = report }
        }
        return errands.indices.compactMap { reports[$0] }
    }

    private func report(_ errand: StatusErrand) async -> ConnectionReport {
        switch errand.visit() {
        case .failure(let failure): return errand.report(.failure(failure))
        case .success(let visit):
            defer { visit.credentials.wipe() }
            return errand.report(await reader.read(visit))
        }
    }
}
