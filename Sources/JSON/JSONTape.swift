/// Where the values of a document are, without the document: places and kinds, no content.
///
/// This is the way to values that must not become a `String`: the caller keeps the bytes where it likes, gives them along with
/// each question, and takes a value as a range of them or has it copied, unescaped, into memory of its own. The bytes have to be
/// the ones that were parsed; where their number differs, nothing is found.
public struct JSONTape: Sendable {
    let entries: [Entry]
    /// The length of the parsed document in bytes.
    public let byteCount: Int

    /// A value of the document that this tape was made from.
    public struct Node: Hashable, Sendable {
        let index: Int
    }

    enum Tag: UInt8 {
        case null
        case `false`
        case `true`
        case number
        case string
        /// With at least one escape.
        case escapedString
        case array
        case object
    }

    /// Members lie in an object as names and values by turns; what is inside a value follows it.
    struct Entry {
        var start: UInt32
        var end: UInt32
        /// The index of the entry after the value and everything inside it.
        var next: UInt32
        let tag: Tag
    }

    /// Checks a whole document (RFC 8259, in UTF-8 without byte order mark). Keeps nothing of `bytes`.
    public init(parsing bytes: UnsafeRawBufferPointer, limits: JSONLimits = .standard) throws(JSONError) {
        guard bytes.count <= limits.byteCount else { throw JSONError(reason: .tooLong, position: limits.byteCount) }
        guard let base = bytes.baseAddress, !bytes.isEmpty else { throw JSONError(reason: .unexpectedEnd, position: 0) }
        var parser = TapeParser(base.assumingMemoryBound(to: UInt8.self), count: bytes.count, limits: limits)
        try parser.parse()
        entries = parser.entries
        byteCount = bytes.count
    }

    /// The outermost value of the document.
    public var root: Node { Node(index: 0) }

    /// What kind of value the node is; `true` and `false` are one kind.
    public func kind(of node: Node) -> JSONKind {
        switch entries[node.index].tag {
        case .null: .null
        case .false, .true: .boolean
        case .number: .number
        case .string, .escapedString: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Where the value's bytes are; of a string what is between the quotes, still escaped.
    public func byteRange(of node: Node) -> Range<Int> {
        let entry = entries[node.index]
        return Int(entry.start)..<Int(entry.end)
    }

    /// The value of a member; `nil` where the node is no object or has none of that name. Of several with the same name the last one
    /// counts, as in most parsers (RFC 8259, 4).
    public func member(_ name: String, of node: Node, in bytes: UnsafeRawBufferPointer) -> Node? {
        let object = entries[node.index]
        guard object.tag == .object, bytes.count == byteCount else { return nil }
        return JSONTape.withUTF8(of: name) { name in
            var found: Node?
            var index = node.index + 1
            while index < Int(object.next) {
                if hasText(name, at: index, in: bytes) { found = Node(index: index + 1) }
                index = Int(entries[index + 1].next)
            }
            return found
        }
    }

    /// The value at a place of an array, counted from 0; `nil` where there is none.
    public func element(_ place: Int, of node: Node) -> Node? {
        let array = entries[node.index]
        guard array.tag == .array, place >= 0 else { return nil }
        var index = node.index + 1
        for _ in 0..<min(place, entries.count) where index < Int(array.next) { index = Int(entries[index].next) }
        return index < Int(array.next) ? Node(index: index) : nil
    }

    /// The values of an array in order; none where the node is no array.
    public func elements(of node: Node) -> [Node] {
        let array = entries[node.index]
        guard array.tag == .array else { return [] }
        return Array(sequence(first: node.index + 1) { Int(entries[$0].next) }.prefix { $0 < Int(array.next) }.map(Node.init))
    }

    /// The members of an object in order, the names as string nodes; none where the node is no object.
    public func members(of node: Node) -> [(name: Node, value: Node)] {
        let object = entries[node.index]
        guard object.tag == .object else { return [] }
        let names = sequence(first: node.index + 1) { Int(entries[$0 + 1].next) }.prefix { $0 < Int(object.next) }
        return names.map { (Node(index: $0), Node(index: $0 + 1)) }
    }

    /// How many bytes the text of a string has once unescaped; never more than its byte range. `nil` for other kinds.
    public func textByteCount(of node: Node, in bytes: UnsafeRawBufferPointer) -> Int? {
        switch entries[node.index].tag {
        case .string:
            return byteRange(of: node).count
        case .escapedString:
            guard bytes.count == byteCount else { return nil }
            var count = 0
            StringText.forEachByte(of: slice(node, of: bytes)) { _ in
                count += 1
                return .more
            }
            return count
        case .null, .false, .true, .number, .array, .object:
            return nil
        }
    }

    /// Copies the unescaped text of a string to the beginning of `destination` and answers its length in bytes; `nil`, with
    /// nothing copied, where it does not fit or the node is no string.
    public func copyText(
        of node: Node, in bytes: UnsafeRawBufferPointer, to destination: UnsafeMutableRawBufferPointer
    ) -> Int? {
        guard bytes.count == byteCount, let count = textByteCount(of: node, in: bytes), count <= destination.count else { return nil }
        var index = 0
        StringText.forEachByte(of: slice(node, of: bytes)) { byte in
            destination[index] = byte
            index += 1
            return .more
        }
        return count
    }

    func slice(_ node: Node, of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[byteRange(of: node)])
    }

    @inline(__always)
    private func hasText(_ text: UnsafeBufferPointer<UInt8>, at index: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
        let entry = entries[index]
        if entry.tag == .string {
            guard Int(entry.end - entry.start) == text.count else { return false }
            for offset in 0..<text.count where bytes[Int(entry.start) + offset] != text[offset] { return false }
            return true
        }
        var matched = 0
        var isSame = true
        StringText.forEachByte(of: slice(Node(index: index), of: bytes)) { byte in
            isSame = matched < text.count && text[matched] == byte
            matched += 1
            return isSame ? .more : .enough
        }
        return isSame && matched == text.count
    }

    private static func withUTF8<Result>(of text: String, _ use: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        text.utf8.withContiguousStorageIfAvailable(use) ?? Array(text.utf8).withUnsafeBufferPointer(use)
    }
}
