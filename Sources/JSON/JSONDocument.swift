/// A parsed document together with its bytes. For documents without secrets; `JSONTape` is for the others.
public final class JSONDocument: Sendable {
    /// The document as it was parsed.
    public let bytes: [UInt8]
    /// Where the values lie in `bytes`.
    public let tape: JSONTape

    /// Checks a whole document (RFC 8259, in UTF-8 without byte order mark).
    public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(JSONError) in try JSONTape(parsing: buffer, limits: limits) }
        }
        tape = try result.get()
        self.bytes = bytes
    }

    /// The outermost value, which need not be an object (RFC 8259, 2).
    public var root: JSONView { JSONView(document: self, node: tape.root) }
}

/// What a value is (RFC 8259 3).
public enum JSONKind: String, CaseIterable, Hashable, Sendable {
    case null
    case boolean
    case number
    case string
    case array
    case object
}

/// The limits beyond which a document is refused.
public struct JSONLimits: Hashable, Sendable {
    /// Arrays and objects inside each other.
    public let depth: Int
    /// Bytes of the whole document.
    public let byteCount: Int
    /// Values and member names together.
    public let nodeCount: Int

    /// No depth above this one is granted, so that code may follow a document by recursion.
    public static let greatestDepth = 512

    /// Numbers outside what is possible (depth 1 to 512, at most 1 GiB and as many nodes) count as the nearest that is.
    public init(depth: Int = 64, byteCount: Int = 32 << 20, nodeCount: Int = 2_000_000) {
        self.depth = min(max(1, depth), JSONLimits.greatestDepth)
        self.byteCount = min(max(0, byteCount), 1 << 30)
        self.nodeCount = min(max(1, nodeCount), 1 << 30)
    }

    /// 64 levels, 32 MiB and two million nodes.
    public static let standard = JSONLimits()
}

/// Why a document was refused, and where. Holds nothing of its content.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which rule or limit the document breaks.
    public let reason: Reason
    /// In bytes from the beginning, counted from 0.
    public let position: Int

    /// The rules of RFC 8259 and the limits of `JSONLimits`; the raw value completes a sentence.
    public enum Reason: String, CaseIterable, Hashable, Sendable {
        case unexpectedEnd = "ends too early"
        case unexpectedByte = "has a byte that does not belong there"
        case trailingBytes = "goes on after its value"
        case numberMalformed = "has a malformed number"
        case escapeMalformed = "has a malformed escape sequence"
        case controlCharacter = "has a control character in a string"
        case encodingInvalid = "is not UTF-8"
        case tooDeep = "is nested too deeply"
        case tooLong = "is too long"
        case tooManyNodes = "has too many values"
    }

    /// An error at a byte position, counted from 0.
    public init(reason: Reason, position: Int) {
        self.reason = reason
        self.position = position
    }

    /// One sentence in English, without anything from the document.
    public var description: String { "The JSON document \(reason.rawValue) (byte \(position))." }
}
