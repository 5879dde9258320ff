/// Writes one document, value by value, into a sink. In an object each value follows its name.
///
/// Strings come out as pure text: controls, quotes, backslashes, U+007F to U+009F and the line separators U+2028 and U+2029 are escaped, so
/// that no terminal and no script interprets them.
public struct JSONWriter<Sink: JSONSink> {
    /// What has been written so far.
    public private(set) var sink: Sink
    private let layout: JSONLayout
    private var depth = 0
    private var place = Place.afterName

    private enum Place {
        /// The value follows directly: after a name, and at the beginning of the document.
        case afterName
        case beforeFirst
        case afterValue
    }

    /// Begins a document in a sink; nothing is written yet.
    public init(into sink: Sink, layout: JSONLayout = .compact) {
        self.sink = sink
        self.layout = layout
    }

    /// An object; `writeMembers` gives each name and its value by turns.
    public mutating func object<Failure: Error>(_ writeMembers: (inout Self) throws(Failure) -> Void) throws(Failure) {
        try container("{", "}", writeMembers)
    }

    /// An array; `writeElements` gives one value after the other.
    public mutating func array<Failure: Error>(_ writeElements: (inout Self) throws(Failure) -> Void) throws(Failure) {
        try container("[", "]", writeElements)
    }

    /// The name of the member whose value comes next.
    public mutating func name(_ name: String) {
        separate()
        quote(name)
        sink.append(UInt8(ascii: ":"))
        switch layout {
        case .compact: break
        case .indented: sink.append(UInt8(ascii: " "))
        }
        place = .afterName
    }

    /// A string, escaped as described for the type.
    public mutating func string(_ text: String) {
        separate()
        quote(text)
        place = .afterValue
    }

    /// A string given as UTF-8 bytes, for text that must not become a `String`. What is not UTF-8 turns into U+FFFD.
    public mutating func string(utf8: UnsafeRawBufferPointer) {
        separate()
        quote(utf8)
        place = .afterValue
    }

    /// A number as its text says. A text that is no number (RFC 8259 6) is written as a string, so that nothing is lost and the
    /// document stays valid.
    public mutating func number(text: String) {
        guard NumberGrammar.accepts(text) else { return string(text) }
        separate()
        raw(text)
        place = .afterValue
    }

    /// A whole number.
    public mutating func number(_ whole: Int) {
        number(text: String(whole))
    }

    /// `true` or `false`.
    public mutating func bool(_ value: Bool) {
        separate()
        raw(value ? "true" : "false")
        place = .afterValue
    }

    /// The value `null`.
    public mutating func null() {
        separate()
        raw("null")
        place = .afterValue
    }

    /// A whole value that is JSON already, byte for byte. The caller has to make sure that it is valid, for instance by having parsed it.
    public mutating func json(_ value: UnsafeRawBufferPointer) {
        separate()
        sink.append(contentsOf: value)
        place = .afterValue
    }

