import Crypto

/// Extracts the answer from what a person copied. Pure; everything stays in locked memory.
///
/// Addresses come in quotes and brackets, in a command, in a link of a message, at the end of a sentence, escaped for HTML or a shell, in
/// full-width characters, and broken over lines.
enum PastedAnswer {
    /// Printable ASCII with single blanks between the words. Full-width forms are what they stand for, escapes too, and an address that is
    /// broken over lines is whole again. `nil` where there is no locked memory.
    static func tidied(_ bytes: UnsafeRawBufferPointer) -> SecretBytes? {
        guard let plain = halfWidth(bytes) else { return nil }
        defer { plain.wipe() }
        return plain.withUnsafeBytes { unescaped($0) }
    }

    /// The possible readings of the blanks, in locked memory that the caller wipes.
    static func readings(of tidy: SecretBytes) -> some Sequence<SecretBytes> {
        let blanks = tidy.withUnsafeBytes { bytes in bytes.indices.filter { bytes[$0] == 0x20 } }
        let ends = blanks.isEmpty ? [tidy.count] : [tidy.count, tidy.count] + blanks.suffix(mostReadings).reversed()
        return ends.enumerated().lazy.compactMap { number, end in
            tidy.withUnsafeBytes { bytes -> SecretBytes? in
                guard let reading = try? SecretBytes(capacity: end) else { return nil }
                // The first one keeps its blanks.
                for byte in bytes[..<end] where byte != 0x20 || number == 0 {
                    guard (try? reading.append(byte)) != nil else { return nil }
                }
                return reading
            }
        }
    }

    private static let mostReadings = 64
    private static let mostQueries = 16

    /// Where the parameters of an answer may be: behind each question mark and number sign, and from the beginning where it begins so.
    static func queries(in bytes: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
        var queries: [UnsafeRawBufferPointer] = []
        for place in bytes.indices where isBeginning(bytes, place) {
            let rest = bytes[place...]
            let end = rest.firstIndex(where: isEnd) ?? rest.endIndex
            let query = UnsafeRawBufferPointer(rebasing: rest[..<end])
            if beginsWithName(query, behind: place == 0 ? nil : bytes[place - 1]), hasParameter(query) { queries.append(query) }
            if queries.count == mostQueries { break }
        }
        return queries
    }

    /// Without the marks that end a sentence or are put around words.
    static func withoutEnd(of query: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let marks = Array(".,;:!?*".utf8)
        let end = query.lastIndex { !marks.contains($0) }.map { $0 + 1 } ?? 0
        return UnsafeRawBufferPointer(rebasing: query[..<end])
    }

    /// A value alone: without quotes and brackets, the word "code" before it, and what ends a sentence.
    static func bareValue(in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var rest = bytes[...]
        func trim() {
            rest = rest.drop { isWrapping($0) }
            while let last = rest.last, isWrapping(last) { rest = rest.dropLast() }
        }
        trim()
        for label in ["authorization code", "authorizationcode", "auth code", "authcode", "the code is", "thecodeis", "code is", "code"] {
            let word = Array(label.utf8)
            guard rest.count > word.count, zip(rest, word).allSatisfy({ lowercase($0) == $1 }) else { continue }
            // A code may itself begin with "code", so a separator has to follow the word.
            let behind = rest.dropFirst(word.count)
            guard let next = behind.first, isWrapping(next) || next == UInt8(ascii: "=") else { continue }
            rest = behind.drop { isWrapping($0) || $0 == UInt8(ascii: "=") }
            break
        }
        trim()
        return UnsafeRawBufferPointer(rebasing: rest)
    }

    /// Whether an address stands there that was encoded as a whole, and again.
    static func isEncodedTwice(_ bytes: UnsafeRawBufferPointer) -> Bool {
        ["code%253D", "code%253d"].contains { contains(bytes, $0) }
    }

    // MARK: Characters

    private static func lowercase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// Characters around or after a value. None of them can be part of a code, except the full stop.
    private static func isWrapping(_ byte: UInt8) -> Bool { " \"'`()[]{}<>.,;:!*\\|".utf8.contains(byte) }

    /// Characters that end an address because they cannot be part of one.
    private static func isEnd(_ byte: UInt8) -> Bool { " \"'`<>()[]{}|^#".utf8.contains(byte) }

    private static func isBeginning(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        place == 0 ? true : "?# \"'`(<[".utf8.contains(bytes[place - 1])
    }

    /// Whether what begins there is a parameter, and not an address that has some behind it.
    private static func beginsWithName(_ query: UnsafeRawBufferPointer, behind mark: UInt8?) -> Bool {
        if mark == UInt8(ascii: "?") || mark == UInt8(ascii: "#") { return true }
        let name = query.prefix { (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "_") }
        return !name.isEmpty && name.count < query.count && query[name.count] == UInt8(ascii: "=")
    }

