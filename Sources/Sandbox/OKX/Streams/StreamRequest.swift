import JSON

/// What a client says on a stream: an operation with its arguments.
struct StreamRequest: Sendable {
    enum Operation: String, Sendable {
        case login, subscribe, unsubscribe
    }

    let operation: Operation
    /// At least one.
    let arguments: [JSONView]
    /// What the client numbers its requests with; answers repeat it.
    let id: String?

    private static let limits = JSONLimits(depth: 8)
    private static let greatestIdLength = 32

    /// - Throws: the refusal of what is no request, and the id to answer with.
    init(_ text: [UInt8]) throws(Refused) {
        guard let root = try? JSONDocument(parsing: text, limits: Self.limits).root, root.kind == .object else {
            throw Refused(id: nil, refusal: .requestMalformed(text))
        }
        var id: String?
        if let view = root["id"], !view.isNull {
            guard let given = view.scalarText, (1...Self.greatestIdLength).contains(given.utf8.count),
                given.utf8.allSatisfy(Self.isLetterOrDigit)
            else { throw Refused(id: nil, refusal: .parameterWrong("id")) }
            id = given
        }
        guard let name = root["op"]?.string else { throw Refused(id: id, refusal: .requestMalformed(text)) }
        guard let operation = Operation(rawValue: name) else { throw Refused(id: id, refusal: .operationUnknown(name)) }
        guard let list = root["args"], list.kind == .array, !list.elements.isEmpty else {
            throw Refused(id: id, refusal: .requestMalformed(text))
        }
        self.operation = operation
        arguments = list.elements
        self.id = id
    }

    struct Refused: Error {
        let id: String?
        let refusal: StreamRefusal
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: false
        }
    }
}
