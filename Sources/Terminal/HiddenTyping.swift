internal import CGuard
internal import Glibc

/// A terminal that does not show what is typed, for the time of one answer, but takes whole lines and sends its signals.
public struct HiddenTyping {
    private let descriptor: Int32
    private var shown: termios

    /// Throws `TerminalError.modesRefused` where the terminal cannot do that: typing on show would be worse than no typing.
    public init(on descriptor: Int32) throws(TerminalError) {
        self.descriptor = descriptor
        shown = termios()
        guard tcgetattr(descriptor, &shown) == 0 else { throw .modesRefused(errno: errno) }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO | ECHONL)
        hidden.c_lflag |= tcflag_t(ICANON | ISIG)
        // Before, so that no signal ends the program in between.
        _ = cguard_terminal_remember(descriptor, &shown, [], 0)
        guard tcsetattr(descriptor, TCSAFLUSH, &hidden) == 0 else {
            let number = errno
            cguard_terminal_forget()
            throw .modesRefused(errno: number)
        }
    }

    /// The terminal is as it was.
    public func end() {
        var shown = shown
        tcsetattr(descriptor, TCSANOW, &shown)
        cguard_terminal_forget()
    }
}
