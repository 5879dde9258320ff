import Crypto
import Domain
import Exchanges
import Foundation
import Testing

@testable import App
@testable import Vault

/// A key of other fields in the vault, beside those of OKX, for this program and for those of before.
struct MeadowVaultTests {
    private static let passphrase = SecretBytes("correct horse".utf8)
    private static let okx = KeyValues(
        apiKey: SecretBytes("k".utf8), [(.secretKey, SecretBytes("s".utf8)), (.passphrase, SecretBytes("p".utf8))])

    static func secrets() -> KeyValues<SecretBytes> {
        KeyValues(apiKey: SecretBytes(Meadow.key.utf8), [(Meadow.privateKeyField, SecretBytes(Meadow.kept.utf8))])
    }

    private func connection(_ name: String, _ exchange: String, _ secrets: KeyValues<SecretBytes>) -> StoredConnection {
        StoredConnection(
            name: name, exchange: exchange, site: "west", siteOrigin: .builtIn, environment: .live, method: .apiKey, futures: .used,
            withdrawal: .refused, credentials: StoredCredentials(secrets), addedAt: nil)
    }

    private func document() throws -> ConnectionsDocument {
        var document = ConnectionsDocument()
        try document.add(connection("clover", "meadow", Self.secrets()))
        try document.add(connection("main", "okx", Self.okx))
        return document
    }

    private func text(of document: ConnectionsDocument) throws -> String {
        try DocumentWriter.write(document, path: "vault.age").plain.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    private func read(_ text: String) throws -> ConnectionsDocument {
        try Array(text.utf8).withUnsafeBytes { try DocumentReader.read(WipedBytes(copying: $0), path: "vault.age") }
    }

    private func values(_ stored: StoredConnection?) throws -> [String: String] {
        let copied = try #require(stored).credentials.copied()
        return Dictionary(
            uniqueKeysWithValues: copied.entries.map { ($0.id.name, $0.value.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }) })
    }

    @Test func itIsStoredAndReadBack() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/meadow-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = VaultFile(path: folder + "/vault.age", workFactor: 10)
        let vault = try file.create(passphrase: Self.passphrase, document: document())
        vault.lock()
        #expect(throws: VaultProblem.locked) { try vault.document() }
        let opened = try file.open(passphrase: Self.passphrase)
        #expect(try values(opened.document()["clover"]) == ["apiKey": Meadow.key, "privateKey": Meadow.kept])
        #expect(try values(opened.document()["main"]) == ["apiKey": "k", "secretKey": "s", "passphrase": "p"])
        let bytes = try #require(FileManager.default.contents(atPath: file.path))
        for canary in Meadow.canaries { #expect(bytes.range(of: Data(canary.utf8)) == nil) }
        // Changing one leaves the other as it is, and a key that is there is not taken twice.
        try opened.update { (document) throws(VaultProblem) in try document.rename("clover", to: "grass") }
        #expect(try values(file.open(passphrase: Self.passphrase).document()["grass"])["privateKey"] == Meadow.kept)
        var document = try opened.document()
        #expect(throws: VaultProblem.alreadyConnected(name: "grass")) { try document.add(connection("x", "meadow", Self.secrets())) }
    }

