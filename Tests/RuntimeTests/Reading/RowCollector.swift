import Domain
import Synchronization

/// Keeps the rows that a verification reports.
final class RowCollector: Sendable {
    private let collected = Mutex<[(row: VerificationRow, result: VerificationResult)]>([])

    var rows: [(row: VerificationRow, result: VerificationResult)] { collected.withLock { $0 } }

    func add(_ row: VerificationRow, _ result: VerificationResult) {
        collected.withLock { $0.append((row, result)) }
    }
}
