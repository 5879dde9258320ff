/// Where keys stand in a TOML text: the parser reports places only for syntax errors. A text that is not TOML is read as far as it makes sense.
public struct KeyLines: Sendable {
    private var lineByPath: [[String]: Int] = [:]
    /// Keys that stand a second time, in the order of the text.
    public private(set) var repetitions: [Repetition] = []

    /// A line on which a key is missing or has too many parts, with the text before it. The parser assumes that a header begins with a key
    /// and must not be given anything else.
    public private(set) var lineWithoutKey: (line: Int, textBefore: String)?

    /// A key that may stand once and stands again.
    public struct Repetition: Hashable, Sendable {
        /// The parts of the key, tables first.
        public let path: [String]
        /// The line of the repetition, counted from 1.
        public let line: Int
        /// The line on which the key stood first, counted from 1.
        public let firstLine: Int
    }

    /// Scans a TOML text for keys; a text that is not TOML is scanned as far as it makes sense.
    public init(text: String) {
        var scan = Scan(Array(text.utf8))
        scan.document()
        lineByPath = scan.lines
        repetitions = scan.repetitions
        lineWithoutKey = scan.broken.map { ($0.line, String(decoding: text.utf8.prefix($0.offset), as: UTF8.self)) }
    }

    /// The line of a key, counted from 1, or of the nearest table around it. An element of a list has its number in brackets: `[0]`.
    public func line(of path: [String]) -> Int? {
        var path = path
        while !path.isEmpty {
            if let line = lineByPath[path] { return line }
            path.removeLast()
        }
        return nil
    }

    /// The repetition at which a parser stopped, given the line of its error.
    public func repetition(met line: Int?) -> Repetition? { repetitions.first { line == nil || $0.line <= line! } }
}

/// One walk over a text.
private struct Scan {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private(set) var lines: [[String]: Int] = [:]
    private(set) var repetitions: [KeyLines.Repetition] = []
    private(set) var broken: (line: Int, offset: Int)?
    private var kinds: [[String]: Kind] = [:]

    private enum Kind {
        case value
        /// Of a header in brackets.
        case table
        /// Of a header in double brackets, which may stand again.
        case list
        /// A table that the dots of a key have made.
        case dotted
    }

    private static let deepest = 64
    private static let mostParts = 32

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    mutating func document() {
        var section: [String] = []
        while true {
            skipBlanks(.andLineEnds)
            guard let byte = peek() else { return }
            let beginning = offset
            if byte == UInt8(ascii: "[") {
                offset += 1
                let isList = peek() == UInt8(ascii: "[")
                if isList { offset += 1 }
                let start = line
                skipBlanks(.inLine)
                guard let path = path() else {
                    broken = (start, beginning)
                    return
                }
                header(path, isList ? .list : .table, start)
                section = path
                skipLine()
            } else {
                let start = line
                guard let path = path() else {
                    broken = (start, beginning)
                    return
                }
                skipBlanks(.inLine)
                guard peek() == UInt8(ascii: "=") else {
                    skipLine()
                    continue
                }
                offset += 1
                define(section, path, start)
                guard value(of: section + path, depth: 0) else { return }
                skipLine()
            }
        }
    }

    // MARK: Books

    private mutating func header(_ path: [String], _ kind: Kind, _ start: Int) {
        switch (kinds[path], kind) {
        case (nil, _): break
        case (.list?, .list):
            // A new element begins, and with it all of its keys.
            kinds = kinds.filter { !($0.key.count > path.count && $0.key.starts(with: path)) }
        case (.value?, _), (.table?, _), (.dotted?, _), (.list?, _): repeated(path, start)
        }
        for count in 1..<max(path.count, 1) where kinds[Array(path.prefix(count))] == .value { repeated(Array(path.prefix(count)), start) }
        kinds[path] = kind
        note(path, start)
    }

    private mutating func define(_ section: [String], _ key: [String], _ start: Int) {
        for count in 1..<max(key.count, 1) {
            let table = section + key.prefix(count)
            switch kinds[table] {
            case nil: kinds[table] = .dotted
            case .value?: repeated(table, start)
            case .table?, .list?, .dotted?: break
            }
            note(table, start)
        }
        let path = section + key
        if kinds[path] != nil { repeated(path, start) }
        kinds[path] = .value
        note(path, start)
    }

    private mutating func repeated(_ path: [String], _ start: Int) {
        repetitions.append(KeyLines.Repetition(path: path, line: start, firstLine: lines[path] ?? start))
    }

    private mutating func note(_ path: [String], _ start: Int) {
        if lines[path] == nil { lines[path] = start }
    }

