internal import CGuard
internal import Glibc

/// A terminal with echo off while one answer is typed. Bytes arrive one by one, because a key may be a sequence; Ctrl-C and Ctrl-Z still
/// send signals.
public struct HiddenTyping {
    private let descriptor: Int32
    private var shown: TerminalModes
    /// Switches off what was switched on.
    private let farewell: [UInt8]

    /// Throws `TerminalError.modesRefused` where echo cannot be switched off: a visible secret would be worse than none. A terminal of a
    /// type that can is asked to bracket pastes; without a type none is asked.
    public init(on descriptor: Int32, bracketingPastesOf type: String? = nil) throws(TerminalError) {
        self.descriptor = descriptor
        farewell = type.map(TerminalType.marksPastes) == true ? ControlStrings.pasteBracketsOff : []
        shown = try TerminalModes(of: descriptor)
        var hidden = shown
        hidden.hideTyping()
        // Comes first, so that a signal that ends the program restores the modes.
        let last = farewell.map(CChar.init(bitPattern:))
        _ = withUnsafePointer(to: shown.modes) { cguard_terminal_remember(descriptor, $0, last, last.count) }
        guard hidden.set(on: descriptor, when: TCSAFLUSH) else {
            let number = errno
            cguard_terminal_forget()
            throw .modesRefused(errno: number)
        }
        if !farewell.isEmpty { write(ControlStrings.pasteBracketsOn) }
    }

    /// Restores the terminal.
    public func end() {
        write(farewell)
        // The unread rest of a paste, which may be secret, must not reach the shell.
        _ = shown.set(on: descriptor, when: TCSAFLUSH)
        cguard_terminal_forget()
    }

    /// A terminal that cannot be written to brackets nothing, and its pastes are read as typed text.
    private func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
