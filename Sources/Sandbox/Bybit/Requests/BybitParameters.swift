import JSON

extension SandboxBybit {
    /// What a request asks for, out of its query or its JSON body.
    struct Parameters: Sendable {
        private enum Source {
            case query(RequestTarget)
            case body(JSONView)
        }

        private let source: Source
        private static let limits = JSONLimits(depth: 8, byteCount: 1 << 16, nodeCount: 4_096)
        private static let greatestPage = 200

        /// - Throws: the refusal of a body that is no JSON object.
        init(_ request: SeenRequest) throws(Refusal) {
            guard request.method == "POST" else {
                source = .query(request.target)
                return
            }
            guard let document = try? JSONDocument(parsing: request.body, limits: Self.limits), document.root.kind == .object else {
                throw .listed(10001)
            }
            source = .body(document.root)
        }

        /// The text of a parameter, of a number too; `nil` when it is missing or empty.
        subscript(_ name: String) -> String? {
            switch source {
            case .query(let target): target[name]
            case .body(let view): view[name]?.scalarText.flatMap { $0.isEmpty ? nil : $0 }
            }
        }

        /// - Throws: the refusal of a parameter that is missing.
        func required(_ name: String) throws(Refusal) -> String {
            guard let text = self[name] else { throw .parameter(name) }
            return text
        }

        /// A parameter that is one of a few words.
        func word<Word: RawRepresentable<String>>(_ name: String, as type: Word.Type) throws(Refusal) -> Word {
            guard let word = Word(rawValue: try required(name)) else { throw .parameter(name) }
            return word
        }

        /// A parameter that is an amount.
        func quantity(_ name: String) throws(Refusal) -> SandboxQuantity {
            guard let quantity = SandboxQuantity(try required(name)) else { throw .parameter(name) }
            return quantity
        }

        /// The values of a parameter with commas, each once.
        func list(_ name: String) -> [String]? {
            self[name].map { text in
                var values: [String] = []
                for value in text.split(separator: ",").prefix(64).map(String.init) where !values.contains(value) { values.append(value) }
                return values
            }
        }

        /// The part of a list that was asked for, and where the next one begins. A cursor names the place in a list, as text that clients
        /// send back as they got it, escaped or not.
        func page<Element>(_ all: [Element], usual: Int = 20, greatest: Int = greatestPage) throws(Refusal) -> (
            part: [Element], next: String
        ) {
            var size = usual
            if let text = self["limit"] {
                guard let wanted = Int(text), wanted > 0 else { throw .parameter("limit") }
                size = min(wanted, greatest)
            }
            var start = 0
            if let cursor = self["cursor"] {
                let plain = cursor.replacing("%3A", with: ":")
                guard let text = plain.split(separator: ":").last, plain.hasPrefix("page:"), let place = Int(text), place >= 0 else {
                    throw .parameter("cursor")
                }
                start = min(place, all.count)
            }
            let end = min(all.count, start + size)
            return (Array(all[start..<end]), end < all.count ? "page%3A\(end)" : "")
        }
    }
}
