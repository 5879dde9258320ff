import Domain
import Synchronization

/// Keeps the rows that a verification reports.
package final class RowCollector: Sendable {
    private let collected = Mutex<[(row: VerificationRow, result: VerificationResult)]>([])

    package init() {}

    package var rows: [(row: VerificationRow, result: VerificationResult)] { collected.withLock { $0 } }

    package func add(_ row: VerificationRow, _ result: VerificationResult) {
        collected.withLock { $0.append((row, result)) }
    }
}
