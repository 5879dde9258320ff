/// The alphabet of RFC 4648 4. Characters are computed and not looked up, so that no cache line tells about a secret.
enum Base64Alphabet {
    /// `+` and `/`.
    private static let last = (0x2B, 0x2F)

    /// The character for six bits.
    static func character(_ sixBits: Int) -> UInt8 {
        let character =
            mask(sixBits, 0, 25) & (sixBits + 0x41)
            | mask(sixBits, 26, 51) & (sixBits - 26 + 0x61)
            | mask(sixBits, 52, 61) & (sixBits - 52 + 0x30)
            | mask(sixBits, 62, 62) & last.0
            | mask(sixBits, 63, 63) & last.1
        return UInt8(truncatingIfNeeded: character)
    }

    /// The six bits of a character, or a negative number when it is not in the alphabet.
    static func sixBits(_ character: UInt8) -> Int {
        let code = Int(character)
        let upper = mask(code, 0x41, 0x5A)
        let lower = mask(code, 0x61, 0x7A)
        let digit = mask(code, 0x30, 0x39)
        let beforeLast = mask(code, last.0, last.0)
        let veryLast = mask(code, last.1, last.1)
        return upper & (code - 0x41) | lower & (code - 0x61 + 26) | digit & (code - 0x30 + 52) | beforeLast & 62 | veryLast & 63
            | ~(upper | lower | digit | beforeLast | veryLast)
    }

    /// All ones when `value` lies between the bounds, both included; else zero.
    private static func mask(_ value: Int, _ lowest: Int, _ highest: Int) -> Int {
        ((lowest - 1 - value) & (value - highest - 1)) >> (Int.bitWidth - 1)
    }
}
