import Crypto
@_spi(_Unicode) import Swift

/// The other ways in which the same passphrase may have been typed: keyboards and systems differ in whether an accented letter is one
/// character or two (Unicode Standard Annex 15), and some editors put an invisible byte order mark in front of a file.
///
/// The bytes are handled in locked memory only; the tables are made from the standard library's, a character at a time.
enum PassphraseForms {
    /// The forms that differ from the passphrase; none for ASCII. There may be fewer where locked memory is short.
    static func others(of passphrase: SecretBytes) -> [SecretBytes] {
        guard passphrase.withUnsafeBytes({ bytes in bytes.contains { $0 >= 0x80 } }) else { return [] }
        var forms = [passphrase]
        if let unmarked = withoutMark(passphrase) { forms.append(unmarked) }
        for form in forms {
            guard let decomposed = decomposed(form) else { continue }
            for other in [composed(decomposed), decomposed] {
                guard let bytes = other.flatMap(encoded), !forms.contains(where: { $0.isEqual(to: bytes) }) else { continue }
                forms.append(bytes)
            }
        }
        return Array(forms.dropFirst())
    }

    /// What follows a byte order mark; `nil` where there is none, or nothing behind it.
    private static func withoutMark(_ passphrase: SecretBytes) -> SecretBytes? {
        passphrase.withUnsafeBytes { bytes in
            bytes.count > 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
                ? try? SecretBytes(copying: UnsafeRawBufferPointer(rebasing: bytes[3...])) : nil
        }
    }

    // MARK: Scalars, four bytes each