    /// Whether one of the parameters is one of an answer.
    private static func hasParameter(_ query: UnsafeRawBufferPointer) -> Bool {
        ["code=", "error="].contains { name in
            let name = Array(name.utf8)
            return query.indices.contains { place in
                (place == 0 || query[place - 1] == UInt8(ascii: "&")) && query.count >= place + name.count
                    && query[place..<place + name.count].elementsEqual(name)
            }
        }
    }

    /// Printable ASCII. Line ends within an address go, and what stands at the beginning of its next line; other white space is a blank.
    private static func halfWidth(_ bytes: UnsafeRawBufferPointer) -> SecretBytes? {
        guard let plain = try? SecretBytes(capacity: bytes.count + 1) else { return nil }
        let text = ScalarText(bytes)
        var hasFailed = false
        var gap = Gap.none
        text.forEach(in: 0..<bytes.count) { value, offset in
            switch ScalarKind(value) {
            case .lineEnd: gap = .lineEnd
            case .space, .tab: if gap == .none { gap = .blank }
            case .fullWidthEdge where value == 0x3000: if gap == .none { gap = .blank }
            case .ordinary, .fullWidth, .fullWidthEdge:
                let ascii = value < 0x80 ? UInt8(value) : (0xFF01...0xFF5E).contains(value) ? UInt8(value - 0xFEE0) : nil
                guard let ascii else { break }
                if gap == .blank || (gap == .lineEnd && hasBlank(text, lineAt: offset)) {
                    hasFailed = hasFailed || (try? plain.append(0x20)) == nil
                }
                gap = .none
                hasFailed = hasFailed || (try? plain.append(ascii)) == nil
            // Typographic quotes become plain ones; invisible characters are removed.
            case .curlyQuote:
                gap = .none
                hasFailed = hasFailed || (try? plain.append(UInt8(ascii: "\""))) == nil
            case .control, .invisible: break
            // Text in another script is separated from the address by a blank.
            case .notASCII: gap = .blank
            }
            return !hasFailed
        }
        return hasFailed ? nil : plain
    }

    private enum Gap {
        case none
        case blank
        case lineEnd
    }

    /// Whether a line has a blank between words: then it is no part of an address.
    private static func hasBlank(_ text: ScalarText, lineAt start: Int) -> Bool {
        var sawBlank = false
        var isProse = false
        text.forEach(in: start..<text.bytes.count) { value, _ in
            switch ScalarKind(value) {
            case .lineEnd: return false
            case .space, .tab: sawBlank = true
            case .ordinary, .control, .invisible, .fullWidthEdge, .fullWidth, .curlyQuote, .notASCII: isProse = isProse || sawBlank
            }
            return !isProse
        }
        return isProse
    }

    // MARK: Escapes

    /// Escapes of HTML, of JSON and of shells, and an address that is a parameter of another one and encoded as a whole.
    private static func unescaped(_ bytes: UnsafeRawBufferPointer) -> SecretBytes? {
        guard let tidy = try? SecretBytes(capacity: bytes.count) else { return nil }
        // An address that was encoded as a whole has no plain question mark before its code.
        let isEncoded =
            !contains(bytes, "code=") && !contains(bytes, "error=")
            && (contains(bytes, "code%3D") || contains(bytes, "code%3d") || contains(bytes, "error%3D") || contains(bytes, "error%3d"))
        var rest = bytes[...]
        while let byte = rest.first {
            var kept: UInt8? = byte
            var count = 1
            if let escape = escapes.first(where: { rest.starts(with: $0.written) }) {
                (kept, count) = (escape.meant, escape.written.count)
            } else if byte == UInt8(ascii: "\\") {
                kept = nil
            } else if isEncoded, byte == UInt8(ascii: "%"),
                let decoded = CallbackQuery.decoded(UnsafeRawBufferPointer(rebasing: rest.prefix(3))), decoded.count == 1,
                let meant = decoded.withUnsafeBytes({ $0.first }), (0x21...0x7E).contains(meant)
            {
                (kept, count) = (meant, 3)
            }
            if let kept { guard (try? tidy.append(kept)) != nil else { return nil } }
            rest = rest.dropFirst(count)
        }
        return tidy
    }

    private static let escapes: [(written: [UInt8], meant: UInt8)] =
        ([
            ("&amp;", "&"), ("&AMP;", "&"), ("&#38;", "&"), ("&#038;", "&"), ("&#x26;", "&"), ("\\u0026", "&"), ("\\x26", "&"),
            ("&#61;", "="), ("&#x3D;", "="), ("&#x3d;", "="),
            ("\\u003d", "="), ("\\u003D", "="), ("\\u003f", "?"), ("\\u003F", "?"), ("&equals;", "="), ("&quest;", "?"), ("&quot;", "\""),
            ("&#34;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"),
            ("\\u003e", ">"), ("\\u003c", "<"),
        ] as [(String, Unicode.Scalar)]).map { (Array($0.utf8), UInt8(ascii: $1)) }

    private static func contains(_ bytes: UnsafeRawBufferPointer, _ text: String) -> Bool {
        let text = Array(text.utf8)
        return bytes.count >= text.count && (0...bytes.count - text.count).contains { bytes[$0..<$0 + text.count].elementsEqual(text) }
    }
}
