/// What became of a file to be written.
public enum ExportOutcome: Hashable, Sendable {
    /// The whole path.
    case written(path: String)
    /// There is such a file, and it was left alone.
    case exists
}
