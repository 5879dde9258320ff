import Core
import Domain
import JSON

/// The content of an exported file.
package enum ExportText {
    /// The table as a file of that format, in UTF-8, with a line end at the end.
    package static func bytes(_ table: ExportTable, _ format: ExportRequest.Format) -> [UInt8] {
        switch format {
        case .csv: Array(csv(table).utf8)
        case .json: json(table).encoded() + [UInt8(ascii: "\n")]
        }
    }

    /// RFC 4180, with line ends that other programs on the same system expect. An amount that is not known is an empty cell.
    private static func csv(_ table: ExportTable) -> String {
        let rows = [table.columns] + table.rows.map { $0.map(cell) }
        return rows.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
    }

    private static func cell(_ value: ExportTable.Value) -> String {
        switch value {
        case .text(let text): guarded(text)
        case .amount(let amount): amount.plain
        case .none: ""
        }
    }

    /// A spreadsheet would take text that begins like this for a formula, and names come from outside.
    private static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"].contains(first) else {
            return text
        }
        return "'" + text
    }

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
        return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }

    private static func json(_ table: ExportTable) -> JSONValue {
        .array(
            table.rows.map { row in
                .object(
                    zip(table.columns, row).map { name, value in
                        switch value {
                        case .text(let text): .init(name, .string(text))
                        case .amount(let amount): .init(name, .string(amount.plain))
                        case .none: .init(name, .null)
                        }
                    })
            })
    }
}
