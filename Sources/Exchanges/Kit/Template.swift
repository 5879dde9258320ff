import Domain
import JSON

/// A text with holes where a secret, or a signature made with one, belongs. It holds no secret, so that it may be kept, compared and
/// printed.
public typealias Template = [TemplatePiece]

/// A piece of a template: bytes or a hole.
public enum TemplatePiece: Hashable, Sendable {
    case bytes([UInt8])
    /// The value of a field of the key.
    case value(KeyField.ID, Writing = .plain)
    /// The signature over the payload of the same request. There is none in a payload itself.
    case signature(Writing = .plain)

    /// How a value is written into the text.
    public enum Writing: Hashable, Sendable {
        case plain
        /// Within the quotes of a JSON string (RFC 8259, 7).
        case json
        /// Percent-encoded but for the unreserved characters of RFC 3986, 2.3.
        case percent
    }

    /// A piece without a hole.
    public static func text(_ text: String) -> TemplatePiece { .bytes(Array(text.utf8)) }

    /// The bytes; `nil` for a hole.
    public var known: [UInt8]? {
        switch self {
        case .bytes(let bytes): bytes
        case .value, .signature: nil
        }
    }

    var isSecret: Bool {
        switch self {
        case .value: true
        case .bytes, .signature: false
        }
    }
}

extension Template {
    /// A text without holes.
    public init(text: String) { self = [.text(text)] }

    /// A JSON object whose members are in this order.
    public init(json members: [(name: String, value: JSONMember)]) {
        var pieces: Template = [.text("{")]
        for (index, member) in members.enumerated() {
            pieces.append(.bytes((index == 0 ? [] : [UInt8(ascii: ",")]) + JSONValue.string(member.name).encoded() + [UInt8(ascii: ":")]))
            switch member.value {
            case .known(let value): pieces.append(.bytes(value.encoded()))
            case .secret(let field): pieces += [.text("\""), .value(field, .json), .text("\"")]
            }
        }
        self = pieces + [.text("}")]
    }

    /// Whether a value of the key belongs into it.
    public var isSecret: Bool { contains(where: \.isSecret) }

    /// All of it; `nil` where there are holes.
    public var known: [UInt8]? {
        var bytes: [UInt8] = []
        for piece in self {
            guard let known = piece.known else { return nil }
            bytes += known
        }
        return bytes
    }
}

/// What stands in a member of a JSON object with holes.
public enum JSONMember: Hashable, Sendable {
    case known(JSONValue)
    /// A string that is the value of a field.
    case secret(KeyField.ID)
}
