/// Which signs the terminal can show for borders, bars and marks.
public enum GlyphSet: String, Hashable, Sendable {
    case unicode
    case ascii
    /// Unicode, but nothing that some terminals show in one column and others in two.
    case unambiguous
}
