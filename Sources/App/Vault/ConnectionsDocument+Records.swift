import Domain
import Session
import Vault

/// Writes a verified connection into the vault; the screens and the commands share it.
extension ConnectionsDocument {
    /// A new connection. Throws as `add` does.
    package mutating func add<Key>(
        _ name: String, _ record: AccountRecord<Key>, _ credentials: StoredCredentials
    ) throws(VaultProblem) {
        try add(
            StoredConnection(
                name: name, exchange: record.exchange, site: record.site.id, siteOrigin: record.site.origin,
                addresses: record.place.keyAddresses, environment: record.environment, method: record.method, futures: record.futures,
                withdrawal: record.withdrawal, credentials: credentials, account: record.account, addedAt: LocalClock.now.iso8601))
    }

    /// New credentials for a connection, with the place and the account that they are of. Throws `nameUnknown`, and what each change throws.
    package mutating func replace<Key>(
        _ name: String, by record: AccountRecord<Key>, _ credentials: StoredCredentials
    ) throws(VaultProblem) {
        try replaceCredentials(of: name, with: credentials)
        try note(account: record.account, of: name)
        try move(name, to: record.place)
        try change(name, futures: record.futures, withdrawal: record.withdrawal)
        try changeMethod(of: name, to: record.method)
    }
}
