extension Key {
    /// How the key is written in hints.
    var name: String {
        switch self {
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
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }

    /// How the key is written where only ASCII can be shown.
    func name(_ glyphs: GlyphSet) -> String {
        switch (self, glyphs) {
        case (.up, .ascii): "Up"
        case (.down, .ascii): "Down"
        case (.left, .ascii): "Left"
        case (.right, .ascii): "Right"
        default: name
        }
    }
}
