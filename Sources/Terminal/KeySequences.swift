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

    /// `ESC [ parameters final` without a private marker.
    static func controlSequence(parameters: [Int], final: UInt8) -> Key? {
        let first = parameters.first ?? 0
        switch final {
        case 0x41...0x44, 0x48, 0x46: return letter(final)
        // With more than a modifier this is the cursor's place, an answer.
        case 0x50...0x53: return first <= 1 && parameters.count <= 2 ? letter(final) : nil
        case 0x61...0x64: return letter(final - 0x20)
        case 0x5A: return .backTab
        case 0x75: return modified(code: first, modifiers: parameters.count > 1 ? parameters[1] : 1)
        case 0x7E where first == 27 && parameters.count == 3: return modified(code: parameters[2], modifiers: parameters[1])
        // rxvt ends with $, ^ or @ where a modifier is held.
        case 0x7E, 0x24, 0x5E, 0x40: return numbered(first)
        default: return nil
        }
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

    /// A key as its code point and the modifiers held, plus one (xterm, "modifyOtherKeys"; the `CSI u` form of it).
    private static func modified(code: Int, modifiers: Int) -> Key? {
        let held = max(0, modifiers - 1)
        guard let code = UInt32(exactly: code), let scalar = Unicode.Scalar(code) else { return nil }
        switch scalar.value {
        case 9: return held & 1 != 0 ? .backTab : .tab
        case 13: return .enter
        case 27: return .escape
        case 8, 127: return .backspace
        case 0..<32, 128..<160, 0xE000...0xF8FF: return nil
        default: break
        }
        if held & 4 != 0 {
            let letter = scalar.value | 0x20
            return (0x61...0x7A).contains(letter) ? Unicode.Scalar(letter).map(Key.control) : nil
        }
        return held & 2 != 0 ? .alt(scalar) : .character(scalar)
    }
}
