import Domain

/// How the fields of a key stand among the members of a connection.
///
/// Early programs require the three fields that keys had then and report a vault without one of them as damaged. So the three are always
/// written, empty where a key lacks them, and a key with other fields lists its fields.
enum StoredFields {
    /// The fields of a connection that names none.
    static let original = [KeyField.ID.apiKey, .secretKey, KeyField.ID("passphrase")]

    /// The member that names them.
    static let member = "key_fields"

    /// Names of members that are not fields of a key.
    static let reserved: Set<String> = [
        member, "name", "exchange", "site", "site_origin", "environment", "method", "addresses", "account", "futures_used",
        "withdrawal_insisted", "added_at", streams, environment,
    ]

    /// The member that has the addresses of streams: those in `addresses` are all that older programs compare.
    static let streams = "stream_addresses"

    /// The member that names an environment which older programs do not know; they find demo trading in its place, at an exchange that they
    /// do not know either.
    static let environment = "environment_name"

    /// The name of an environment in the member that every program reads.
    static func originalName(of environment: TradingEnvironment) -> String {
        switch environment {
        case .live, .demo: environment.rawValue
        case .testnet: TradingEnvironment.demo.rawValue
        }
    }

    /// Whether an address is that of a stream.
    static func isStream(_ address: SiteAddress) -> Bool {
        let schemes = SiteHost.Traffic.stream.schemes
        return [schemes.encrypted, schemes.open].contains { address.text.hasPrefix($0 + "://") }
    }

    /// The most fields that a key can have.
    static let limit = 8

    /// The fields that have to be named; `nil` where they are those of a connection that names none.
    static func named(_ ids: [KeyField.ID]) -> [KeyField.ID]? { ids == original ? nil : ids }

    /// Whether a field can have a member of its own.
    static func isSuitable(_ id: KeyField.ID) -> Bool { ConnectionsDocument.isPlain(id.name) && !reserved.contains(id.name) }
}
