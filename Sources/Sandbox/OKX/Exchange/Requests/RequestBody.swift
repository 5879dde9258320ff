import JSON

extension RequestTarget {
    /// The values of a parameter that is a list with commas.
    /// - Throws: the refusal for more than `limit` of them.
    func list(_ name: String, limit: Int) throws(Refusal) -> [String]? {
        guard let value = self[name] else { return nil }
        let values = value.split(separator: ",").map(String.init)
        guard values.count <= limit else { throw .tooManyValues(name, limit: limit) }
        return values
    }
}

/// The JSON object that a write carries.
struct RequestBody: Sendable {
    private let root: JSONView

    private static let limits = JSONLimits(depth: 8)

    /// - Throws: the refusal for another content type, an empty body, or one that is no JSON object.
    init(_ request: SeenRequest) throws(Refusal) {
        let type = request.header("Content-Type")?.lowercased().split(separator: ";").first
        guard type == "application/json" else { throw .contentTypeWrong }
        guard !request.body.isEmpty else { throw .bodyMissing }
        guard let document = try? JSONDocument(parsing: request.body, limits: Self.limits), document.root.kind == .object else {
            throw .bodyMalformed
        }
        root = document.root
    }

    /// The text of a member; `nil` when it is missing or empty.
    subscript(_ name: String) -> String? {
        root[name]?.scalarText.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `nil` for what is neither true nor false.
    func truth(_ name: String) -> Bool? {
        root[name]?.bool
    }

    func required(_ name: String) throws(Refusal) -> String {
        guard let text = self[name] else { throw .parameterMissing(name) }
        return text
    }

    /// A member that is one of a few words.
    func required<Word: RawRepresentable<String>>(_ name: String, as type: Word.Type) throws(Refusal) -> Word {
        guard let word = Word(rawValue: try required(name)) else { throw .parameterWrong(name) }
        return word
    }
}
