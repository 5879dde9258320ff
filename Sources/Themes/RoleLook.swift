/// What a theme says about one role: colours by name, not yet looked up, and attributes.
struct RoleLook: Hashable, Sendable {
    /// A palette name or a colour; that of `text` when `nil`.
    var foreground: String?
    /// A palette name or a colour; that of `text` when `nil`.
    var background: String?
    var attributes: Attributes = []
}
