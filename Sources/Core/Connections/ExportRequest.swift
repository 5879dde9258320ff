/// A file to be written.
public struct ExportRequest: Hashable, Sendable {
    /// As the user typed it.
    public let path: String
    public let format: Format
    public let table: ExportTable
    public let existing: Existing

    public enum Format: String, CaseIterable, Hashable, Sendable {
        case csv
        case json

        /// What the end of a name says; `nil` where it says nothing.
        init?(path: String) {
            guard let format = Format.allCases.first(where: { path.lowercased().hasSuffix("." + $0.rawValue) }) else { return nil }
            self = format
        }
    }

    /// What becomes of a file that is there already.
    public enum Existing: Hashable, Sendable {
        case kept
        /// The user agreed.
        case replaced
    }

    public init(path: String, format: Format, table: ExportTable, existing: Existing) {
        self.path = path
        self.format = format
        self.table = table
        self.existing = existing
    }
}

/// What became of a file to be written.
public enum ExportOutcome: Hashable, Sendable {
    /// The whole path.
    case written(path: String)
    /// There is such a file, and it was left alone.
    case exists
}
