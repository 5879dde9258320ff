/// Checks a document in one pass and notes where its values are (RFC 8259). Needs no stack: while an array or object is open, its `next`
/// holds the index of the one around it.
struct TapeParser {
    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    private let limits: JSONLimits
    private var index = 0
    private var depth = 0
    private var container = TapeParser.none
    private(set) var entries: [JSONTape.Entry] = []

    private static let none = UInt32.max

    /// The bytes have to stay valid as long as the parser is used.
    init(_ bytes: UnsafePointer<UInt8>, count: Int, limits: JSONLimits) {
        self.bytes = bytes
        self.count = count
        self.limits = limits
        entries.reserveCapacity(min(count / 8 + 4, limits.nodeCount))
    }

    private enum Next {
        case value
        case memberName
        case separator
        case end
    }

    mutating func parse() throws(JSONError) {
        var next = Next.value
        while true {
            skipSpace()
            switch next {
            case .value: next = try parseValue()
            case .memberName: next = try parseMemberName()
            case .separator: next = try parseSeparator()
            case .end:
                if index < count { throw failure(.trailingBytes) }
                return
            }
        }
    }

    private mutating func parseValue() throws(JSONError) -> Next {
        let start = index
        switch try currentByte() {
        case UInt8(ascii: "\""):
            try parseString()
        case UInt8(ascii: "{"):
            try open(.object)
            skipSpace()
            if try currentByte() != UInt8(ascii: "}") { return .memberName }
            close()
        case UInt8(ascii: "["):
            try open(.array)
            skipSpace()
            if try currentByte() != UInt8(ascii: "]") { return .value }
            close()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            switch NumberGrammar.scan(bytes, from: start, count: count) {
            case .number(let end):
                index = end
                try append(.number, from: start, to: end)
            case .malformed(let position):
                throw JSONError(reason: position < count ? .numberMalformed : .unexpectedEnd, position: position)
            }
        case UInt8(ascii: "t"): try parseLiteral("true", .true)
        case UInt8(ascii: "f"): try parseLiteral("false", .false)
        case UInt8(ascii: "n"): try parseLiteral("null", .null)
        default: throw failure(.unexpectedByte)
        }
        return container == TapeParser.none ? .end : .separator
    }

    private mutating func parseMemberName() throws(JSONError) -> Next {
        guard try currentByte() == UInt8(ascii: "\"") else { throw failure(.unexpectedByte) }
        try parseString()
        skipSpace()
        guard try currentByte() == UInt8(ascii: ":") else { throw failure(.unexpectedByte) }
        index += 1
        return .value
    }

    private mutating func parseSeparator() throws(JSONError) -> Next {
        let isObject = entries[Int(container)].tag == .object
        switch try currentByte() {
        case UInt8(ascii: ","):
            index += 1
            return isObject ? .memberName : .value
        case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
            close()
            return container == TapeParser.none ? .end : .separator
        default:
            throw failure(.unexpectedByte)
        }
    }

    private mutating func open(_ tag: JSONTape.Tag) throws(JSONError) {
        guard depth < limits.depth else { throw failure(.tooDeep) }
        let around = container
        container = UInt32(truncatingIfNeeded: entries.count)
        try append(tag, from: index, to: index)
        entries[Int(container)].next = around
        depth += 1
        index += 1
    }

    private mutating func close() {
        index += 1
        let closed = Int(container)
        container = entries[closed].next
        entries[closed].end = UInt32(truncatingIfNeeded: index)
        entries[closed].next = UInt32(truncatingIfNeeded: entries.count)
        depth -= 1
    }

    private mutating func parseLiteral(_ literal: StaticString, _ tag: JSONTape.Tag) throws(JSONError) {
        let start = index
        for offset in 0..<literal.utf8CodeUnitCount {
            guard try currentByte() == literal.utf8Start[offset] else { throw failure(.unexpectedByte) }
            index += 1
        }
        try append(tag, from: start, to: index)
    }

    private mutating func parseString() throws(JSONError) {
        index += 1
        let start = index
        var tag = JSONTape.Tag.string
        while true {
            while index < count, TapeParser.isPlain(bytes[index]) { index += 1 }
            switch try currentByte() {
            case UInt8(ascii: "\""):
                try append(tag, from: start, to: index)
                index += 1
                return
            case UInt8(ascii: "\\"):
                tag = .escapedString
                try skipEscape()
            case 0x80...:
                let length = UTF8Grammar.length(at: bytes + index, count: count - index)
                guard length > 0 else { throw failure(.encodingInvalid) }
                index += length
            default:
                throw failure(.controlCharacter)
            }
        }
    }

    /// Lone surrogates pass: the grammar allows them, and one message cut in the middle must not hide the rest of a reply.
    private mutating func skipEscape() throws(JSONError) {
        index += 1
        switch try currentByte() {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            index += 1
        case UInt8(ascii: "u"):
            index += 1
            for _ in 0..<4 {
                guard StringText.hexadecimalValue(try currentByte()) != nil else { throw failure(.escapeMalformed) }
                index += 1
            }
        default:
            throw failure(.escapeMalformed)
        }
    }

    private mutating func append(_ tag: JSONTape.Tag, from start: Int, to end: Int) throws(JSONError) {
        guard entries.count < limits.nodeCount else { throw JSONError(reason: .tooManyNodes, position: start) }
        entries.append(
            JSONTape.Entry(
                start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
                next: UInt32(truncatingIfNeeded: entries.count + 1), tag: tag
            ))
    }

    @inline(__always)
    private mutating func skipSpace() {
        while index < count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    @inline(__always)
    private func currentByte() throws(JSONError) -> UInt8 {
        guard index < count else { throw failure(.unexpectedEnd) }
        return bytes[index]
    }

    private func failure(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: reason, position: index)
    }
}
