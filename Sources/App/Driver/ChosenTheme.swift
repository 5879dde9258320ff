import Themes

/// The theme to begin with.
public struct ChosenTheme: Sendable {
    /// The name of the theme's file, without its ending.
    public let name: String
    /// The theme itself, loaded.
    public let theme: Theme
    /// Whether the user named it or it goes by the terminal's background.
    public let choice: Choice

    /// Whose choice it is.
    public enum Choice: Hashable, Sendable {
        case users
        /// Goes by the terminal's background, which the terminal may yet report to be another one.
        case terminals
    }

    /// A loaded theme, and who chose it.
    public init(name: String, theme: Theme, choice: Choice) {
        self.name = name
        self.theme = theme
        self.choice = choice
    }
}
