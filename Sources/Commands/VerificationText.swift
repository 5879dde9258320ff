import Core
import Domain

/// A row of the verification as `connect` tells of it.
enum VerificationText {
    static func line(_ row: VerificationRow, _ result: VerificationResult, _ language: Language) -> String {
        let name = TextWidth.padEnd(row.rawValue, to: longestName)
        switch result {
        case .ok(let found): return "✓ \(name)  \(found[language])"
        case .warning(let notice): return "! \(name)  \(notice.message[language])"
        case .failed(let failure): return "✗ \(name)  \(failure.message[language])"
        case .skipped: return "· \(row.rawValue)"
        }
    }

    private static let longestName = VerificationRow.allCases.map { TextWidth.columns(of: $0.rawValue) }.max() ?? 0
}
