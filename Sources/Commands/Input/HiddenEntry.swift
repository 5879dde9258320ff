import App
import Crypto
import Terminal

/// Reads a secret typed at a terminal without echo.
struct HiddenEntry {
    /// A terminal, to read from.
    let descriptor: Int32
    /// Where the question is shown.
    let talk: Int32
    var encoding = CommandOutput.Encoding.locales
    let signals: SignalWait

    /// The typed line without its end; empty when the typing was ended without one. Throws `SecretReader.Problem`, `CryptoError` or
    /// `Interrupted`; the terminal is as it was in any case.
    func ask(_ question: String, limitBytes: Int) throws -> SecretBytes {
        let keyboard = try HiddenKeyboard(descriptor, signals: signals)
        return try ask(question, keyboard, limitBytes: limitBytes)
    }

    /// The same for one question of several at the same keyboard.
    func ask(_ question: String, _ keyboard: HiddenKeyboard, limitBytes: Int) throws -> SecretBytes {
        // Asks only after echo is off, because the user may begin to type at once.
        let output = CommandOutput(talk: talk, encoding: encoding)
        output.ask(question)
        defer { output.tell("") }
        return try keyboard.line(limitBytes: limitBytes)
    }
}
