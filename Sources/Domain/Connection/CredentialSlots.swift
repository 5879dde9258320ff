/// Where the values of one key lie in the secret store.
public typealias CredentialSlots = KeyValues<Slot>

extension CredentialSlots {
    /// Slots for fields, numbered on from `first`.
    public init(_ fields: [KeyField.ID], from first: Int) {
        let others = fields.filter { $0 != .apiKey }
        self.init(apiKey: Slot(first), others.enumerated().map { ($1, Slot(first + 1 + $0)) })
    }

    /// The field whose value lies in a slot.
    public func field(of slot: Slot) -> KeyField.ID? { entries.first { $0.value == slot }?.id }

    /// The same slots with those of two fields in each other's place.
    public func swapping(_ first: KeyField.ID, _ second: KeyField.ID) -> CredentialSlots {
        func other(_ id: KeyField.ID) -> KeyField.ID { id == first ? second : id == second ? first : id }
        return CredentialSlots(
            apiKey: self[other(.apiKey)] ?? apiKey, others.map { ($0.id, self[other($0.id)] ?? $0.value) })
    }
}

/// The number of a place in the secret store. The machine names secrets by it and never sees one.
public struct Slot: Hashable, Sendable {
    /// Negative for the passphrases of the vault and other fixed slots, 0 and up for the fields of keys.
    public let number: Int

    /// A slot by its number; there need not be a value in it.
    public init(_ number: Int) {
        self.number = number
    }
}