    // MARK: Values

    /// Goes behind a value, and notes the keys and elements in it. `false` where it is nested too deeply to go on.
    private mutating func value(of path: [String], depth: Int) -> Bool {
        guard depth < Self.deepest else { return false }
        skipBlanks(.inLine)
        switch peek() {
        case UInt8(ascii: "\"")?, UInt8(ascii: "'")?: skipString()
        case UInt8(ascii: "[")?:
            offset += 1
            var number = 0
            while true {
                skipBlanks(.andLineEnds)
                guard let byte = peek() else { return true }
                offset += byte == UInt8(ascii: "]") || byte == UInt8(ascii: ",") ? 1 : 0
                if byte == UInt8(ascii: "]") { return true }
                if byte == UInt8(ascii: ",") { continue }
                let element = path + ["[\(number)]"]
                note(element, line)
                let before = offset
                guard value(of: element, depth: depth + 1) else { return false }
                number += 1
                if offset == before { return true }
            }
        case UInt8(ascii: "{")?:
            offset += 1
            while true {
                skipBlanks(.andLineEnds)
                guard let byte = peek() else { return true }
                if byte == UInt8(ascii: ",") {
                    offset += 1
                    continue
                }
                if byte == UInt8(ascii: "}") {
                    offset += 1
                    return true
                }
                let start = line
                guard let key = self.path() else { return true }
                skipBlanks(.inLine)
                guard peek() == UInt8(ascii: "=") else { return true }
                offset += 1
                define(path, key, start)
                guard value(of: path + key, depth: depth + 1) else { return false }
            }
        default:
            while let byte = peek(), !Self.endsWord(byte) { offset += 1 }
        }
        return true
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "#")
    }

    /// Goes behind a string in quotes, one that spans lines included.
    private mutating func skipString() {
        let quote = bytes[offset]
        let isLong = bytes[offset...].starts(with: [quote, quote, quote])
        offset += isLong ? 3 : 1
        while let byte = peek() {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), offset + 1 < bytes.count, bytes[offset + 1] != 0x0A {
                offset += 2
            } else if byte == quote, !isLong {
                offset += 1
                return
            } else if byte == quote, bytes[offset...].starts(with: [quote, quote, quote]) {
                offset += 3
                // One or two quotes may stand right before the end.
                while peek() == quote { offset += 1 }
                return
            } else if byte == 0x0A {
                // Without an end it reaches to that of its line.
                guard isLong else { return }
                line += 1
                offset += 1
            } else {
                offset += 1
            }
        }
    }

    // MARK: Keys

    /// The parts of a key with dots between them.
    private mutating func path() -> [String]? {
        var parts: [String] = []
        while true {
            skipBlanks(.inLine)
            guard let part = part() else { return nil }
            parts.append(part)
            guard parts.count <= Self.mostParts else { return nil }
            skipBlanks(.inLine)
            guard peek() == UInt8(ascii: ".") else { return parts }
            offset += 1
        }
    }

    private mutating func part() -> String? {
        guard let first = peek() else { return nil }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return quotedPart() }
        let start = offset
        while let byte = peek(), Self.isBare(byte) { offset += 1 }
        return offset == start ? nil : String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private mutating func quotedPart() -> String? {
        let quote = bytes[offset]
        offset += 1
        var text: [UInt8] = []
        while let byte = peek(), byte != 0x0A {
            offset += 1
            if byte == quote { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") else {
                text.append(byte)
                continue
            }
            guard let escape = peek() else { return nil }
            offset += 1
            switch escape {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "u"), UInt8(ascii: "U"):
                let digits = bytes[offset...].prefix(escape == UInt8(ascii: "u") ? 4 : 8)
                guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(value) else {
                    return nil
                }
                text += Array(String(scalar).utf8)
                offset += digits.count
            default: text.append(escape)
            }
        }
        return nil
    }

    // MARK: Moving

    private enum Reach { case inLine, andLineEnds }

    private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// Goes over blanks; over line ends and comments too where they count as such.
    private mutating func skipBlanks(_ reach: Reach) {
        while let byte = peek() {
            switch (byte, reach) {
            case (0x20, _), (0x09, _), (0x0D, _): offset += 1
            case (0x0A, .andLineEnds):
                line += 1
                offset += 1
            case (UInt8(ascii: "#"), .andLineEnds):
                while let byte = peek(), byte != 0x0A { offset += 1 }
            default: return
            }
        }
    }

    private mutating func skipLine() {
        while let byte = peek(), byte != 0x0A { offset += 1 }
    }
}