    /// A whole tree.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let bool): self.bool(bool)
        case .number(let text): number(text: text)
        case .string(let text): string(text)
        case .array(let elements):
            array { writer in
                for element in elements { writer.value(element) }
            }
        case .object(let members):
            object { writer in
                for member in members {
                    writer.name(member.name)
                    writer.value(member.value)
                }
            }
        }
    }

    private mutating func container<Failure: Error>(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ writeContent: (inout Self) throws(Failure) -> Void
    ) throws(Failure) {
        separate()
        sink.append(UInt8(ascii: opening))
        depth += 1
        place = .beforeFirst
        try writeContent(&self)
        depth -= 1
        switch place {
        case .beforeFirst: break
        case .afterName, .afterValue: breakLine()
        }
        sink.append(UInt8(ascii: closing))
        place = .afterValue
    }

    private mutating func separate() {
        switch place {
        case .afterName: return
        case .beforeFirst: break
        case .afterValue: sink.append(UInt8(ascii: ","))
        }
        breakLine()
    }

    private mutating func breakLine() {
        switch layout {
        case .compact:
            break
        case .indented(let spaces):
            sink.append(UInt8(ascii: "\n"))
            for _ in 0..<max(0, spaces) * depth { sink.append(UInt8(ascii: " ")) }
        }
    }

    private mutating func raw(_ text: String) {
        for byte in text.utf8 { sink.append(byte) }
    }

    private mutating func quote(_ text: String) {
        var text = text
        text.withUTF8 { quote(UnsafeRawBufferPointer($0)) }
    }

    private mutating func quote(_ utf8: UnsafeRawBufferPointer) {
        sink.append(UInt8(ascii: "\""))
        if let base = utf8.baseAddress?.assumingMemoryBound(to: UInt8.self) {
            var index = 0
            var copied = 0
            while index < utf8.count {
                let (length, escaped) = JSONWriter.character(at: base + index, count: utf8.count - index)
                if let escaped {
                    sink.append(contentsOf: UnsafeRawBufferPointer(rebasing: utf8[copied..<index]))
                    escape(escaped)
                    copied = index + length
                }
                index += length
            }
            sink.append(contentsOf: UnsafeRawBufferPointer(rebasing: utf8[copied...]))
        }
        sink.append(UInt8(ascii: "\""))
    }

    /// How many bytes the next character has, and what is to be escaped in its place, if anything.
    @inline(__always)
    private static func character(at bytes: UnsafePointer<UInt8>, count: Int) -> (length: Int, escaped: UInt16?) {
        let first = bytes[0]
        if first < 0x80 {
            let isPlain = first >= 0x20 && first != UInt8(ascii: "\"") && first != UInt8(ascii: "\\") && first != 0x7F
            return (1, isPlain ? nil : UInt16(first))
        }
        switch UTF8Grammar.length(at: bytes, count: count) {
        case 0: return (1, 0xFFFD)
        case 2 where first == 0xC2 && bytes[1] < 0xA0: return (2, UInt16(bytes[1]))
        case 3 where first == 0xE2 && bytes[1] == 0x80 && bytes[2] & 0xFE == 0xA8: return (3, 0x2000 | UInt16(bytes[2] & 0x3F))
        case let length: return (length, nil)
        }
    }

    private mutating func escape(_ unit: UInt16) {
        sink.append(UInt8(ascii: "\\"))
        switch unit {
        case 0x22: sink.append(UInt8(ascii: "\""))
        case 0x5C: sink.append(UInt8(ascii: "\\"))
        case 0x08: sink.append(UInt8(ascii: "b"))
        case 0x09: sink.append(UInt8(ascii: "t"))
        case 0x0A: sink.append(UInt8(ascii: "n"))
        case 0x0C: sink.append(UInt8(ascii: "f"))
        case 0x0D: sink.append(UInt8(ascii: "r"))
        default:
            sink.append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] as [UInt16] {
                let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
                sink.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }
}

/// How a written document is spread over lines.
public enum JSONLayout: Hashable, Sendable {
    /// No space at all.
    case compact
    /// One line for each value, indented by so many spaces a level.
    case indented(spaces: Int)
}

/// Takes the bytes of a document as it is written. A sink of one's own can keep secrets in locked memory.
public protocol JSONSink {
    /// Takes the next byte.
    mutating func append(_ byte: UInt8)
    /// Takes the next bytes, which are valid during the call only.
    mutating func append(contentsOf bytes: UnsafeRawBufferPointer)
}

extension Array: JSONSink where Element == UInt8 {}

/// Writes into memory of the caller's, and counts what does not fit: with an empty buffer it only measures.
public struct JSONBufferSink: JSONSink {
    private let buffer: UnsafeMutableRawBufferPointer
    /// How many bytes the document has so far; more than the buffer's where it did not fit.
    public private(set) var byteCount = 0

    /// The buffer has to stay valid as long as the sink is used.
    public init(_ buffer: UnsafeMutableRawBufferPointer = UnsafeMutableRawBufferPointer(start: nil, count: 0)) {
        self.buffer = buffer
    }

    /// Writes a byte where there is room, and counts it in any case.
    public mutating func append(_ byte: UInt8) {
        if byteCount < buffer.count { buffer[byteCount] = byte }
        byteCount += 1
    }

    /// Writes as many bytes as there is room for, and counts them all.
    public mutating func append(contentsOf bytes: UnsafeRawBufferPointer) {
        for byte in bytes { append(byte) }
    }
}
