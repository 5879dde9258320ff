import Crypto
import JSON
import Testing

@testable import Sandbox

/// A local Bybit as a value, with a clock that stands still until it is moved, and somebody who signs.
final class BybitBench {
    var state: SandboxBybit.State
    var now: Int64
    var steady: Int64 = 50_000
    var address = "127.0.0.1"
    var rateLimits = SandboxRateLimits.enforced

    init(_ accounts: [SandboxBybit.Account] = SandboxBybit.Account.examples, now: Int64 = 1_795_867_200_000) {
        self.now = now
        state = SandboxBybit.State(accounts: accounts, startMilliseconds: now)
    }

    /// An account with nothing in it.
    static func account(_ key: SandboxBybit.Key, id: String = "one") -> SandboxBybit.Account {
        SandboxBybit.Account(id: id, title: SandboxTitle(english: "", chinese: ""), keys: [key], uid: 4_711)
    }

    func pass(_ milliseconds: Int64) {
        now += milliseconds
        steady += milliseconds
    }

    struct Reply: CustomStringConvertible {
        let status: Int
        let headers: [String: String]
        let text: String
        let json: JSONView?
        let account: String?

        var code: Int? { json?["retCode"]?.numberText.flatMap { Int($0) } }
        var result: JSONView? { json?["result"] }
        var rows: [JSONView] { result?["list"]?.elements ?? [] }
        var description: String { "\(status) \(text.prefix(300))" }
    }

    func send(_ request: SeenRequest, at place: SandboxBybit.Place = .init()) -> Reply {
        let answer = state.answer(
            request, .init(place: place, address: address, moment: .init(now: now, steady: steady), rateLimits: rateLimits))
        return Reply(
            status: answer.status, headers: Dictionary(answer.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
            text: String(decoding: answer.body, as: UTF8.self), json: (try? JSONDocument(parsing: answer.body))?.root,
            account: answer.account)
    }

    func account(_ id: String) throws -> SandboxBybit.Account {
        try #require(state.accounts.first { $0.id == id })
    }

    /// Changes an account.
    func change(_ id: String, _ body: (inout SandboxBybit.Account) -> Void) throws {
        let index = try #require(state.accounts.firstIndex { $0.id == id })
        body(&state.accounts[index])
    }

    /// A read by an account's first key, at the place of that key.
    func get(_ path: String, _ query: String? = nil, as id: String, at place: SandboxBybit.Place? = nil) throws -> Reply {
        let key = try #require(account(id).keys.first)
        return send(signed("GET", path, query ?? "", key: key), at: place ?? key.truePlace)
    }

    func post(_ path: String, _ body: String, as id: String) throws -> Reply {
        let key = try #require(account(id).keys.first)
        return send(signed("POST", path, body, key: key), at: key.truePlace)
    }

    /// What anyone may ask.
    func open(_ path: String, _ query: String? = nil, at place: SandboxBybit.Place = .init()) -> Reply {
        send(
            SeenRequest(
                method: "GET", target: RequestTarget(query.map { path + "?" + $0 } ?? path), headers: [], body: [], peer: "127.0.0.1"),
            at: place)
    }

    /// A request as its owner would send it; headers that are changed to `nil` are left out.
    func signed(
        _ method: String, _ path: String, _ content: String, key: SandboxBybit.Key, changing changes: [String: String?] = [:]
    ) -> SeenRequest {
        let time = (changes["X-BAPI-TIMESTAMP"] ?? nil) ?? String(now)
        let message = Array((time + key.apiKey + "5000" + content).utf8)
        var headers = [
            "X-BAPI-API-KEY": key.apiKey, "X-BAPI-TIMESTAMP": time, "X-BAPI-RECV-WINDOW": "5000",
            "X-BAPI-SIGN": Self.signature(of: message, by: key),
        ]
        for (name, value) in changes { headers[name] = value }
        let isRead = method == "GET"
        return SeenRequest(
            method: method, target: RequestTarget(isRead && !content.isEmpty ? path + "?" + content : path),
            headers: headers.map { ($0.key, $0.value) }, body: isRead ? [] : Array(content.utf8), peer: "127.0.0.1")
    }

    static func signature(of message: [UInt8], by key: SandboxBybit.Key) -> String {
        switch key.secret {
        case .systemGenerated(let secret):
            HMACSHA256.code(for: message, key: SecretBytes(secret.utf8)).map { byte in
                let text = String(byte, radix: 16)
                return byte < 16 ? "0" + text : text
            }.joined()
        case .selfGenerated(let privateKey, _):
            (try? PrivateKey(pem: SecretBytes(privateKey.utf8), passphrase: nil)).flatMap { key in
                try? message.withUnsafeBytes { bytes throws(PrivateKeyProblem) in Base64.encode(try key.signature(of: bytes)) }
            } ?? ""
        }
    }
}
