/// Which byte sequences are characters (RFC 3629 4; Unicode Standard, table 3-7).
enum UTF8Grammar {
    /// The length of the character that begins with a byte of 0x80 or above; 0 where there is none. `count` bytes may be read.
    @inline(__always)
    static func length(at bytes: UnsafePointer<UInt8>, count: Int) -> Int {
        let first = bytes[0]
        switch first {
        case 0xC2...0xDF:
            return count >= 2 && isContinuation(bytes[1]) ? 2 : 0
        case 0xE0...0xEF:
            guard count >= 3, isContinuation(bytes[1]), isContinuation(bytes[2]) else { return 0 }
            // Neither longer than needed nor a surrogate.
            if first == 0xE0, bytes[1] < 0xA0 { return 0 }
            if first == 0xED, bytes[1] > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard count >= 4, isContinuation(bytes[1]), isContinuation(bytes[2]), isContinuation(bytes[3]) else { return 0 }
            // Neither longer than needed nor above U+10FFFF.
            if first == 0xF0, bytes[1] < 0x90 { return 0 }
            if first == 0xF4, bytes[1] > 0x8F { return 0 }
            return 4
        default:
            return 0
        }
    }

    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
