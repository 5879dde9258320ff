import CGuard
import Crypto
import Glibc

/// Takes a secret typed at a terminal, which does not show it.
struct HiddenEntry {
    /// A terminal, to read from.
    let descriptor: Int32
    /// Where the question is shown.
    let talk: Int32
    let signals: SignalWait

    /// The typed line without its end; empty when the typing was ended without one. Throws `SecretReader.Problem`, `CryptoError` or
    /// `Interrupted`; the terminal is as it was in any case.
    func ask(_ question: String, limitBytes: Int) throws -> SecretBytes {
        var shown = termios()
        guard tcgetattr(descriptor, &shown) == 0 else { throw SecretReader.Problem.unreadable(errno: errno) }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO | ECHONL)
        hidden.c_lflag |= tcflag_t(ICANON | ISIG)
        // Typing on show would be worse than no typing.
        guard tcsetattr(descriptor, TCSAFLUSH, &hidden) == 0 else { throw SecretReader.Problem.unreadable(errno: errno) }
        defer { tcsetattr(descriptor, TCSANOW, &shown) }
        // Not before nothing is shown any more: who types fast begins here.
        CommandOutput.write(Array(question.utf8), to: talk)
        defer { CommandOutput.write([UInt8(ascii: "\n")], to: talk) }
        return try SecretReader(descriptor: descriptor, signals: signals).line(limitBytes: limitBytes)
    }
}
