/// The signs that the layout draws with.
struct Glyphs {
    let horizontal: String
    let vertical: String
    let topLeft: String
    let topRight: String
    let bottomLeft: String
    let bottomRight: String
    let chosen: String
    let ellipsis: String
    let mask: String
    let track: String
    /// Parts of a cell from none to all, for the end of a bar.
    let barParts: [String]
    let more: String
    let less: String
    /// There is more before, and behind.
    let before: String
    let behind: String
    /// A figure has risen, or fallen.
    let up: String
    let down: String

    static func of(_ set: GlyphSet) -> Glyphs {
        switch set {
        case .unicode:
            Glyphs(
                horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", chosen: "▌",
                ellipsis: "…", mask: "•", track: " ", barParts: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], more: "▼", less: "▲",
                before: "‹", behind: "›", up: "▴", down: "▾")
        case .ascii, .unambiguous:
            Glyphs(
                horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", chosen: ">",
                ellipsis: "~", mask: "*", track: ".", barParts: [".", "#"], more: "v", less: "^", before: "<", behind: ">", up: "^",
                down: "v")
        }
    }

    /// A bar of so many columns, filled to a share in thousandths.
    func bar(share: Int, columns: Int) -> (filled: String, rest: String) {
        let steps = barParts.count - 1
        let filled = max(0, min(1000, share)) * columns * steps / 1000
        let whole = filled / steps
        let part = filled % steps
        var text = String(repeating: barParts[steps], count: whole)
        // Any share above zero shows at least the smallest part of a cell.
        if part > 0 { text += barParts[part] } else if whole == 0, share > 0, columns > 0 { text += barParts[1] }
        let rest = columns - TextWidth.columns(of: text)
        return (text, String(repeating: track, count: max(0, rest)))
    }
}

/// Which signs the terminal can show for borders, bars and marks.
public enum GlyphSet: String, Hashable, Sendable {
    case unicode
    case ascii
    /// Unicode without the characters that some terminals show in one column and others in two.
    case unambiguous
}
