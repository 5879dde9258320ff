import Crypto

/// Bech32 (BIP 173) for 32 bytes, without its limit on length. Nothing of a secret leaves locked memory.
enum Bech32 {
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let checksumCharacters = 6
    private static let keyBytes = 32
    /// 32 bytes in groups of five bits, the last one filled up with zeros.
    private static let keyCharacters = 52

    /// How letters are written; a text has only one kind.
    enum Letters {
        case lower
        case upper
    }

    /// The text for 32 bytes. Throws `lockedMemoryExhausted`, or `unsuitableLength` for another number of bytes.
    static func encode(_ key: UnsafeRawBufferPointer, humanPart: String, _ letters: Letters) throws(CryptoError) -> SecretBytes {
        guard key.count == keyBytes else { throw .unsuitableLength }
        let text = try SecretBytes(capacity: humanPart.utf8.count + 1 + keyCharacters + checksumCharacters)
        var checksum = Checksum(humanPart: humanPart)
        for byte in humanPart.utf8 { try text.append(byte) }
        try text.append(UInt8(ascii: "1"))
        for place in 0..<keyCharacters {
            let value = fiveBits(of: key, at: place)
            checksum.add(value)
            try text.append(character(value, letters))
        }
        for value in checksum.values { try text.append(character(value, letters)) }
        return text
    }

    /// The 32 bytes of a text with this human part, its letters included. Throws `malformedKey` or `crypto`.
    static func decode(_ text: UnsafeRawBufferPointer, humanPart: String, _ letters: Letters) throws(AgeError) -> SecretBytes {
        let start = humanPart.utf8.count + 1
        guard text.count == start + keyCharacters + checksumCharacters, text.starts(with: humanPart.utf8),
            text[start - 1] == UInt8(ascii: "1")
        else { throw .malformedKey }
        var checksum = Checksum(humanPart: humanPart)
        do throws(CryptoError) {
            let key = try SecretBytes(capacity: keyBytes)
            var bits = 0
            var bitCount = 0
            for place in 0..<keyCharacters {
                guard let value = value(text[start + place], letters) else { throw .malformedEncoding }
                checksum.add(value)
                bits = (bits << 5 | Int(value)) & 0xFFF
                bitCount += 5
                if bitCount >= 8 {
                    bitCount -= 8
                    try key.append(UInt8(truncatingIfNeeded: bits >> bitCount))
                }
            }
            guard bits & ((1 << bitCount) - 1) == 0 else { throw .malformedEncoding }
            for (place, expected) in checksum.values.enumerated() {
                guard value(text[start + keyCharacters + place], letters) == expected else { throw .malformedEncoding }
            }
            return key
        } catch {
            throw error == .malformedEncoding ? .malformedKey : .crypto(error)
        }
    }

    /// The checksum over a human part and the values behind it (BIP 173, "Checksum").
    private struct Checksum {
        private var state: UInt32 = 1
        private static let generators: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]

        init(humanPart: String) {
            let lower = humanPart.utf8.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
            for byte in lower { add(byte >> 5) }
            add(0)
            for byte in lower { add(byte & 31) }
        }

        mutating func add(_ value: UInt8) {
            let top = state >> 25
            state = (state & 0x1FF_FFFF) << 5 ^ UInt32(value)
            for (bit, generator) in Self.generators.enumerated() where top >> UInt32(bit) & 1 == 1 { state ^= generator }
        }

        var values: [UInt8] {
            var final = self
            for _ in 0..<checksumCharacters { final.add(0) }
            let sum = final.state ^ 1
            return (0..<checksumCharacters).map { UInt8(truncatingIfNeeded: sum >> UInt32(5 * (checksumCharacters - 1 - $0)) & 31) }
        }
    }

    private static func fiveBits(of key: UnsafeRawBufferPointer, at place: Int) -> UInt8 {
        let bit = place * 5
        let next = bit / 8 + 1 < key.count ? UInt16(key[bit / 8 + 1]) : 0
        let window = UInt16(key[bit / 8]) << 8 | next
        return UInt8(truncatingIfNeeded: window >> UInt16(11 - bit % 8) & 31)
    }

    private static func character(_ value: UInt8, _ letters: Letters) -> UInt8 {
        let lower = alphabet[Int(value)]
        switch letters {
        case .lower: return lower
        case .upper: return isLowerLetter(lower) ? lower & 0xDF : lower
        }
    }

    private static func value(_ character: UInt8, _ letters: Letters) -> UInt8? {
        (0..<32).first { Self.character($0, letters) == character }
    }

    private static func isLowerLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
}
