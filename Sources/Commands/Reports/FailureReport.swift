import Domain
import JSON

/// Why a command failed, for programs and for people.
public enum FailureReport {
    /// An object with `schema` and `error`: cause, code, message, remedy and whether it may be retried.
    public static func json(_ failure: Failure, _ language: Language) -> JSONValue {
        .object([StatusReport.schema, .init("error", error(failure, language))])
    }

    static func error(_ failure: Failure, _ language: Language) -> JSONValue {
        .object([
            .init("cause", .string(failure.cause.rawValue)),
            .init("code", .optional(failure.code)),
            .init("message", .string(failure.message[language])),
            .init("remedy", .array(failure.remedy.map { .string($0[language]) })),
            .init("retryable", .bool(failure.retry != .never)),
        ])
    }

    /// The sentence, and what to do about it one step a line.
    public static func text(_ failure: Failure, _ language: Language) -> String {
        let code = failure.code.map { " (\($0))" } ?? ""
        return (["\(failure.message[language])\(code)"] + failure.remedy.map { "  - \($0[language])" }).joined(separator: "\n")
    }
}
