/// Base64 with the standard alphabet (RFC 4648 4). Decoding is strict: no blanks, no line ends, and unused bits have to be zero.
public enum Base64 {
    /// The text for bytes that are no secret.
    public static func encode(_ bytes: some Sequence<UInt8>, padding: Base64Padding = .required) -> String {
        codec(padding).encode(bytes)
    }

    /// The bytes of ASCII text. Throws `malformedEncoding`.
    public static func decode(_ text: some Sequence<UInt8>, padding: Base64Padding = .required) throws(CryptoError) -> [UInt8] {
        try codec(padding).decode(text)
    }

    /// The text for secret bytes, in locked memory. Throws `lockedMemoryExhausted`.
    public static func encodeSecret(_ secret: SecretBytes) throws(CryptoError) -> SecretBytes {
        let codec = codec(.required)
        return try secret.withUnsafeBytes { (bytes) throws(CryptoError) in
            let text = try SecretBytes(capacity: codec.encodedCount(bytes.count))
            try text.appendWritten(count: codec.encodedCount(bytes.count)) { room in
                codec.encode(bytes, into: room)
                return true
            }
            return text
        }
    }

    /// The bytes of secret text, in locked memory. Throws `malformedEncoding` or `lockedMemoryExhausted`.
    public static func decodeSecret(_ text: SecretBytes) throws(CryptoError) -> SecretBytes {
        let codec = codec(.required)
        return try text.withUnsafeBytes { (characters) throws(CryptoError) in
            let count = try codec.decodedCount(characters)
            let secret = try SecretBytes(capacity: count)
            var isWellFormed = false
            try secret.appendWritten(count: count) { room in
                isWellFormed = codec.decode(characters, into: room)
                return true
            }
            guard isWellFormed else {
                secret.wipe()
                throw .malformedEncoding
            }
            return secret
        }
    }

    private static func codec(_ padding: Base64Padding) -> Base64Codec {
        Base64Codec(padding: padding)
    }
}

/// The alphabet of RFC 4648 4. Characters are computed and not looked up, so that memory access does not depend on a secret.
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

/// What follows the last characters when the bytes do not fill a group of three.
public enum Base64Padding: Sendable {
    /// `=` up to a multiple of four characters (RFC 4648 4).
    case required
    /// Nothing (RFC 4648 3.2).
    case absent
}

/// Both directions of RFC 4648 over memory that the caller owns.
struct Base64Codec {
    let padding: Base64Padding

    private static let pad: UInt8 = 0x3D

    func encodedCount(_ plainCount: Int) -> Int {
        let rest = plainCount % 3
        let whole = plainCount / 3 * 4
        guard rest > 0 else { return whole }
        switch padding {
        case .required: return whole + 4
        case .absent: return whole + rest + 1
        }
    }

    /// Fills `text`, which has `encodedCount` bytes.
    func encode(_ plain: UnsafeRawBufferPointer, into text: UnsafeMutableRawBufferPointer) {
        var source = 0
        for target in stride(from: 0, to: text.count, by: 4) {
            let present = min(3, plain.count - source)
            var group = Int(plain[source]) << 16
            if present > 1 { group |= Int(plain[source + 1]) << 8 }
            if present > 2 { group |= Int(plain[source + 2]) }
            source += present
            for position in 0..<min(4, text.count - target) {
                text[target + position] = position <= present ? Base64Alphabet.character(group >> (18 - 6 * position) & 63) : Self.pad
            }
        }
    }

    /// The number of bytes that `text` stands for if it is well formed. Throws `malformedEncoding` for an impossible length.
    func decodedCount(_ text: UnsafeRawBufferPointer) throws(CryptoError) -> Int {
        let significant = try significantCount(text)
        return significant / 4 * 3 + max(0, significant % 4 - 1)
    }

    /// Fills `plain`, which has `decodedCount` bytes. False when a character is foreign or bits are left over that are not zero.
    func decode(_ text: UnsafeRawBufferPointer, into plain: UnsafeMutableRawBufferPointer) -> Bool {
        var foreign = 0
        var target = 0
        var group = 0
        var bits = 0
        for source in 0..<(plain.count * 8 + 5) / 6 {
            let sixBits = Base64Alphabet.sixBits(text[source])
            foreign |= sixBits
            group = (group << 6 | sixBits & 63) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                plain[target] = UInt8(truncatingIfNeeded: group >> bits)
                target += 1
            }
        }
        return foreign >= 0 && group & ((1 << bits) - 1) == 0
    }

    private func significantCount(_ text: UnsafeRawBufferPointer) throws(CryptoError) -> Int {
        var significant = text.count
        switch padding {
        case .required:
            guard text.count % 4 == 0 else { throw .malformedEncoding }
            while significant > max(0, text.count - 2), text[significant - 1] == Self.pad { significant -= 1 }
        case .absent:
            break
        }
        guard significant % 4 != 1 else { throw .malformedEncoding }
        return significant
    }

    func encode(_ plain: some Sequence<UInt8>) -> String {
        let bytes = Array(plain)
        let text = [UInt8](unsafeUninitializedCapacity: encodedCount(bytes.count)) { buffer, count in
            count = encodedCount(bytes.count)
            bytes.withUnsafeBytes {
                encode($0, into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    func decode(_ text: some Sequence<UInt8>) throws(CryptoError) -> [UInt8] {
        let characters = Array(text)
        let result: Result<[UInt8], CryptoError> = characters.withUnsafeBytes { bytes in
            do throws(CryptoError) {
                var plain = [UInt8](repeating: 0, count: try decodedCount(bytes))
                let isWellFormed = plain.withUnsafeMutableBytes { decode(bytes, into: $0) }
                return isWellFormed ? .success(plain) : .failure(.malformedEncoding)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