    private static func decomposed(_ text: SecretBytes) -> SecretBytes? {
        guard let scalars = try? SecretBytes(capacity: text.count * 16) else { return nil }
        let isText = text.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                guard let (scalar, byteCount) = scalar(at: offset, in: bytes) else { return false }
                offset += byteCount
                for part in parts(of: scalar) { guard append(part, to: scalars) else { return false } }
            }
            return true
        }
        guard isText else { return nil }
        // Marks stand in the order of their class; those of one class keep the order in which they were typed.
        var end = 1
        while end < count(scalars) {
            var index = end
            while index > 0, case let mark = combiningClass(scalar(index, in: scalars)), mark > 0,
                combiningClass(scalar(index - 1, in: scalars)) > mark
            {
                let (first, second) = (scalar(index - 1, in: scalars), scalar(index, in: scalars))
                put(second, at: index - 1, in: scalars)
                put(first, at: index, in: scalars)
                index -= 1
            }
            end += 1
        }
        return scalars
    }

    private static func composed(_ decomposed: SecretBytes) -> SecretBytes? {
        guard let result = try? SecretBytes(capacity: decomposed.count) else { return nil }
        var starter: Int?
        var lastClass = 0
        for index in 0..<count(decomposed) {
            let next = scalar(index, in: decomposed)
            let mark = combiningClass(next)
            if let place = starter, count(result) == place + 1 || lastClass < mark, let whole = composite(scalar(place, in: result), next) {
                put(whole, at: place, in: result)
                continue
            }
            if mark == 0 { starter = count(result) }
            lastClass = mark
            guard append(next, to: result) else { return nil }
        }
        return result
    }

    private static func encoded(_ scalars: SecretBytes) -> SecretBytes? {
        guard let text = try? SecretBytes(capacity: scalars.count) else { return nil }
        for index in 0..<count(scalars) {
            guard let scalar = Unicode.Scalar(scalar(index, in: scalars)), let units = UTF8.encode(scalar) else { return nil }
            for unit in units { guard (try? text.append(unit)) != nil else { return nil } }
        }
        return text
    }

    private static func count(_ scalars: SecretBytes) -> Int { scalars.count / 4 }

    private static func scalar(_ index: Int, in scalars: SecretBytes) -> UInt32 {
        scalars.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self) }
    }

    private static func put(_ scalar: UInt32, at index: Int, in scalars: SecretBytes) {
        _ = withUnsafeBytes(of: scalar) { try? scalars.replaceSubrange(index * 4..<index * 4 + 4, with: $0) }
    }

    private static func append(_ scalar: UInt32, to scalars: SecretBytes) -> Bool {
        withUnsafeBytes(of: scalar) { (try? scalars.append($0)) != nil }
    }

    /// The character that begins at an offset, where the bytes are UTF-8.
    private static func scalar(at offset: Int, in bytes: UnsafeRawBufferPointer) -> (UInt32, byteCount: Int)? {
        let first = bytes[offset]
        let length: Int
        var value: UInt32
        switch first {
        case 0x00...0x7F: return (UInt32(first), 1)
        case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
        default: return nil
        }
        guard offset + length <= bytes.count else { return nil }
        for index in offset + 1..<offset + length {
            guard bytes[index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        return Unicode.Scalar(value) == nil ? nil : (value, length)
    }

    // MARK: Tables

    private static func combiningClass(_ scalar: UInt32) -> Int {
        scalar < 0x300 ? 0 : Unicode.Scalar(scalar).map { Int($0.properties.canonicalCombiningClass.rawValue) } ?? 0
    }

    /// Hangul syllables are composed by arithmetic (Unicode Standard, 3.12).
    private enum Hangul {
        static let syllables: UInt32 = 0xAC00
        static let leads: UInt32 = 0x1100
        static let vowels: UInt32 = 0x1161
        static let tails: UInt32 = 0x11A7
        static let leadCount: UInt32 = 19
        static let vowelCount: UInt32 = 21
        static let tailCount: UInt32 = 28
        static var count: UInt32 { leadCount * vowelCount * tailCount }
    }

    private static func parts(of scalar: UInt32) -> [UInt32] {
        if scalar >= Hangul.syllables, scalar - Hangul.syllables < Hangul.count {
            let index = scalar - Hangul.syllables
            let tail = index % Hangul.tailCount
            let both = [
                Hangul.leads + index / (Hangul.vowelCount * Hangul.tailCount), Hangul.vowels + index / Hangul.tailCount % Hangul.vowelCount,
            ]
            return tail == 0 ? both : both + [Hangul.tails + tail]
        }
        return tables.parts[scalar] ?? [scalar]
    }

    private static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if first >= Hangul.leads, first - Hangul.leads < Hangul.leadCount, second >= Hangul.vowels,
            second - Hangul.vowels < Hangul.vowelCount
        {
            return Hangul.syllables + ((first - Hangul.leads) * Hangul.vowelCount + second - Hangul.vowels) * Hangul.tailCount
        }
        if first >= Hangul.syllables, first - Hangul.syllables < Hangul.count, (first - Hangul.syllables) % Hangul.tailCount == 0,
            second > Hangul.tails, second - Hangul.tails < Hangul.tailCount
        {
            return first + second - Hangul.tails
        }
        return tables.composites[UInt64(first) << 32 | UInt64(second)]
    }

    /// The decompositions of the characters of modern scripts up to Kana, and the compositions of pairs.
    private static let tables: (parts: [UInt32: [UInt32]], composites: [UInt64: UInt32]) = {
        var parts: [UInt32: [UInt32]] = [:]
        var wholes: [[UInt32]: UInt32] = [:]
        for value in UInt32(0xC0)..<0x3400 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            let fallen = text._nfd.map(\.value)
            guard fallen != [value] else { continue }
            parts[value] = fallen
            // Some characters are decomposed and never composed again (composition exclusions).
            if text._nfc.map(\.value) == [value] { wholes[fallen] = value }
        }
        var composites: [UInt64: UInt32] = [:]
        for (fallen, value) in wholes where fallen.count >= 2 {
            let front = Array(fallen.dropLast())
            guard let first = front.count == 1 ? front[0] : wholes[front] else { continue }
            composites[UInt64(first) << 32 | UInt64(fallen[fallen.count - 1])] = value
        }
        return (parts, composites)
    }()
}
