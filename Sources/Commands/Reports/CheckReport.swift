import Core
import Domain
import JSON

/// What `check` prints.
enum CheckReport {
    static func json(_ verified: Verified, _ language: Language) -> JSONValue {
        var members: [JSONValue.Member] = [
            StatusReport.schema,
            .init("name", .string(verified.report.name)),
            .init("site", .string(verified.place.site.id)),
            .init("environment", .string(verified.place.environment.rawValue)),
            .init("rows", .array(VerificationRow.allCases.map { row($0, verified, language) })),
        ]
        if let findings = verified.findings { members.append(.init("probe", .array(findings.answers.map { answer($0, language) }))) }
        return .object(members)
    }

    /// A line for each row; under a warning or a failure, what to do about it.
    static func text(_ verified: Verified, _ language: Language) -> String {
        VerificationRow.allCases.flatMap { row -> [String] in
            let result = verified.rows[row]?.result ?? .skipped
            let line = VerificationText.line(row, result, language)
            switch result {
            case .ok, .skipped: return [line]
            case .warning(let notice): return [line] + notice.remedy.map { "  - \($0[language])" }
            case .failed(let failure):
                return [line + (failure.code.map { " (\($0))" } ?? "")] + failure.remedy.map { "  - \($0[language])" }
            }
        }.joined(separator: "\n")
    }

    private static func row(_ row: VerificationRow, _ verified: Verified, _ language: Language) -> JSONValue {
        let settled = verified.rows[row]
        let id = JSONValue.Member("id", .string(row.rawValue))
        let milliseconds = JSONValue.Member("ms", settled.map { .number(text: String($0.milliseconds)) } ?? .null)
        switch settled?.result ?? .skipped {
        case .ok(let found): return .object([id, .init("result", "ok"), milliseconds, .init("message", .string(found[language]))])
        case .warning(let notice):
            return .object([
                id, .init("result", "warning"), milliseconds, .init("message", .string(notice.message[language])),
                .init("warning", .string(notice.warning.rawValue)), .init("remedy", .array(notice.remedy.map { .string($0[language]) })),
            ])
        case .failed(let failure):
            return .object([
                id, .init("result", "failed"), milliseconds, .init("message", .string(failure.message[language])),
                .init("error", FailureReport.error(failure, language)),
            ])
        case .skipped: return .object([id, .init("result", "skipped"), .init("ms", .null), .init("message", .null)])
        }
    }

    private static func answer(_ answer: ProbeFindings.Answer, _ language: Language) -> JSONValue {
        let error: JSONValue
        switch answer.verdict {
        case .works, .notThere: error = .null
        case .known(let failure), .noAnswer(let failure): error = FailureReport.error(failure, language)
        }
        return .object([
            .init("site", .string(answer.place.site.id)), .init("environment", .string(answer.place.environment.rawValue)),
            .init("found", .string(answer.verdict.word)), .init("error", error),
        ])
    }
}

extension ProbeFindings.Verdict {
    /// The word for programs and reports.
    var word: String {
        switch self {
        case .works: "works"
        case .known: "known"
        case .notThere: "not-there"
        case .noAnswer: "no-answer"
        }
    }
}

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
