/// A colour as a theme names it.
enum Paint: Hashable, Sendable {
    /// The terminal's own colour.
    case terminalDefault
    /// An index into the terminal's colours; what it looks like is the user's choice for the first sixteen.
    case index(UInt8)
    case rgb(RGB)

    /// Reads `default`, `#rrggbb`, a number from 0 to 255, or a name such as `red` or `bright-red`; `nil` for anything else.
    init?(text: String) {
        if text == "default" {
            self = .terminalDefault
        } else if let rgb = RGB(hex: text) {
            self = .rgb(rgb)
        } else if let index = TerminalPalette.index(named: text) ?? Self.plainNumber(text) {
            self = .index(index)
        } else {
            return nil
        }
    }

    private static func plainNumber(_ text: String) -> UInt8? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? UInt8(text) : nil
    }

    /// What it looks like, given what the terminal's own colour is taken for.
    func rgb(terminalDefault: RGB) -> RGB {
        switch self {
        case .terminalDefault: terminalDefault
        case .index(let index): TerminalPalette.colour(at: index)
        case .rgb(let rgb): rgb
        }
    }
}
