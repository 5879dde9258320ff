import Domain

/// Rows to be written into a file for other programs.
public struct ExportTable: Hashable, Sendable {
    /// The same in every language, so that programs can rely on them.
    public let columns: [String]
    /// The cells of each row, as many as there are columns.
    public let rows: [[Value]]

    /// A cell of the table.
    public enum Value: Hashable, Sendable {
        case text(String)
        case amount(Amount)
        /// Not known.
        case none

        init(_ amount: Amount?) {
            self = amount.map(Value.amount) ?? .none
        }

        init(_ text: String?) {
            self = text.map(Value.text) ?? .none
        }
    }

    /// A table whose rows have to be as long as `columns`.
    public init(columns: [String], rows: [[Value]]) {
        self.columns = columns
        self.rows = rows
    }
}
