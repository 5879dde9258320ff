/// For whom a command prints.
public enum OutputFormat: String, Hashable, Sendable {
    case text
    case json
}
