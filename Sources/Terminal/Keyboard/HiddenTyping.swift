internal import CGuard
internal import Glibc

/// A terminal that does not show what is typed, for the time of one answer, and gives it byte by byte, for a key may come as a sequence.
/// It goes on sending its signals.
public struct HiddenTyping {
    private let descriptor: Int32
    private var shown: TerminalModes

    /// Throws `TerminalError.modesRefused` where the terminal cannot do that: typing on show would be worse than no typing.
    public init(on descriptor: Int32) throws(TerminalError) {
        self.descriptor = descriptor
        shown = try TerminalModes(of: descriptor)
        var hidden = shown
        hidden.hideTyping()
        // Before, so that no signal ends the program in between.
        _ = withUnsafePointer(to: shown.modes) { cguard_terminal_remember(descriptor, $0, [], 0) }
        guard hidden.set(on: descriptor, when: TCSAFLUSH) else {
            let number = errno
            cguard_terminal_forget()
            throw .modesRefused(errno: number)
        }
    }

    /// The terminal is as it was.
    public func end() {
        // What is left of a paste would go to the shell, and may be secret.
        _ = shown.set(on: descriptor, when: TCSAFLUSH)
        cguard_terminal_forget()
    }
}
