import App
import Crypto
import Terminal

/// Takes a secret typed at a terminal, which does not show it.
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

    /// The same, one question of several.
    func ask(_ question: String, _ keyboard: HiddenKeyboard, limitBytes: Int) throws -> SecretBytes {
        // Not before nothing is shown any more: who types fast begins here.
        let output = CommandOutput(talk: talk, encoding: encoding)
        output.ask(question)
        defer { output.tell("") }
        return try keyboard.line(limitBytes: limitBytes)
    }
}
