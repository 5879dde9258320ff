/// Whether a theme is made for a dark or a light terminal; it says what the terminal's own colours are taken for.
public enum Appearance: String, CaseIterable, Hashable, Sendable {
    case dark
    case light

    /// What the terminal's own background is taken for.
    public var assumedBackground: RGB {
        switch self {
        case .dark: .black
        case .light: .white
        }
    }

    /// What the terminal's own text colour is taken for.
    public var assumedForeground: RGB {
        switch self {
        case .dark: .white
        case .light: .black
        }
    }
}
