/// A document as a tree, to be written. Members keep their order.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// Written as it is; a text that is no number (RFC 8259 6) comes out as a string.
    case number(text: String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A name with its value; an object may have several of the same name.
    public struct Member: Hashable, Sendable {
        /// The name without quotes and escapes.
        public var name: String
        /// The value, with everything inside it.
        public var value: JSONValue

        /// A member as it will be written, in its place among the others.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// A copy of a parsed value with everything inside it.
    public init(_ view: JSONView) {
        switch view.kind {
        case .null: self = .null
        case .boolean: self = .bool(view.bool == true)
        case .number: self = .number(text: view.numberText ?? "0")
        case .string: self = .string(view.string ?? "")
        case .array: self = .array(view.elements.map { JSONValue($0) })
        case .object: self = .object(view.members.map { Member($0.name, JSONValue($0.value)) })
        }
    }

    /// The document in UTF-8, without a line end after it.
    public func encoded(_ layout: JSONLayout = .compact) -> [UInt8] {
        var writer = JSONWriter(into: [UInt8](), layout: layout)
        writer.value(self)
        return writer.sink
    }

    /// `.string`, or `.null` where there is no text.
    public static func optional(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    /// A JSON string.
    public init(stringLiteral text: String) { self = .string(text) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    /// A JSON number.
    public init(integerLiteral whole: Int) { self = .number(text: String(whole)) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
    /// A JSON array with the elements in their order.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// A JSON object with the members in their order; names may repeat.
    public init(dictionaryLiteral members: (String, JSONValue)...) { self = .object(members.map { Member($0.0, $0.1) }) }
}
