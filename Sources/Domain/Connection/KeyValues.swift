/// One value for each field of a key: a secret, or where it is kept. Values are reached by field and never by position, so that `map`
/// cannot put one into another field.
public struct KeyValues<Value> {
    /// The value of the API key, by which the exchange knows the key; every key has it.
    public let apiKey: Value
    /// The other fields, in the exchange's order.
    public let others: [Entry]

    /// A field with what belongs to it.
    public struct Entry {
        /// The field that the value belongs to.
        public let id: KeyField.ID
        /// The secret of the field, or what stands for it.
        public let value: Value
    }

    /// Keeps the order of the other fields; a field that is given again, and the API key among them, is ignored.
    public init(apiKey: Value, _ others: [(KeyField.ID, Value)] = []) {
        self.apiKey = apiKey
        var seen: Set<KeyField.ID> = [.apiKey]
        self.others = others.compactMap { id, value in seen.insert(id).inserted ? Entry(id: id, value: value) : nil }
    }

    private init(apiKey: Value, entries: [Entry]) {
        self.apiKey = apiKey
        others = entries
    }

    /// What belongs to a field; `nil` where the key has no such field.
    public subscript(id: KeyField.ID) -> Value? { id == .apiKey ? apiKey : others.first { $0.id == id }?.value }

    /// All of it, the API key's first.
    public var all: [Value] { [apiKey] + others.map(\.value) }

    /// The fields, the API key first.
    public var ids: [KeyField.ID] { [.apiKey] + others.map(\.id) }

    /// Every field with what belongs to it, the API key first.
    public var entries: [Entry] { [Entry(id: .apiKey, value: apiKey)] + others }

    /// The same fields with transformed values.
    public func map<Other, Problem: Error>(_ transform: (Value) throws(Problem) -> Other) throws(Problem) -> KeyValues<Other> {
        let first = try transform(apiKey)
        var entries: [KeyValues<Other>.Entry] = []
        for entry in others { entries.append(KeyValues<Other>.Entry(id: entry.id, value: try transform(entry.value))) }
        return KeyValues<Other>(apiKey: first, entries: entries)
    }
}

extension KeyValues.Entry: Sendable where Value: Sendable {}
extension KeyValues.Entry: Equatable where Value: Equatable {}
extension KeyValues.Entry: Hashable where Value: Hashable {}
extension KeyValues: Sendable where Value: Sendable {}
extension KeyValues: Equatable where Value: Equatable {}
extension KeyValues: Hashable where Value: Hashable {}
