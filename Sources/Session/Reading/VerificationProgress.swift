import Domain

/// Records which rows of a verification were reported. Belongs to one task.
final class VerificationProgress {
    private let report: @Sendable (VerificationRow, VerificationResult) -> Void
    private var settled: Set<VerificationRow> = []

    init(report: @escaping @Sendable (VerificationRow, VerificationResult) -> Void) {
        self.report = report
    }

    func settle(_ row: VerificationRow, _ result: VerificationResult) {
        settled.insert(row)
        report(row, result)
    }

    func skipRest() {
        for row in VerificationRow.allCases where !settled.contains(row) { settle(row, .skipped) }
    }
}
