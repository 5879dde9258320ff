public import Core
import Domain

/// What the mouse did, as the terminal reports it.
public enum MouseReport: Hashable, Sendable {
    /// The first button was pressed.
    case pressed(Frame.Position)
    case scrolled(ScrollDirection, Frame.Position)

    /// - Parameters:
    ///   - button: the button with the modifiers held, as xterm encodes them (ctlseqs, "Mouse Tracking").
    ///   - column: counted from 1, as the row is.
    init?(button: Int, column: Int, row: Int) {
        guard column > 0, row > 0 else { return nil }
        let position = Frame.Position(column: column - 1, row: row - 1)
        // Shift, Meta and Control may be held.
        switch button & ~0x1C {
        case 0: self = .pressed(position)
        case 64: self = .scrolled(.up, position)
        case 65: self = .scrolled(.down, position)
        default: return nil
        }
    }
}
