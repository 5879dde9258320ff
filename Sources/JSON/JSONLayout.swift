/// How a written document is spread over lines.
public enum JSONLayout: Hashable, Sendable {
    /// No space at all.
    case compact
    /// One line for each value, indented by so many spaces a level.
    case indented(spaces: Int)
}
