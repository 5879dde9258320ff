extension Key {
    /// How the key is written in hints.
    var name: String { name(.unicode) }

    /// How the key is written with the signs that can be shown.
    func name(_ glyphs: GlyphSet) -> String {
        func sign(_ arrow: String, _ word: String) -> String {
            switch glyphs {
            case .unicode: arrow
            case .ascii, .unambiguous: word
            }
        }
        return switch self {
        case .character(" "): "Space"
        case .character(let scalar): String(Character(scalar))
        case .control(let scalar): "^" + String(Character(scalar)).uppercased()
        case .alt(let scalar): "M-" + String(Character(scalar))
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "S-Tab"
        case .backspace: "Bksp"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: sign("↑", "Up")
        case .down: sign("↓", "Down")
        case .left: sign("←", "Left")
        case .right: sign("→", "Right")
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }
}
