/// Sequences of xterm that have no place in terminfo (xterm, "Operating System Commands" and "DEC Private Mode").
enum ControlStrings {
    static let pasteBracketsOn = Array("\u{1B}[?2004h".utf8)
    static let pasteBracketsOff = Array("\u{1B}[?2004l".utf8)
    /// Presses of the buttons (1000), in the form that has no limit (1006).
    static let mouseOn = Array("\u{1B}[?1000h\u{1B}[?1006h".utf8)
    static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1000l".utf8)
    /// Asks for the colour of the background.
    static let backgroundQuestion = Array("\u{1B}]11;?\u{1B}\\".utf8)

    /// The longest text that is put on the clipboard, in bytes; some terminals cut longer ones off.
    static let longestClipboardBytes = 8192

    /// The longest string that screen passes on at once, in bytes (screen's `MAXSTR`).
    private static let longestScreenBytes = 768

    /// Puts text on the clipboard of the terminal's machine (OSC 52); `nil` for too much text.
    static func clipboard(_ text: String, through multiplexer: TerminalSetup.Multiplexer) -> [UInt8]? {
        guard text.utf8.count <= longestClipboardBytes else { return nil }
        let plain = Array("\u{1B}]52;c;".utf8) + base64(Array(text.utf8)) + [0x07]
        switch multiplexer {
        case .none:
            return plain
        case .tmux:
            // tmux handles the first or passes the second on, depending on its options (tmux(1), set-clipboard and allow-passthrough).
            return plain + Array("\u{1B}Ptmux;".utf8) + plain.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] } + Array("\u{1B}\\".utf8)
        case .screen:
            // screen passes the pieces on, and the terminal sees one sequence.
            return stride(from: 0, to: plain.count, by: longestScreenBytes).flatMap { start in
                Array("\u{1B}P".utf8) + plain[start..<min(start + longestScreenBytes, plain.count)] + Array("\u{1B}\\".utf8)
            }
        }
    }

    /// RFC 4648, section 4.
    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for digit in 0..<4 {
                text.append(digit <= group.count ? alphabet[bits >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
            }
        }
        return text
    }
}