    /// Programs of before want three members of every connection, and keep what else there is.
    @Test func programsOfBeforeCanReadIt() throws {
        let text = try text(of: document())
        let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let listed = try #require(object["connections"] as? [[String: Any]])
        for entry in listed { for name in ["apiKey", "secretKey", "passphrase"] { #expect(entry[name] is String) } }
        #expect(listed[0]["key_fields"] as? [String] == ["apiKey", "privateKey"] && listed[0]["secretKey"] as? String == "")
        #expect(listed[1]["key_fields"] == nil && listed[1].count == 11, "a connection of OKX is written as it always was")
        // A program of before takes the fields and the block for something newer, and writes them behind what it knows.
        let again = try read(text.replacing("\"key_fields\"", with: "\"unknown_fields\""))
        let rewritten = try self.text(of: again).replacing("\"unknown_fields\"", with: "\"key_fields\"")
        #expect(try values(read(rewritten)["clover"]) == ["apiKey": Meadow.key, "privateKey": Meadow.kept])
    }

    @Test func fieldsThatCannotBeAreRefused() {
        func entry(_ fields: String, _ members: String) -> String {
            """
            {"version":1,"default":null,"connections":[{"name":"a","exchange":"meadow","site":"west","environment":"live","method":"api-key",\
            "key_fields":\(fields),\(members)}]}
            """
        }
        for (fields, members) in [
            (#"["privateKey"]"#, #""apiKey":"k","privateKey":"p""#), (#"["apiKey","privateKey"]"#, #""apiKey":"k""#),
            (#"["apiKey","name"]"#, #""apiKey":"k""#), (#"["apiKey","privateKey","privateKey"]"#, #""apiKey":"k","privateKey":"p""#),
            (#""apiKey""#, #""apiKey":"k""#), (#"["apiKey",7]"#, #""apiKey":"k""#),
            (#"["apiKey","privateKey"]"#, #""apiKey":"k","privateKey":7"#),
        ] {
            #expect(throws: VaultProblem.self, "\(fields) \(members)") { try read(entry(fields, members)) }
        }
        #expect(throws: Never.self) { try read(entry(#"["apiKey"]"#, #""apiKey":"k""#)) }
    }

    @Test func noFieldOfAnExchangeIsCalledLikeAMember() {
        for exchange in ExchangeRegistry.all.profiles + [Meadow.profile] {
            #expect(exchange.keyFields.first?.id == .apiKey && exchange.keyFields.count <= StoredFields.limit)
            #expect(exchange.keyFields.allSatisfy { StoredFields.isSuitable($0.id) })
            #expect(Set(exchange.keyFields.map(\.id)).count == exchange.keyFields.count)
        }
    }

    /// Unlocking gives each connection slots of its own fields, and locking wipes them.
    @Test func slotsOfTheVault() throws {
        let store = SecretStore(exchanges: [.okx, Meadow.profile])
        var slots = VaultSlots()
        func record(_ name: String, _ exchange: String, _ secrets: KeyValues<SecretBytes>) -> VaultRecord {
            VaultRecord(
                name: name,
                target: AccountRecord(exchange: exchange, site: Meadow.profile.sites[0], environment: .live, key: secrets),
                isDefault: false)
        }
        func copy(_ secrets: KeyValues<SecretBytes>) throws -> KeyValues<SecretBytes> {
            try secrets.map { try $0.withUnsafeBytes { try SecretBytes(copying: $0) } }
        }
        let records = try [record("clover", "meadow", Self.secrets()), record("main", "okx", copy(Self.okx))]
        let listed = slots.place(records, after: .reread, in: store)
        #expect(listed.map(\.target.slots.ids) == [[.apiKey, Meadow.privateKeyField], [.apiKey, .secretKey, .passphrase]])
        #expect(Set(listed.flatMap(\.target.slots.all)).count == 5)
        #expect(records.allSatisfy { $0.target.key.all.allSatisfy(\.isEmpty) })
        let held = try #require(store.key(listed[0].target.slots, Meadow.profile.keyFields))
        #expect(held.values[Meadow.privateKeyField]?.isEqual(to: SecretBytes(Meadow.kept.utf8)) == true && held.values[.secretKey] == nil)
        // What has not changed keeps its slots.
        let again = slots.place([record("clover", "meadow", Self.secrets())], after: .reread, in: store)
        #expect(again[0].target.slots == listed[0].target.slots)
        store.wipeAll()
        #expect(store.isEmpty && store.key(listed[0].target.slots, Meadow.profile.keyFields) == nil)
    }
}
