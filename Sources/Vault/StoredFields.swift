import Domain

/// How the fields of a key stand among the members of a connection.
///
/// Version 1 of the document began with keys of three fields, and programs of that time take a vault without one of them for damaged. So
/// the three are always written, empty where a key has none of the kind, and a key of other fields names those that it has.
enum StoredFields {
    /// The fields of a connection that names none.
    static let original = [KeyField.ID.apiKey, KeyField.ID("secretKey"), KeyField.ID("passphrase")]

    /// The member that names them.
    static let member = "key_fields"

    /// What a connection has other members for.
    static let reserved: Set<String> = [
        member, "name", "exchange", "site", "site_origin", "environment", "method", "addresses", "account", "futures_used",
        "withdrawal_insisted", "added_at",
    ]

    /// The most fields that a key can have.
    static let limit = 8

    /// The fields that have to be named; `nil` where they are those of a connection that names none.
    static func named(_ ids: [KeyField.ID]) -> [KeyField.ID]? { ids == original ? nil : ids }

    /// Whether a field can have a member of its own.
    static func isSuitable(_ id: KeyField.ID) -> Bool { ConnectionsDocument.isPlain(id.name) && !reserved.contains(id.name) }
}
