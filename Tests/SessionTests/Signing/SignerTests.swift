import Crypto
import Domain
import Exchanges
import Foundation
import HTTP
import Testing

@testable import Session

/// Requests as exchanges want them, filled in with keys that are worth nothing.
struct SignerTests {
    private static let apiKey = "ABCDEFGHIJKLMNOPQR"
    private static let hmacSecret = "abcdefghijklmnopqrstuvwxyz0123456789"
    private static let privateKeyField = KeyField.ID.privateKey
    /// The seed 00…1f in PKCS #8.
    private static let ed25519 = "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"

    private static func key(_ others: [(KeyField.ID, String)], apiKey: String = apiKey) -> KeyHandle {
        KeyHandle(KeyValues(apiKey: SecretBytes(apiKey.utf8), others.map { ($0, SecretBytes($1.utf8)) }))
    }

    private static func text(_ value: HTTPRequest.Header.Value?) -> String? {
        switch value {
        case .plain(let text)?: text
        case .secret(let bytes)?: bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        case nil: nil
        }
    }

    private static func header(_ name: String, of request: HTTPRequest) -> String? {
        text(request.headers.first { $0.name == name }?.value)
    }

    /// Four headers, of which one is the window that is signed too; the key is a part of what is signed.
    private static func headerSigned(_ payload: String) -> UnsignedRequest {
        let (time, window) = ("1700000000000", "5000")
        return UnsignedRequest(
            origin: "https://api.example", target: "/v5/x" + (payload.isEmpty ? "" : "?" + payload),
            headers: [
                .init("X-BAPI-API-KEY", [.value(.apiKey)]), .init("X-BAPI-TIMESTAMP", time), .init("X-BAPI-SIGN", [.signature()]),
                .init("X-BAPI-RECV-WINDOW", window),
            ],
            signature: SignatureRule(
                [.text(time), .value(.apiKey), .text(window + payload)],
                [.rsaSHA256(privateKeyField), .hmacSHA256(.secretKey, .hexadecimal)]))
    }

    @Test func aSignatureInAHeaderOverThePartsOfAKey() throws {
        let signer = Signer(Self.key([(.secretKey, Self.hmacSecret)]))
        for (payload, code) in [
            ("", "eed270a557b5b2c3146b2a018e126e463ab9f004d0fd00c68c0a412562f734a8"),
            ("accountType=UNIFIED&coin=USDT,USDC", "62996d24fbec5c804d2b2f975e8cce6dc0bd8410e028d40f602a9ef62322aa99"),
        ] {
            let request = try signer.sign(Self.headerSigned(payload)).get()
            #expect(Self.header("X-BAPI-SIGN", of: request) == code)
            #expect(Self.header("X-BAPI-API-KEY", of: request) == Self.apiKey)
            #expect(request.headers.map(\.name) == ["X-BAPI-API-KEY", "X-BAPI-TIMESTAMP", "X-BAPI-SIGN", "X-BAPI-RECV-WINDOW"])
            guard case .secret = request.headers[0].value, case .plain = request.headers[2].value else {
                Issue.record("the key is secret, the signature is not")
                return
            }
        }
    }

    /// The last parameter of the query; the first algorithm counts whose key is there and suits it.
    private static func querySigned(_ payload: String) -> UnsignedRequest {
        UnsignedRequest(
            origin: "https://api.example", target: "/api/v3/account?" + payload, headers: [.init("X-MBX-APIKEY", [.value(.apiKey)])],
            signature: SignatureRule(
                Template(text: payload),
                [.ed25519(privateKeyField), .rsaSHA256(privateKeyField), .hmacSHA256(.secretKey, .hexadecimal)]),
            signatureParameter: "signature")
    }

