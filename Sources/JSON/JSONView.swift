/// A value of a document. Asking for what is not there gives `nil`, so that one line can go down several levels.
public struct JSONView: Sendable {
    /// The document that the value belongs to, which keeps the bytes alive.
    public let document: JSONDocument
    /// Where the value lies in the document.
    public let node: JSONTape.Node

    /// A view of a node, which has to be of this document.
    public init(document: JSONDocument, node: JSONTape.Node) {
        self.document = document
        self.node = node
    }

    /// What kind of value it is; `true` and `false` are one kind.
    public var kind: JSONKind { document.tape.kind(of: node) }

    /// Where the value's bytes are in the document; of a string what is between the quotes, still escaped.
    public var byteRange: Range<Int> { document.tape.byteRange(of: node) }

    /// The value of a member; `nil` where this is no object or has none of that name. Of several with the same name the last
    /// one counts.
    public subscript(name: String) -> JSONView? {
        document.bytes.withUnsafeBytes { document.tape.member(name, of: node, in: $0) }.map { JSONView(document: document, node: $0) }
    }

    /// The value at a place of an array, counted from 0; `nil` where there is none.
    public subscript(place: Int) -> JSONView? {
        document.tape.element(place, of: node).map { JSONView(document: document, node: $0) }
    }

    /// The values of an array in order; none where this is no array.
    public var elements: [JSONView] {
        document.tape.elements(of: node).map { JSONView(document: document, node: $0) }
    }

    /// The members of an object in order, those with the same name too; none where this is no object.
    public var members: [(name: String, value: JSONView)] {
        document.tape.members(of: node).map { (text(of: $0.name), JSONView(document: document, node: $0.value)) }
    }

    /// The text of a string, unescaped; `nil` for other kinds. Half a surrogate pair reads as U+FFFD.
    public var string: String? { kind == .string ? text(of: node) : nil }

    /// A number exactly as it is written; `nil` for other kinds.
    public var numberText: String? { kind == .number ? text(of: node) : nil }

    /// The text of a string or of a number; `nil` for other kinds.
    public var scalarText: String? {
        switch kind {
        case .string, .number: text(of: node)
        case .null, .boolean, .array, .object: nil
        }
    }

    /// `nil` for other kinds than `true` and `false`.
    public var bool: Bool? {
        switch document.tape.entries[node.index].tag {
        case .true: true
        case .false: false
        case .null, .number, .string, .escapedString, .array, .object: nil
        }
    }

    /// Whether the value is `null`; a member that is missing is no view at all.
    public var isNull: Bool { kind == .null }

    private func text(of node: JSONTape.Node) -> String {
        document.bytes.withUnsafeBytes { bytes in
            let tape = document.tape
            guard tape.entries[node.index].tag == .escapedString, let count = tape.textByteCount(of: node, in: bytes) else {
                return String(decoding: tape.slice(node, of: bytes), as: UTF8.self)
            }
            return String(unsafeUninitializedCapacity: count) { room in
                tape.copyText(of: node, in: bytes, to: UnsafeMutableRawBufferPointer(room)) ?? 0
            }
        }
    }
}
