/// What a checked string means once its escapes are resolved (RFC 8259 7). Half a surrogate pair means U+FFFD.
enum StringText {
    /// Gives the bytes of the text one after the other, as long as `use` answers `.more`.
    @inline(__always)
    static func forEachByte(of string: UnsafeRawBufferPointer, _ use: (UInt8) -> Demand) {
        var index = 0
        while index < string.count {
            let byte = string[index]
            guard byte == UInt8(ascii: "\\"), index + 1 < string.count else {
                index += 1
                if use(byte) == .enough { return }
                continue
            }
            let kind = string[index + 1]
            index += 2
            guard kind == UInt8(ascii: "u") else {
                if use(character(escapedBy: kind)) == .enough { return }
                continue
            }
            var scalar = unit(in: string, at: index)
            index += 4
            switch scalar {
            case 0xD800...0xDBFF:
                let low =
                    index + 1 < string.count && string[index] == UInt8(ascii: "\\") && string[index + 1] == UInt8(ascii: "u")
                    ? unit(in: string, at: index + 2) : 0
                if (0xDC00...0xDFFF).contains(low) {
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
                    index += 6
                } else {
                    scalar = 0xFFFD
                }
            case 0xDC00...0xDFFF:
                scalar = 0xFFFD
            default:
                break
            }
            for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
                if use(byte) == .enough { return }
            }
        }
    }

    enum Demand {
        case more
        case enough
    }

    static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    private static func unit(in string: UnsafeRawBufferPointer, at start: Int) -> UInt32 {
        guard start + 4 <= string.count else { return 0xFFFD }
        return (start..<start + 4).reduce(0) { $0 << 4 | (hexadecimalValue(string[$1]) ?? 0) }
    }

    private static func character(escapedBy kind: UInt8) -> UInt8 {
        switch kind {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "r"): 0x0D
        default: kind
        }
    }
}
