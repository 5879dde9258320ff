/// Why the full screen cannot be had on this terminal.
public enum TerminalError: Error, Hashable, Sendable {
    /// Input or output is a file or a pipe.
    case notATerminal
    /// `TERM` is unset or empty.
    case typeUnset
    /// The terminal database does not know the type; with what `TERM` says, freed of what cannot be printed.
    case typeUnknown(String)
    /// The terminal cannot move its cursor or clear its screen, as `dumb` cannot.
    case typeUnsuitable(String)
    /// The terminal's modes could not be read or set; with the `errno`.
    case modesRefused(errno: Int32)
    /// ncurses did not start, for want of memory.
    case notStarted
}
