internal import CGuard
internal import Glibc

/// A terminal with echo off while one answer is typed. Bytes arrive one by one, because a key may be a sequence; Ctrl-C and Ctrl-Z still
/// send signals.
public struct HiddenTyping {
    private let descriptor: Int32
    private var shown: TerminalModes

    /// Throws `TerminalError.modesRefused` where echo cannot be switched off: a visible secret would be worse than none.
    public init(on descriptor: Int32) throws(TerminalError) {
        self.descriptor = descriptor
        shown = try TerminalModes(of: descriptor)
        var hidden = shown
        hidden.hideTyping()
        // Comes first, so that a signal that ends the program restores the modes.
        _ = withUnsafePointer(to: shown.modes) { cguard_terminal_remember(descriptor, $0, [], 0) }
        guard hidden.set(on: descriptor, when: TCSAFLUSH) else {
            let number = errno
            cguard_terminal_forget()
            throw .modesRefused(errno: number)
        }
    }

    /// Restores the terminal.
    public func end() {
        // The unread rest of a paste, which may be secret, must not reach the shell.
        _ = shown.set(on: descriptor, when: TCSAFLUSH)
        cguard_terminal_forget()
    }
}
