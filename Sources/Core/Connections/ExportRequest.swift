/// A file to be written.
public struct ExportRequest: Hashable, Sendable {
    /// As the user typed it.
    public let path: String
    /// CSV or JSON, as the end of the path says unless the user chose.
    public let format: Format
    /// What is written.
    public let table: ExportTable
    /// Whether a file of that path may be replaced.
    public let existing: Existing

    /// The formats of an exported file; the raw value is the ending of its name.
    public enum Format: String, CaseIterable, Hashable, Sendable {
        case csv
        case json

        /// The format of a name's ending; `nil` for any other ending.
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

    /// A request that is complete; whoever carries it out makes the path absolute.
    public init(path: String, format: Format, table: ExportTable, existing: Existing) {
        self.path = path
        self.format = format
        self.table = table
        self.existing = existing
    }
}

/// The outcome of writing a file.
public enum ExportOutcome: Hashable, Sendable {
    /// The whole path.
    case written(path: String)
    /// There is such a file, and it was left alone.
    case exists
}
