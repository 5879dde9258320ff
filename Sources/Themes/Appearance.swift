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

    /// The appearance of a terminal with that background.
    public init(background: RGB) {
        self = background.contrast(with: .black) > background.contrast(with: .white) ? .light : .dark
    }

    /// What rxvt and its followers say of the terminal's colours in `COLORFGBG`, such as `0;15`: the background is named last.
    public init?(colorfgbg text: String) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let index = UInt8(parts[parts.count - 1]), index < 16 else { return nil }
        // The eighth is a dark grey; all other bright ones are light, and so is the plain white.
        self = index == 7 || index > 8 ? .light : .dark
    }
}
