/// The two alphabets of RFC 4648. Characters are computed and not looked up, so that no cache line tells about a secret.
enum Base64Alphabet {
    /// RFC 4648 4: the last two characters are `+` and `/`.
    case standard
    /// RFC 4648 5: the last two characters are `-` and `_`.
    case urlSafe

    private var last: (Int, Int) {
        switch self {
        case .standard: (0x2B, 0x2F)
        case .urlSafe: (0x2D, 0x5F)
        }
    }

    /// The character for six bits.
    func character(_ sixBits: Int) -> UInt8 {
        let character =
            Self.mask(sixBits, 0, 25) & (sixBits + 0x41)
            | Self.mask(sixBits, 26, 51) & (sixBits - 26 + 0x61)
            | Self.mask(sixBits, 52, 61) & (sixBits - 52 + 0x30)
            | Self.mask(sixBits, 62, 62) & last.0
            | Self.mask(sixBits, 63, 63) & last.1
        return UInt8(truncatingIfNeeded: character)
    }

    /// The six bits of a character, or a negative number when it is not in the alphabet.
    func sixBits(_ character: UInt8) -> Int {
        let code = Int(character)
        let upper = Self.mask(code, 0x41, 0x5A)
        let lower = Self.mask(code, 0x61, 0x7A)
        let digit = Self.mask(code, 0x30, 0x39)
        let beforeLast = Self.mask(code, last.0, last.0)
        let veryLast = Self.mask(code, last.1, last.1)
        return upper & (code - 0x41) | lower & (code - 0x61 + 26) | digit & (code - 0x30 + 52) | beforeLast & 62 | veryLast & 63
            | ~(upper | lower | digit | beforeLast | veryLast)
    }

    /// All ones when `value` lies between the bounds, both included; else zero.
    private static func mask(_ value: Int, _ lowest: Int, _ highest: Int) -> Int {
        ((lowest - 1 - value) & (value - highest - 1)) >> (Int.bitWidth - 1)
    }
}
