internal import Core

/// What the escape sequences of keys mean: those of xterm, rxvt, the Linux console and the vt100 family, and those that terminfo gives.
struct KeySequences: Sendable {
    /// Sequences of the current terminal, by their bytes without the leading ESC.
    private let ofTerminal: [[UInt8]: Key]

    /// - Parameter terminfo: key strings of the terminal, ESC included; those of another form are left out.
    init(terminfo: [(bytes: [UInt8], key: Key)]) {
        var table: [[UInt8]: Key] = [:]
        for entry in terminfo where entry.bytes.count >= 2 && entry.bytes.count <= 16 && entry.bytes[0] == 0x1B {
            let rest = Array(entry.bytes.dropFirst())
            if table[rest] == nil { table[rest] = entry.key }
        }
        ofTerminal = table
    }

    /// The key for the bytes after ESC, if the terminal's own description has it.
    func key(ofTerminal bytes: some Sequence<UInt8>) -> Key? {
        ofTerminal.isEmpty ? nil : ofTerminal[Array(bytes)]
    }

    /// `ESC O final` (xterm, "PC-Style Function Keys" and "VT220-Style Function Keys"; rxvt's lower-case arrows).
    static func singleShift(final: UInt8) -> Key? {
        switch final {
        case 0x41...0x44, 0x48, 0x46, 0x50...0x53: letter(final)
        case 0x61...0x64: letter(final - 0x20)
        case 0x4D: .enter
        case 0x49: .tab
        case 0x20: .character(" ")
        case 0x58: .character("=")
        case 0x6A...0x79: .character(Unicode.Scalar(final - 0x40))
        default: nil
        }
    }

    /// `ESC [ parameters final` without a private marker. Nothing for a key that was let go (kitty, "Event types").
    static func controlSequence(parameters: [[Int?]], final: UInt8) -> [Key] {
        func number(_ index: Int, _ detail: Int = 0) -> Int? {
            index < parameters.count && detail < parameters[index].count ? parameters[index][detail] : nil
        }
        let first = number(0) ?? 0
        // No key has more than three: its code, what was held, and its text.
        guard parameters.count <= 3, number(1, 1) != 3 else { return [] }
        let key: Key?
        switch final {
        case 0x41...0x44, 0x48, 0x46: key = parameters.count <= 2 ? letter(final) : nil
        // With more parameters than a modifier this is a cursor position report.
        case 0x50...0x53: key = first <= 1 && parameters.count <= 2 ? letter(final) : nil
        case 0x61...0x64: key = parameters.count <= 2 ? letter(final - 0x20) : nil
        case 0x5A: key = parameters.count <= 2 ? .backTab : nil
        case 0x75:
            let text = parameters.count > 2 ? parameters[2].compactMap(\.self) : []
            return PressedKey(
                code: first, shifted: number(0, 1), onLatinLayout: number(0, 2), modifiers: number(1) ?? 1, text: text, form: .kitty
            ).keys
        case 0x7E where first == 27 && parameters.count == 3:
            return PressedKey(code: number(2) ?? 0, shifted: nil, onLatinLayout: nil, modifiers: number(1) ?? 1, text: [], form: .xterm)
                .keys
        // rxvt ends with $, ^ or @ where a modifier is held.
        case 0x7E, 0x24, 0x5E, 0x40: key = parameters.count <= 2 ? numbered(first) : nil
        default: key = nil
        }
        return key.map { [$0] } ?? []
    }

    /// `ESC [ [ final`: F1 to F5 of the Linux console (console_codes(4)).
    static func linuxFunction(final: UInt8) -> Key? {
        (0x41...0x45).contains(final) ? .function(Int(final) - 0x40) : nil
    }

    private static func letter(_ letter: UInt8) -> Key? {
        switch letter {
        case 0x41: .up
        case 0x42: .down
        case 0x43: .right
        case 0x44: .left
        case 0x46: .end
        case 0x48: .home
        case 0x50...0x53: .function(Int(letter) - 0x4F)
        default: nil
        }
    }

    private static func numbered(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23, 24: .function(number - 12)
        default: nil
        }
    }
}
