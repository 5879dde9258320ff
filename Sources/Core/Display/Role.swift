import Domain

/// What a piece of the screen is. Drawing names a role, never a colour; a theme gives each role its style.
public enum Role: String, CaseIterable, Hashable, Sendable {
    case text
    case muted
    /// The program's name and the screen's title in the top line.
    case title
    /// The top line itself.
    case titleBar = "title-bar"
    case heading
    case border
    case accent
    /// The chosen line of the list that has the focus.
    case selection
    /// The chosen line of a list that does not have the focus.
    case selectionInactive = "selection-inactive"
    case field
    case fieldFocused = "field-focused"
    case placeholder
    case good
    case caution
    case bad
    case badgeLive = "badge-live"
    case badgeDemo = "badge-demo"
    case badgeTestnet = "badge-testnet"
    case badgeSandbox = "badge-sandbox"
    /// A key in a hint, such as `Esc`.
    case hintKey = "hint-key"
    /// What that key does.
    case hintText = "hint-text"
    case bar
    case barTrack = "bar-track"
    case amount
    /// A gain; its plus sign says the same without colour.
    case positive
    case negative
    /// An address or a code that can be copied.
    case link
    case dialog
    case dialogBorder = "dialog-border"
    case notice
    /// Data that is older than it should be.
    case stale
}

extension Role {
    /// Of a gain or a loss.
    static func change(_ amount: Amount) -> Role { amount.isNegative ? .negative : amount.isZero ? .amount : .positive }
}
