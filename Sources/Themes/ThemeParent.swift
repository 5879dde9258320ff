/// What is found when a theme asks for the one that it inherits from.
public enum ThemeParent: Sendable {
    case found(Theme)
    case missing
    /// The theme asked for is being loaded already.
    case circular
}
