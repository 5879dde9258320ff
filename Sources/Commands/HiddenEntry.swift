import App
import Crypto
import Terminal

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
        let typing: HiddenTyping
        do {
            typing = try HiddenTyping(on: descriptor)
        } catch .modesRefused(let number) {
            throw SecretReader.Problem.unreadable(errno: number)
        }
        defer { typing.end() }
        // Not before nothing is shown any more: who types fast begins here.
        CommandOutput.write(Array(question.utf8), to: talk)
        defer { CommandOutput.write([UInt8(ascii: "\n")], to: talk) }
        return try SecretReader(descriptor: descriptor, signals: signals).line(limitBytes: limitBytes)
    }
}
