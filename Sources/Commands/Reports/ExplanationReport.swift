import Core
import Domain
import JSON

/// What `explain` says about a code of an exchange.
public enum ExplanationReport {
    public static func json(_ explanation: Failure, code: String, _ language: Language) -> JSONValue {
        .object([
            StatusReport.schema,
            .init("code", .string(code)),
            .init("cause", .string(explanation.cause.rawValue)),
            .init("message", .string(explanation.message[language])),
            .init("remedy", .array(explanation.remedy.map { .string($0[language]) })),
            .init("retryable", .bool(explanation.retry != .never)),
            .init("retry", .string(explanation.retry.rawValue)),
        ])
    }

    public static func text(_ explanation: Failure, code: String, _ language: Language) -> String {
        let words = ReportWords.of(language)
        return
            (["\(code)\(words.colon)\(explanation.message[language])"]
            + explanation.remedy.map { "  - \($0[language])" }
            + (words.retry(explanation.retry).map { [$0] } ?? [])
            + ["\(words.cause)\(words.colon)\(explanation.cause.rawValue)\(words.exitCode(explanation.cause.exitCode))"])
            .joined(separator: "\n")
    }
}
