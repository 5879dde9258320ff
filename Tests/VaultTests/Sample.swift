import TestSupport
import Crypto
import Domain

@testable import Vault

/// Connections and documents for tests, and shorthands which only a test may want.
enum Sample {
    static let passphrase = SecretBytes("correct horse battery staple".utf8)
    static let other = SecretBytes("another one".utf8)

    static func connection(_ name: String, key: String? = nil, exchange: String = "okx") -> StoredConnection {
        StoredConnection(
            name: name, exchange: exchange, site: "global", siteOrigin: .builtIn, environment: .live, method: .apiKey, futures: .used,
            withdrawal: .refused, credentials: credentials(key ?? "key-of-\(name)"), addedAt: "2026-11-22T10:11:12.345Z")
    }

    static func credentials(_ key: String, secret: String = "secret\"\\\u{1F511}", passphrase: String = "päss") -> StoredCredentials {
        StoredCredentials(
            apiKey: SecretBytes(key.utf8), secretKey: SecretBytes(secret.utf8), passphrase: SecretBytes(passphrase.utf8))
    }

    static func document(_ names: String...) throws -> ConnectionsDocument {
        var document = ConnectionsDocument()
        for name in names { try document.add(connection(name)) }
        return document
    }

    static func parsed(_ text: String) throws -> ConnectionsDocument {
        try Array(text.utf8).withUnsafeBytes { try DocumentReader.read(WipedBytes(copying: $0), path: "vault.age") }
    }

    static func written(_ document: ConnectionsDocument) throws -> String {
        try DocumentWriter.write(document, path: "vault.age").plain.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// What stops `body`; `nil` where nothing does.
    static func problem(_ body: () throws -> Void) -> VaultProblem? {
        do {
            try body()
            return nil
        } catch {
            return error as? VaultProblem
        }
    }
}

extension StoredSecret {
    var contents: [UInt8] { get throws { try withUnsafeBytes { Array($0) } } }
    var text: String { get throws { String(decoding: try contents, as: UTF8.self) } }
}

extension ConnectionsDocument {
    var names: [String] { connections.map(\.name) }
}

extension VaultFile {
    /// What the backup holds.
    func backupDocument(passphrase: SecretBytes) throws(VaultProblem) -> ConnectionsDocument {
        try VaultFile(path: path + ".bak").open(passphrase: passphrase).document()
    }
}
