@testable import Core

/// A frame as text: what is to be read, and below it the role of every column. Blanks at line ends are left out.
struct ScreenText {
    private static let letters: [Role: Character] = [
        .text: ".", .muted: "m", .title: "T", .titleBar: "t", .heading: "H", .border: "+", .accent: "a", .selection: "S",
        .selectionInactive: "s", .field: "f", .fieldFocused: "F", .placeholder: "p", .good: "g", .caution: "c", .bad: "b", .badgeLive: "L",
        .badgeDemo: "D", .badgeTestnet: "Y", .badgeSandbox: "X", .hintKey: "K", .hintText: "k", .bar: "=", .barTrack: "-", .amount: "n",
        .positive: "P", .negative: "N",
        .link: "l", .dialog: "d", .dialogBorder: "#", .notice: "i", .stale: "o",
    ]

    static func letter(_ role: Role) -> Character? { letters[role] }

    static func of(_ frame: Frame) -> String {
        var lines = [
            "\(frame.size.columns) columns, \(frame.size.rows) rows, "
                + (frame.cursor.map { "cursor at \($0.column), \($0.row)" } ?? "no cursor")
        ]
        let rows = 0..<frame.size.rows
        lines += rows.map { trimmed(frame.row($0).map(\.glyph).joined(), " ") }
        lines.append("--- roles")
        lines += rows.map { row in trimmed(String(frame.row(row).map { letters[$0.role] ?? "?" }), ".") }
        let used = Set(frame.cells.map(\.role))
        lines.append("--- " + Role.allCases.filter(used.contains).map { "\(letters[$0] ?? "?") \($0.rawValue)" }.joined(separator: ", "))
        return lines.joined(separator: "\n") + "\n"
    }

    private static func trimmed(_ line: String, _ blank: Character) -> String {
        var line = Substring(line)
        while line.last == blank { line.removeLast() }
        return String(line)
    }
}
