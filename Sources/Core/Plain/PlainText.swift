import Domain

/// What the line mode prints besides views, and the characters that it can print.
public enum PlainText {
    /// Said when the plain mode begins.
    public static func greeting(_ language: Language) -> String { Text.of(language).plain.greeting }

    /// The prompt for the next line.
    public static func prompt(_ page: PlainPage, entry: SecretEntry, _ language: Language) -> String {
        guard let label = page.focusedLabel else { return "> " }
        let text = Text.of(language)
        switch entry {
        case .hidden: return label + text.plain.hidden + text.colon
        case .none: return label + text.colon
        }
    }

    /// Whether what is entered is shown.
    public enum SecretEntry: Hashable, Sendable {
        case hidden
        case none
    }

    /// Said after a line that is no command here.
    public static func notUnderstood(_ language: Language) -> String { Text.of(language).plain.notUnderstood }

    /// Said after more was entered than a line or a paste may hold.
    public static func tooLong(_ language: Language) -> String { Text.of(language).plain.tooLong }

    /// The commands, a line each, and how lines are read. A key of the exchange has so many values.
    public static func help(_ commands: [OfferedCommand], keyValues: Int, _ language: Language) -> [String] {
        let text = Text.of(language)
        var labels: Set<String> = []
        let number = Phrase.number(keyValues)[language]
        let offered = commands.filter { labels.insert($0.label).inserted }
        return ["", text.plain.commandsTitle]
            + offered.map { "  " + $0.keys.map { $0.name(.ascii) }.joined(separator: " ") + text.colon + $0.label }
            + text.plain.manual.map { $0.replacing("{number}", with: number.prefix(1).uppercased() + number.dropFirst()) }
    }

    /// The line without control characters; in ASCII where the terminal shows nothing else.
    public static func printable(_ line: String, _ glyphs: GlyphSet) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) { continue }
            // Characters that reorder or hide their neighbours are dropped.
            if !scalar.isASCII, scalar.properties.generalCategory == .format || scalar.properties.isDefaultIgnorableCodePoint { continue }
            // Block characters of bars and charts are dropped; the numbers beside them say the same.
            if (0x2580...0x259F).contains(scalar.value), scalar != "▌" { continue }
            switch glyphs {
            case .unicode, .unambiguous: kept.append(scalar)
            case .ascii:
                if scalar.isASCII { kept.append(scalar) } else { kept.append(contentsOf: (plainer[scalar] ?? "?").unicodeScalars) }
            }
        }
        return String(kept)
    }

    /// The text in ASCII: signs are replaced by similar ones, everything else by question marks of the same width.
    public static func ascii(_ text: String) -> String {
        var kept = ""
        for character in text {
            guard let first = character.unicodeScalars.first else { continue }
            if first.isASCII {
                kept.unicodeScalars.append(contentsOf: character.unicodeScalars.filter(\.isASCII))
            } else {
                kept += plainer[first] ?? String(repeating: "?", count: TextWidth.columns(of: character))
            }
        }
        return kept
    }

    private static let plainer: [Unicode.Scalar: String] = [
        "“": "\"", "”": "\"", "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "·": "-", "×": "x", "→": "->", "←": "<-", "↑": "Up",
        "↓": "Down", "›": ">",
        "•": "*", "✓": "+", "✗": "x", "▸": ">", "▌": ">", "≤": "<=", "≥": ">=", "▲": "^", "▼": "v", "\u{A0}": " ", "：": ":", "，": ",",
        "。": ".",
    ]
}
