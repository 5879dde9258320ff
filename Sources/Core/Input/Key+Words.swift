extension Key {
    private static let named: [(words: [String], key: Key)] = [
        (["enter"], .enter), (["esc", "escape"], .escape), (["tab"], .tab), (["s-tab", "backtab"], .backTab), (["space"], .character(" ")),
        (["bksp", "backspace"], .backspace), (["del", "delete"], .delete), (["up"], .up), (["down"], .down), (["left"], .left),
        (["right"], .right),
        (["home"], .home), (["end"], .end), (["ins", "insert"], .insert), (["pgup", "pageup"], .pageUp), (["pgdn", "pagedown"], .pageDown),
    ]

    /// The key that a word names: a character, `Esc`, `F2`, `^L` or `Ctrl-L`, `M-x` or `Alt-x`.
    init?(word: String) {
        let scalars = Array(word.unicodeScalars)
        if scalars.count == 1 {
            self = .character(scalars[0])
            return
        }
        let low = word.lowercased()
        if let found = Self.named.first(where: { $0.words.contains(low) }) {
            self = found.key
        } else if low.hasPrefix("f"), let number = Int(low.dropFirst()), (1...12).contains(number) {
            self = .function(number)
        } else if let letter = ["^", "ctrl-", "c-"].lazy.filter(low.hasPrefix).map({ low.dropFirst($0.count) }).first?.unicodeScalars,
            letter.count == 1
        {
            self = .control(letter[letter.startIndex])
        } else if let letter = ["m-", "alt-"].lazy.filter(low.hasPrefix).map({ scalars.dropFirst($0.count) }).first, letter.count == 1 {
            self = .alt(letter[letter.startIndex])
        } else {
            return nil
        }
    }

    /// The words that name the key.
    var words: [String] {
        switch self {
        case .function(let number): ["f\(number)", "F\(number)"]
        case .control(let letter): ["^" + String(Character(letter)).uppercased(), "^" + String(Character(letter))]
        case .character, .alt, .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown:
            (Self.named.first { $0.key == self }?.words ?? []) + [name(.ascii)]
        }
    }
}