    @Test func aSignatureAsTheLastParameter() throws {
        let payload = "timestamp=1700000000000&recvWindow=5000"
        let ed25519 = try Signer(Self.key([(Self.privateKeyField, Self.ed25519)])).sign(Self.querySigned(payload)).get()
        #expect(
            ed25519.target == "/api/v3/account?\(payload)&signature="
                + "gp4vz1w8p0e3I3aOb3pDGRjjfvIHTIBqwEXoRDB8bzFaxRRwkOsMBJxBud0d80pQiP2Bsjuj%2BHTWZQYyr5VADg%3D%3D")
        let secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"
        let hmac = try Signer(Self.key([(.secretKey, secret)])).sign(Self.querySigned("timestamp=1700000000000")).get()
        #expect(hmac.target.hasSuffix("&signature=11ce6b18ed8a095f39e30a856dfee442c52b2a29d2b28dd45ef0efd52e7b383a"))
        let bare = UnsignedRequest(
            origin: "https://api.example", target: "/x", headers: [],
            signature: SignatureRule([], [.hmacSHA256(.secretKey, .hexadecimal)]), signatureParameter: "s")
        #expect(try Signer(Self.key([(.secretKey, secret)])).sign(bare).get().target.hasPrefix("/x?s="))
    }

    /// The message that signs in to a stream, and a form in a body: secrets are in locked memory, and written as JSON or an address wants them.
    @Test func texts() throws {
        let signer = Signer(Self.key([(.secretKey, Self.hmacSecret)], apiKey: "a\"\\\u{01}+b"))
        let rule = SignatureRule(Template(text: "GET/realtime1700000010000"), [.hmacSHA256(.secretKey, .hexadecimal)])
        let login: Template = [
            .text(#"{"op":"auth","args":[""#), .value(.apiKey, .json), .text(#"",1700000010000,""#), .signature(.json), .text(#""]}"#),
        ]
        let filled = try signer.fill(login, signedBy: rule).get()
        #expect(
            filled.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                == #"{"op":"auth","args":["a\"\\\u0001+b",1700000010000,"6e2d71101d2ef640a6571b35e89671643c58ab4df7ce57f1fd149457e349672b"]}"#
        )
        let form = UnsignedRequest(
            method: .post, origin: "https://api.example", target: "/x", headers: [],
            body: [.text("key="), .value(.apiKey, .percent), .text("&signature="), .signature(.percent)], signature: rule)
        guard case .secret(let body) = try signer.sign(form).get().body else {
            Issue.record("a body with a secret is one")
            return
        }
        #expect(body.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }.hasPrefix("key=a%22%5C%01%2Bb&signature=6e2d7110"))
        let open = UnsignedRequest(
            method: .post, origin: "https://api.example", target: "/x", headers: [], body: [.text("a=1&s="), .signature()], signature: rule)
        guard case .bytes(let plain) = try signer.sign(open).get().body else {
            Issue.record("a body without a secret is none")
            return
        }
        #expect(String(decoding: plain, as: UTF8.self).hasPrefix("a=1&s=6e2d7110"))
    }

    /// With a value wiped or missing, with a key of another kind, nothing is made that could be sent.
    @Test func whatCannotBeSigned() {
        func problem(_ key: KeyHandle, _ request: UnsignedRequest) -> SigningProblem? {
            if case .failure(let problem) = Signer(key).sign(request) { problem } else { nil }
        }
        #expect(problem(Self.key([]), Self.headerSigned("")) == .lacking(Self.privateKeyField))
        #expect(problem(Self.key([(.secretKey, "")]), Self.headerSigned("")) == .lacking(Self.privateKeyField))
        #expect(problem(Self.key([(.secretKey, "s")], apiKey: ""), Self.headerSigned("")) == .lacking(.apiKey))
        #expect(problem(Self.key([(Self.privateKeyField, Self.ed25519)]), Self.headerSigned("")) == .unsuitable)
        #expect(problem(Self.key([(Self.privateKeyField, "no key")]), Self.headerSigned("")) == .privateKey(.damaged))
        let unsigned = UnsignedRequest(origin: "https://api.example", target: "/x", headers: [.init("S", [.signature()])])
        #expect(problem(Self.key([]), unsigned) == .unsigned)
        let wiped = Self.key([(.secretKey, "s")])
        wiped.wipe()
        #expect(problem(wiped, Self.headerSigned("")) == .wiped && SigningProblem.wiped.failure == nil)
        #expect(SigningProblem.unsuitable.failure?.cause == .credentialsMalformed)
        #expect(SigningProblem.privateKey(.memoryExhausted).failure == SigningProblem.exhausted)
    }

    // MARK: Vectors

    private struct Vector: Decodable {
        var payload: String?
        var prehash: String?
        let hmac: String
        let rsa: String
        var ed25519: String?
    }

    private struct Keys: Decodable {
        let ed25519_pkcs8_der_base64: String
        let rsa2048_pkcs8_der_base64: String
    }

    private static let vectors = URL(filePath: "/work/shared/vectors")

    /// All that other people's clients make of the same keys.
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: vectors.path())),
        arguments: [
            ("bybit", hmacSecret), ("binance", "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"),
        ])
    func publishedVectors(file: String, secret: String) throws {
        let data = try Data(contentsOf: Self.vectors.appending(path: file + ".json"))
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        func decoded<Value: Decodable>(_ name: String) throws -> Value {
            try JSONDecoder().decode(Value.self, from: JSONSerialization.data(withJSONObject: try #require(object[name])))
        }
        let keys: Keys = try decoded("keys")
        func signature(_ payload: String, _ others: [(KeyField.ID, String)]) throws -> String {
            let rule = SignatureRule(
                Template(text: payload),
                [.ed25519(Self.privateKeyField), .rsaSHA256(Self.privateKeyField), .hmacSHA256(.secretKey, .hexadecimal)])
            let filled = try Signer(Self.key(others)).fill([.signature()], signedBy: rule).get()
            return filled.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        }
        let names = object.keys.filter { $0 != "keys" }
        #expect(names.count >= 10)
        for name in names {
            let vector: Vector = try decoded(name)
            let payload = try #require(vector.prehash ?? vector.payload)
            #expect(try signature(payload, [(.secretKey, secret)]) == vector.hmac, "\(name)")
            #expect(try signature(payload, [(Self.privateKeyField, keys.rsa2048_pkcs8_der_base64)]) == vector.rsa, "\(name)")
            if let expected = vector.ed25519 {
                #expect(try signature(payload, [(Self.privateKeyField, keys.ed25519_pkcs8_der_base64)]) == expected, "\(name)")
            }
        }
    }
}
