import JSON

extension JSONValue {
    /// An object whose values are all strings, as nearly everything is that the exchange writes.
    static func row(_ members: KeyValuePairs<String, String>) -> JSONValue {
        .object(Member.texts(members))
    }

    /// An object.
    static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { Member($0.key, $0.value) })
    }

    /// The same object with further members behind its own.
    func with(_ further: KeyValuePairs<String, JSONValue>) -> JSONValue {
        guard case .object(let own) = self else { return self }
        return .object(own + further.map { Member($0.key, $0.value) })
    }
}

extension JSONValue.Member {
    /// Members whose values are all strings.
    static func texts(_ members: KeyValuePairs<String, String>) -> [JSONValue.Member] {
        members.map { JSONValue.Member($0.key, .string($0.value)) }
    }
}
