import Core
import Domain
import JSON

/// What `settings` prints.
struct SettingsReport: Sendable {
    let name: String
    let rows: [SettingRow]
    let plan: [SettingStep]
    let purpose: Purpose
    var failure: Failure?

    enum Purpose: Sendable {
        case plan
        case applied([AppliedSetting])
    }

    private var applied: [AppliedSetting] {
        switch purpose {
        case .plan: []
        case .applied(let applied): applied
        }
    }

    func json(_ language: Language) -> JSONValue {
        var members: [JSONValue.Member] = [
            StatusReport.schema, .init("name", .string(name)), .init("rows", .array(rows.map { Self.row($0, language) })),
            .init("plan", .array(plan.map { .string($0.call) })),
            .init(
                "applied",
                .array(
                    applied.map { done in
                        var members: [JSONValue.Member] = [
                            .init("id", .string(done.step.id)), .init("result", .string(done.result.rawValue)),
                        ]
                        if let failure = done.failure { members.append(.init("error", FailureReport.error(failure, language))) }
                        return .object(members)
                    })),
        ]
        if let failure { members.append(.init("error", FailureReport.error(failure, language))) }
        return .object(members)
    }

    /// The members that identify a setting, and its values. Only a scope of a coin or an instrument has a name.
    static func members(_ row: SettingRow) -> [JSONValue.Member] {
        let scope = row.setting.scope
        return [.init("id", .string(row.id)), .init("scope", .string(scope.word))]
            + (scope.name.map { [.init("scope_name", .string($0))] } ?? [])
            + [.init("value", .optional(row.value?.id)), .init("wanted", .optional(row.wanted?.id))]
    }

    /// The state of the setting.
    static func state(_ row: SettingRow) -> JSONValue.Member { .init("state", .string(row.state.rawValue)) }

    private static func row(_ row: SettingRow, _ language: Language) -> JSONValue {
        .object(
            members(row) + [
                state(row),
                .init(
                    "blockers",
                    .array(
                        row.blockers.map { blocker in
                            .object([
                                .init("kind", .string(blocker.kind)), .init("message", .string(blocker.message[language])),
                                .init("subjects", .array(blocker.subjects.map { .string($0) })),
                            ])
                        })),
                .init("error", row.failure.map { FailureReport.error($0, language) } ?? .null),
            ])
    }

    func text(_ language: Language) -> String {
        var lines = rows.flatMap { Self.lines($0, language) }
        switch purpose {
        case .plan:
            if plan.isEmpty { break }
            lines += ["", Phrase(en: "Plan (nothing has been changed):", zh: "计划（尚未作任何修改）：")[language]]
            for (index, step) in plan.enumerated() {
                lines += ["  \(index + 1). \(step.words[language])", "     \(step.call)"]
                if let caution = step.caution { lines.append("     ! \(caution[language])") }
            }
        case .applied(let applied):
            if applied.isEmpty { break }
            lines += [""] + applied.map { Self.line($0, language) }
        }
        return lines.joined(separator: "\n")
    }

    /// A step that has ended.
    static func line(_ done: AppliedSetting, _ language: Language) -> String {
        let sign =
            switch done.result {
            // Changed in part only.
            case .changed where done.failure != nil: "!"
            case .changed: "✓"
            case .unchanged: "="
            case .refused: "✗"
            case .unknown: "?"
            }
        let why = done.failure.map { " (\($0.message[language]))" } ?? ""
        return "\(sign) \(done.step.words[language]) — \(SettingWords.result(done.result)[language])\(why)"
    }

    private static func lines(_ row: SettingRow, _ language: Language) -> [String] {
        let colon = ReportWords.of(language).colon
        let sign =
            switch row.state {
            case .right: "✓"
            case .fixable, .needsWebsite, .blocked: "!"
            case .unavailable, .unknown: "?"
            }
        var lines = [
            "\(sign) \(row.setting.name[language])\(colon)\(row.valueWords[language]) — \(SettingWords.advice(on: row)[language])"
        ]
        lines += row.blockers.map { blocker in
            "    - " + blocker.message[language] + (blocker.subjects.isEmpty ? "" : " (\(blocker.subjects.joined(separator: ", ")))")
        }
        if let failure = row.failure { lines.append("    \(failure.message[language])" + (failure.code.map { " (\($0))" } ?? "")) }
        return lines + row.remarks.map { "    \($0[language])" }
    }
}
