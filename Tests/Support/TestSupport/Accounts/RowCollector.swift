import Domain
import Synchronization

/// Keeps the rows that a verification reports.
package final class RowCollector: Sendable {
    private let collected = Mutex<[(row: VerificationRow, result: VerificationResult)]>([])

    /// Nothing has been reported yet.
    package init() {}

    /// Every row that was reported, in order; a row may be reported more than once.
    package var rows: [(row: VerificationRow, result: VerificationResult)] { collected.withLock { $0 } }

    /// Takes a report, from any thread.
    package func add(_ row: VerificationRow, _ result: VerificationResult) {
        collected.withLock { $0.append((row, result)) }
    }
}
