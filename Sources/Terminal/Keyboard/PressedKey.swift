internal import Core

/// A key reported by its code point and the modifiers that were held (xterm, "modifyOtherKeys"; kitty, "Comprehensive keyboard handling in
/// terminals").
struct PressedKey {
    let code: Int
    /// The code of the key with Shift, where the terminal tells it.
    let shifted: Int?
    /// The code of the key on a Latin layout, by which shortcuts are known, where the terminal tells it and it differs.
    let onLatinLayout: Int?
    /// The modifiers that were held, plus one.
    let modifiers: Int
    /// The code points that were typed, where the terminal tells them.
    let text: [Int]
    let form: Form

    enum Form {
        /// The code is that of the key without Shift.
        case kitty
        /// The code is what the key is with the modifiers held.
        case xterm
    }

    private enum Modifier: Int {
        case shift = 1
        case alt = 2
        case control = 4
        case `super` = 8
        case hyper = 16
        case meta = 32
        case capsLock = 64
    }

    private func holds(_ modifier: Modifier) -> Bool { max(0, modifiers - 1) & modifier.rawValue != 0 }

    /// The keys that it stands for; several where one key typed several characters.
    var keys: [Key] {
        switch code {
        case 9: return [holds(.shift) ? .backTab : .tab]
        case 13: return [.enter]
        case 27: return [.escape]
        case 8, 127: return [.backspace]
        case Self.functional: return Self.keypad(code).map { [$0] } ?? []
        default: break
        }
        let typed = text.compactMap(Self.character)
        if holds(.control) { return controlled.map { [$0] } ?? [] }
        guard !holds(.super), !holds(.hyper), !holds(.meta) else { return [] }
        // With Alt some layouts type another character; where the text is the key's own character, Alt itself is meant.
        if !typed.isEmpty, !holds(.alt) || typed != [character].compactMap(\.self) { return typed.map(Key.character) }
        guard let character else { return [] }
        return [holds(.alt) ? .alt(character) : .character(character)]
    }

    private var controlled: Key? {
        for code in [code, onLatinLayout ?? 0] {
            if let scalar = UInt32(exactly: code).map({ $0 | 0x20 }).flatMap(Unicode.Scalar.init), ("a"..."z").contains(scalar), code < 0x80
            {
                return .control(scalar)
            }
        }
        // Ctrl-[ has always been the same as ESC.
        return code == 0x5B ? .escape : nil
    }

    /// The character of the key, with Shift and Caps Lock obeyed.
    private var character: Unicode.Scalar? {
        guard let plain = Self.character(code) else { return nil }
        var character = plain
        if holds(.shift) {
            character = shifted.flatMap(Self.character) ?? Self.upper(plain) ?? (form == .kitty ? Self.shiftedSigns[plain] : nil) ?? plain
        }
        guard holds(.capsLock), form == .kitty else { return character }
        return holds(.shift) ? Self.lower(character) ?? character : Self.upper(character) ?? character
    }

    private static func character(_ code: Int) -> Unicode.Scalar? {
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
        switch scalar.value {
        case 0..<32, 127..<160, 0xE000...0xF8FF: return nil
        default: return scalar
        }
    }

    private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar? { only(scalar.properties.uppercaseMapping, insteadOf: scalar) }

    private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar? { only(scalar.properties.lowercaseMapping, insteadOf: scalar) }

    private static func only(_ mapping: String, insteadOf scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let scalars = mapping.unicodeScalars
        guard scalars.count == 1, let first = scalars.first, first != scalar else { return nil }
        return first
    }

    /// The signs with Shift on the US layout, which terminals assume where they do not tell more.
    private static let shiftedSigns: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: zip("`1234567890-=[]\\;',./".unicodeScalars, "~!@#$%^&*()_+{}|:\"<>?".unicodeScalars))

    /// The private use area, in which keys without a character have their codes.
    private static let functional = 0xE000...0xF8FF

    /// The keypad (kitty, "Functional key definitions"). The others, among them the modifiers themselves, type nothing.
    private static func keypad(_ code: Int) -> Key? {
        switch code {
        case 57399...57408: .character(Unicode.Scalar(UInt8(code - 57399 + 0x30)))
        case 57409: .character(".")
        case 57410: .character("/")
        case 57411: .character("*")
        case 57412: .character("-")
        case 57413: .character("+")
        case 57414: .enter
        case 57415: .character("=")
        case 57416: .character(",")
        case 57417: .left
        case 57418: .right
        case 57419: .up
        case 57420: .down
        case 57421: .pageUp
        case 57422: .pageDown
        case 57423: .home
        case 57424: .end
        case 57425: .insert
        case 57426: .delete
        default: nil
        }
    }
}
