/// Who has the mouse.
public enum MouseUse: Hashable, Sendable {
    /// It chooses, scrolls and presses.
    case program
    /// The terminal selects text with it.
    case terminal
}
