import Crypto
import Domain
import TestSupport
import Testing

@testable import Vault

/// The document inside: what it keeps, what it refuses.
struct DocumentTests {
    private static let text = """
        {"version": 1, "from the future": {"a": [1.50, "\\ud83d\\ude00 \\u0041"], "b": null}, "default": "second",
         "connections": [
          {"name": "main", "exchange": "okx", "site": "global", "environment": "live", "method": "api-key", "tags": ["x", {"y": 1e400}],
           "apiKey": "k1", "secretKey": "s\\"1\\u00e9", "passphrase": "p1"},
          {"name": "second", "exchange": "okx", "site": "lab", "site_origin": "configured", "environment": "demo", "method": "fast-api",
           "futures_used": false, "withdrawal_insisted": true, "apiKey": "k2", "secretKey": "s2", "passphrase": "p2",
           "added_at": "2026-11-22T10:11:12.345Z", "token": "t"}
         ], "zero": -0}
        """

    @Test func everyFieldIsRead() throws {
        let document = try Sample.parsed(Self.text)
        #expect(document.names == ["main", "second"])
        #expect(document.defaultName == "second")
        let (main, second) = (document.connections[0], document.connections[1])
        #expect(main.exchange == "okx" && main.site == "global" && main.siteOrigin == .builtIn && main.environment == .live)
        #expect(main.method == .apiKey && main.futures == .used && main.withdrawal == .refused && main.addedAt == nil)
        #expect(try main.credentials.apiKey.text == "k1")
        #expect(try main.credentials.secretKey.text == "s\"1é")
        #expect(try main.credentials.passphrase.copied().isEqual(to: SecretBytes("p1".utf8)))
        #expect(second.site == "lab" && second.siteOrigin == .configured && second.environment == .demo && second.method == .fastAPI)
        #expect(second.futures == .notUsed && second.withdrawal == .insisted && second.addedAt == "2026-11-22T10:11:12.345Z")
    }

    @Test func aConnectionMovesToThePlaceOfItsKey() throws {
        var document = try Sample.parsed(Self.text)
        let site = Site(id: "eea", name: Phrase(verbatim: "eea"), restOrigin: "https://eea.example", webOrigin: "", origin: .configured)
        try document.move("main", to: AccountPlace(site: site, environment: .demo))
        let main = try #require(Sample.parsed(Sample.written(document))["main"])
        #expect(main.site == "eea" && main.siteOrigin == .configured && main.environment == .demo)
        #expect(try main.credentials.apiKey.text == "k1")
        #expect(Sample.problem { try document.move("z", to: AccountPlace(site: site, environment: .demo)) } == .nameUnknown("z"))
    }

    @Test func unknownFieldsSurviveEveryChange() throws {
        var document = try Sample.parsed(Self.text)
        try document.rename("second", to: "renamed")
        try document.replaceCredentials(of: "main", with: Sample.credentials("k3"))
        try document.add(Sample.connection("third"))
        let again = try Sample.written(Sample.parsed(Sample.written(document)))
        for kept in [
            #""from the future": {"a": [1.50, "\ud83d\ude00 \u0041"], "b": null}"#, #""tags": ["x", {"y": 1e400}]"#, #""token": "t""#,
            #""zero": -0"#,
        ] {
            #expect(again.contains(kept), "\(kept) in \(again)")
        }
        #expect(!again.contains("k1"))
        #expect(again.contains("\"default\": \"renamed\""))
    }

    @Test func writtenDocumentReadsBack() throws {
        var document = try Sample.document("a", "b", "c")
        try document.change("b", futures: .notUsed, withdrawal: .insisted)
        try document.makeDefault("c")
        let again = try Sample.parsed(Sample.written(document))
        #expect(again.names == ["a", "b", "c"])
        #expect(again.defaultName == "c")
        #expect(again["b"]?.futures == .notUsed && again["b"]?.withdrawal == .insisted && again["a"]?.withdrawal == .refused)
        #expect(again["a"]?.addedAt == "2026-11-22T10:11:12.345Z")
        for (before, after) in zip(document.connections, again.connections) {
            #expect(try before.credentials.isEqual(to: after.credentials))
        }
        #expect(try Sample.written(again) == Sample.written(document))
        #expect(try Sample.parsed(Sample.written(ConnectionsDocument())).connections.isEmpty)
    }

