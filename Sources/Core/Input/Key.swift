/// A key of the keyboard, as the terminal reports it.
public enum Key: Hashable, Sendable {
    case character(Unicode.Scalar)
    /// Control with a letter, given in lower case.
    case control(Unicode.Scalar)
    /// Alt (Meta) with a character.
    case alt(Unicode.Scalar)
    case enter
    case escape
    case tab
    case backTab
    case backspace
    case delete
    case insert
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    /// F1 to F12.
    case function(Int)
}
