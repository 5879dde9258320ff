import Themes

/// The theme to begin with.
public struct ChosenTheme: Sendable {
    public let name: String
    public let theme: Theme
    public let choice: Choice

    /// Whose choice it is.
    public enum Choice: Hashable, Sendable {
        case users
        /// The terminal may still tell that its background is another one.
        case terminals
    }

    public init(name: String, theme: Theme, choice: Choice) {
        self.name = name
        self.theme = theme
        self.choice = choice
    }
}