    @Test func anyTextSurvivesAsASecret() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                        Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator)) ?? "\u{10FFFF}"
                    }))
            var document = ConnectionsDocument()
            var connection = Sample.connection("x")
            connection.credentials = Sample.credentials("k", secret: text)
            try document.add(connection)
            let again = try Sample.parsed(Sample.written(document))
            #expect(try again["x"]?.credentials.secretKey.contents == Array(text.utf8), "seed \(seed)")
        }
    }

    @Test func secretsThatAreNoTextAreRefusedAndNotBent() throws {
        var document = ConnectionsDocument()
        var connection = Sample.connection("x")
        connection.credentials = StoredCredentials(
            apiKey: SecretBytes([0x6B, 0xFF]), secretKey: SecretBytes([0x61]), passphrase: SecretBytes([0x62]))
        try document.add(connection)
        #expect(Sample.problem { _ = try Sample.written(document) } == .credentialUnsuitable)
    }

    @Test func newerVersionsAreRefused() {
        for version in ["2", "3", "1000000"] {
            let problem = Sample.problem { _ = try Sample.parsed(#"{"version": \#(version), "connections": "elsewhere"}"#) }
            #expect(problem == .newerVersion(version))
            #expect(problem?.failure.cause == .vaultDamaged)
        }
    }

    @Test(arguments: [
        ("", "byte 0"), ("[]", "document"), ("{}", "version"), (#"{"version":"1","connections":[]}"#, "version"),
        (#"{"version":0,"connections":[]}"#, "version"), (#"{"version":1.5,"connections":[]}"#, "version"),
        (#"{"version":1}"#, "connections"), (#"{"version":1,"connections":{}}"#, "connections"),
        (#"{"version":1,"version":1,"connections":[]}"#, "document"), (#"{"version":1,"default":7,"connections":[]}"#, "default"),
        (#"{"version":1,"connections":[7]}"#, "connections[0]"), (#"{"version":1,"connections":[{}]}"#, "connections[0].name"),
        (#"{"version":1,"connections":[]} x"#, "byte 31"),
    ])
    func otherContentIsRefused(text: String, field: String) {
        #expect(Sample.problem { _ = try Sample.parsed(text) } == .damaged(path: "vault.age", .document(field: field)))
    }

    @Test func wrongValuesAreNamed() {
        for (from, to, field) in [
            ("\"demo\"", "\"paper\"", "connections[1].environment"), ("\"fast-api\"", "\"magic\"", "connections[1].method"),
            ("\"configured\"", "\"lost\"", "connections[1].site_origin"), ("\"k2\"", "2", "connections[1].apiKey"),
            ("\"p2\"", "null", "connections[1].passphrase"),
            ("\"futures_used\": false", "\"futures_used\": 0", "connections[1].futures_used"),
            ("\"name\": \"second\"", "\"name\": \"main\"", "connections[1].name"),
            ("\"name\": \"main\"", "\"name\": \"ma\\u001bin\"", "connections[0].name"),
            ("\"name\": \"main\"", "\"name\": \"\"", "connections[0].name"),
        ] {
            let text = Self.text.replacing(from, with: to)
            #expect(text != Self.text)
            #expect(Sample.problem { _ = try Sample.parsed(text) } == .damaged(path: "vault.age", .document(field: field)))
        }
    }

    @Test func changedTextNeverTraps() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            var bytes = Array(Self.text.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let document = try? bytes.withUnsafeBytes { try DocumentReader.read(WipedBytes(copying: $0), path: "x") }
            if let document { #expect(throws: Never.self, "seed \(seed)") { try Sample.written(document) } }
        }
    }

    @Test func theSameKeyTwiceIsRecognised() throws {
        var document = try Sample.document("a", "b")
        #expect(Sample.problem { try document.add(Sample.connection("c", key: "key-of-b")) } == .alreadyConnected(name: "b"))
        #expect(
            Sample.problem { try document.replaceCredentials(of: "a", with: Sample.credentials("key-of-b")) }
                == .alreadyConnected(name: "b"))
        try document.replaceCredentials(of: "b", with: Sample.credentials("key-of-b", secret: "new"))
        #expect(try document["b"]?.credentials.secretKey.text == "new")
        try document.add(Sample.connection("elsewhere", key: "key-of-b", exchange: "other"))
        var read = try Sample.parsed(Sample.written(document))
        #expect(Sample.problem { try read.add(Sample.connection("c", key: "key-of-a")) } == .alreadyConnected(name: "a"))
    }

    @Test func namesAreKeptApart() throws {
        var document = try Sample.document("a", "b")
        #expect(Sample.problem { try document.add(Sample.connection("a", key: "new")) } == .nameTaken("a"))
        #expect(Sample.problem { try document.rename("a", to: "b") } == .nameTaken("b"))
        #expect(Sample.problem { try document.rename("z", to: "y") } == .nameUnknown("z"))
        #expect(Sample.problem { try document.remove("z") } == .nameUnknown("z"))
        #expect(Sample.problem { try document.makeDefault("z") } == .nameUnknown("z"))
        for name in ["", " ", "-x", "a\nb", "a\u{1B}[m", " a", "a\u{200B}b", String(repeating: "x", count: 65)] {
            #expect(Sample.problem { try document.rename("a", to: name) } == .nameUnsuitable, "\(name.debugDescription)")
        }
        try document.rename("a", to: "主账户 1")
        #expect(document.defaultName == "主账户 1")
        try document.remove("主账户 1")
        #expect(document.defaultName == "b")
        try document.remove("b")
        #expect(document.defaultName == nil)
    }

    @Test func printingShowsNoSecret() throws {
        for document in [try Sample.document("a"), try Sample.parsed(Self.text)] {
            var shown = "\(document) \(String(reflecting: document))"
            dump(document, to: &shown)
            for secret in ["key-of-a", "päss", "s2", "p2"] { #expect(!shown.contains(secret)) }
        }
    }
}
