import Crypto
import Domain
import Exchanges
import Foundation
import Testing

@testable import App
@testable import Commands
@testable import Vault

/// Keys of both kinds in the vault: their own values are kept, and those of the other kind are not there.
struct BybitVaultTests {
    private static let secretKey = "ZYXWVUTSRQPONMLKJI"

    private func credentials(_ apiKey: String, _ field: KeyField.ID, _ value: String) -> StoredCredentials {
        StoredCredentials(KeyValues(apiKey: SecretBytes(apiKey.utf8), [(field, SecretBytes(value.utf8))]))
    }

    private func document() throws -> ConnectionsDocument {
        func connection(_ name: String, _ credentials: StoredCredentials) -> StoredConnection {
            StoredConnection(
                name: name, exchange: "bybit", site: "global", siteOrigin: .builtIn, environment: .live, method: .apiKey, futures: .used,
                withdrawal: .refused, credentials: credentials, addedAt: nil)
        }
        var document = ConnectionsDocument()
        try document.add(connection("system", credentials(Self.secretKey, .secretKey, BybitKeys.secret)))
        try document.add(connection("own", credentials(BybitKeys.key, .privateKey, BybitKeys.kept("rsa4096"))))
        return document
    }

    private func values(_ stored: StoredConnection?) throws -> [String: String] {
        let copied = try #require(stored).credentials.copied()
        return Dictionary(
            uniqueKeysWithValues: copied.entries.map { ($0.id.name, $0.value.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }) })
    }

    @Test func bothKindsAreKept() throws {
        let text = try DocumentWriter.write(document(), path: "vault.age").plain.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let listed = try #require(object["connections"] as? [[String: Any]])
        #expect(listed.map { $0["key_fields"] as? [String] } == [["apiKey", "secretKey"], ["apiKey", "privateKey"]])
        var again = try Array(text.utf8).withUnsafeBytes { try DocumentReader.read(WipedBytes(copying: $0), path: "vault.age") }
        #expect(try values(again["system"]) == ["apiKey": Self.secretKey, "secretKey": BybitKeys.secret])
        #expect(try values(again["own"]) == ["apiKey": BybitKeys.key, "privateKey": BybitKeys.kept("rsa4096")])
        // A key of one kind takes the place of one of the other whole.
        try again.replaceCredentials(of: "own", with: credentials("QRSTUVWXYZABCDEFGH", .secretKey, BybitKeys.secret))
        #expect(try values(again["own"]) == ["apiKey": "QRSTUVWXYZABCDEFGH", "secretKey": BybitKeys.secret])
    }

    @Test func listsShowNothingButTheEndsOfTheKey() async throws {
        var home = try MeadowHome()
        defer { home.remove() }
        home.registry = ExchangeRegistry([BybitAdapter()])
        let stored = try document()
        try home.update { (document) throws(VaultProblem) in document = stored }
        for format in [OutputFormat.json, .text] {
            let told = try await home.run(format) { try ConnectionsCommand.list($0) }
            #expect(told.status == 0 && told.output.contains("ABC…PQR") && told.output.contains("ZYX…KJI"), "\(told.output)")
            for canary in [BybitKeys.secret, BybitKeys.key, String(BybitKeys.kept("rsa4096").prefix(20))] {
                #expect(!told.output.contains(canary))
            }
        }
    }
}
