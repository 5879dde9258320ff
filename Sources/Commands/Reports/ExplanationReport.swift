import Core
import Domain
import Exchanges
import JSON

/// What `explain` says about a code of an exchange.
package enum ExplanationReport {
    /// The members of the one meaning; `null` where there are several, which `meanings` has.
    package static func json(_ meanings: [CodeMeaning], code: String, _ language: Language) -> JSONValue {
        let only = meanings.count == 1 ? meanings[0].row : nil
        return .object(
            [StatusReport.schema, .init("code", .string(code))]
                + (only.map { members($0, language) } ?? ["cause", "message", "remedy", "retryable", "retry"].map { .init($0, .null) })
                + [
                    .init(
                        "meanings",
                        .array(
                            meanings.map { meaning in
                                .object(
                                    [.init("exchange", .string(meaning.exchange.id)), .init("host", .optional(meaning.row.host))]
                                        + members(meaning.row, language))
                            }))
                ])
    }

    private static func members(_ row: ExchangeCode, _ language: Language) -> [JSONValue.Member] {
        [
            .init("cause", .string(row.cause.rawValue)),
            .init("message", .string(row.message[language])),
            .init("remedy", .array(row.remedy.map { .string($0[language]) })),
            .init("retryable", .bool(row.retry != .never)),
            .init("retry", .string(row.retry.rawValue)),
        ]
    }

    /// One meaning after the other. Several say whose they are, and so does a single one that was looked for among several exchanges.
    package static func text(_ meanings: [CodeMeaning], code: String, among exchangeCount: Int = 1, _ language: Language) -> String {
        meanings.map { meaning in
            let host = meaning.row.host.map { " \($0)" } ?? ""
            let isPlain = meanings.count == 1 && exchangeCount == 1
            return text(meaning.row, isPlain ? code : "\(code) (\(meaning.exchange.name)\(host))", language)
        }.joined(separator: "\n\n")
    }

    private static func text(_ row: ExchangeCode, _ title: String, _ language: Language) -> String {
        let words = ReportWords.of(language)
        return
            (["\(title)\(words.colon)\(row.message[language])"]
            + row.remedy.map { "  - \($0[language])" }
            + (words.retry(row.retry).map { [$0] } ?? [])
            + ["\(words.cause)\(words.colon)\(row.cause.rawValue)\(words.exitCode(row.cause.exitCode))"])
            .joined(separator: "\n")
    }
}
