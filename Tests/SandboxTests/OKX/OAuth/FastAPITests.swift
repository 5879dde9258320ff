import Foundation
import JSON
import Testing

@testable import Sandbox

@Suite("Fast API: pages, codes, tokens and keys")
struct FastAPITests {
    private static let client = SandboxOAuthClient()
    private static let state = "abcdefghijklmnopqrstuvwx12"
    private static let redirect = "http://127.0.0.1:8787/callback"
    private static let key = #"{"label":"terminal","passphrase":"Abcd-1234!","perm":"trade","bindApp":false}"#

    private static func load(_ changes: [String: String?] = [:], path: String = "/account/oauth") -> String {
        var parameters: [String: String] = [
            "response_type": "code", "access_type": "offline", "client_id": client.clientID, "redirect_uri": redirect,
            "scope": "fast_api", "state": state,
        ]
        for (name, value) in changes { parameters[name] = value }
        let allowed = CharacterSet.alphanumerics
        return path + "?"
            + parameters.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")" }.joined(separator: "&")
    }

    private static func parameters(of location: String) -> [String: String] {
        let items = URLComponents(string: location)?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
    }

    /// Logs in, agrees, and returns the code.
    private func code(_ http: RawClient, account: String = "main", _ changes: [String: String?] = [:]) throws -> String {
        let reply = try #require(http.send("POST", Self.load(changes), body: "account=\(account)&decision=allow"))
        #expect(reply.status == 302)
        let location = try #require(reply.header("Location"))
        #expect(location.hasPrefix(Self.redirect + "?"))
        let found = Self.parameters(of: location)
        #expect(found["state"] == Self.state)
        return try #require(found["code"])
    }

    private func exchange(_ http: RawClient, _ changes: [String: String?]) -> RawClient.Reply? {
        var members = [
            "grant_type": "authorization_code", "client_id": Self.client.clientID, "client_secret": Self.client.clientSecret,
            "redirect_uri": Self.redirect,
        ]
        for (name, value) in changes { members[name] = value }
        let body = "{" + members.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",") + "}"
        return http.send("POST", "/v5/users/oauth/token", headers: [("Content-Type", "application/json")], body: body)
    }

    private func token(_ http: RawClient) throws -> String {
        let reply = try #require(exchange(http, ["code": code(http)]))
        #expect(reply.status == 200 && reply.header("Cache-Control") == "no-store")
        #expect(reply.json?["token_type"]?.string == "bearer" && reply.json?["expires_in"]?.numberText == "3600")
        #expect(reply.code == nil, "the answer has no envelope")
        return try #require(reply.json?["access_token"]?.string)
    }

    private func call(_ http: RawClient, _ path: String, token: String?, body: String = "", demo: String? = nil) -> RawClient.Reply? {
        var headers = [("Content-Type", "application/json")]
        if let token { headers.append(("Authorization", "Bearer \(token)")) }
        if let demo { headers.append(("x-simulated-trading", demo)) }
        return http.send("POST", "/api/v5/users/oauth/" + path, headers: headers, body: body)
    }

    @Test func theWholeWay() async throws {
        try await withSandbox { server, http in
            let login = try #require(http.send("GET", Self.load()))
            #expect(login.status == 200 && login.header("Content-Type") == "text/html; charset=utf-8")
            #expect(login.text.contains("<select") && login.text.contains("value=\"main\""))
            let consent = try #require(http.send("POST", Self.load(), body: "account=main"))
            #expect(consent.text.contains("Trade: orders") && consent.text.contains("Read: balances"))
            #expect(!consent.text.contains("Withdraw"))
            #expect(consent.text.contains(#"value="allow""#) && consent.text.contains(#"value="deny""#))

            let agreed = http.send("POST", Self.load(), body: "account=main&decision=allow")
            let found = Self.parameters(of: agreed?.header("Location") ?? "")
            #expect(found["domain"] == "http://127.0.0.1")
            let reply = try #require(exchange(http, ["code": found["code"]]))
            let token = try #require(reply.json?["access_token"]?.string)

            #expect(call(http, "delete-apikey", token: token)?.code == "59506")
            let made = try #require(call(http, "apikey", token: token, body: Self.key)?.rows.first)
            #expect(made["perm"]?.string == "trade" && made["bindApp"]?.bool == false && made["passphrase"]?.string == "Abcd-1234!")
            let key = SandboxKey(
                apiKey: made["apiKey"]?.string ?? "", secretKey: made["secretKey"]?.string ?? "", passphrase: "Abcd-1234!", label: "")
            #expect(key.apiKey.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12] && key.secretKey.utf8.count == 32)
            let row = http.get("/api/v5/account/config", as: key)?.rows.first
            #expect(row?["label"]?.string == "terminal" && row?["perm"]?.string == "read_only,trade" && row?["ip"]?.string == "")
            #expect(row?["uid"]?.string == SandboxAccount.example("main").uid)

            #expect(call(http, "apikey", token: token, body: Self.key)?.code == "50116")
            #expect(call(http, "delete-apikey", token: token)?.rows.first?["result"]?.bool == true)
            #expect(http.get("/api/v5/account/config", as: key)?.code == "50119")
            #expect(server.log.entries.allSatisfy { !$0.path.contains("account/oauth") })
            let log = try #require(http.send("GET", "/sandbox/log")?.text)
            for secret in [token, key.secretKey, Self.client.clientSecret, found["code"] ?? "-"] { #expect(!log.contains(secret)) }
        }
    }

    @Test func theUserDenies() async throws {
        try await withSandbox { _, http in
            let reply = http.send("POST", Self.load(), body: "account=main&decision=deny")
            #expect(Self.parameters(of: reply?.header("Location") ?? "") == ["error": "access_denied", "state": Self.state])
        }
        try await withSandbox({ $0.oauthClient.denial = .keepsSilent }) { _, http in
            let reply = http.send("POST", Self.load(), body: "account=main&decision=deny")
            #expect(reply?.status == 302 && reply?.header("Location") == "/account/users")
        }
    }

    /// What the exchange refuses without a word ends on the profile page, and gives out no code.
    @Test(arguments: [
        ["client_id": "somebody"], ["response_type": "token"], ["scope": "everything"], ["access_type": nil], ["state": nil],
        ["state": String(repeating: "s", count: 65)], ["scope": nil],
    ])
    func refusedWithoutAWord(changes: [String: String?]) async throws {
        try await withSandbox { _, http in
            for reply in [
                http.send("GET", Self.load(changes)), http.send("POST", Self.load(changes), body: "account=main&decision=allow"),
            ] {
                #expect(reply?.status == 302 && reply?.header("Location") == "/account/users")
            }
            #expect(http.send("GET", "/account/users")?.text.contains("Profile") == true)
        }
    }

    @Test func theLongestStateIsLetThrough() async throws {
        try await withSandbox { _, http in
            #expect(http.send("GET", Self.load(["state": String(repeating: "s", count: 64)]))?.status == 200)
        }
    }

    /// RFC 9700 2.1: compared as a whole.
    @Test(arguments: [
        "http://127.0.0.1:8787/callback/", "http://127.0.0.1:8788/callback", "http://127.0.0.1:8787/Callback",
        "https://127.0.0.1:8787/callback",
        "http://127.0.0.1:8787/callback?x=1", "http%3A%2F%2F127.0.0.1%3A8787%2Fcallback", "http://example.com/", "",
    ])
    func redirectsAreMatchedExactly(address: String) async throws {
        try await withSandbox { _, http in
            let reply = http.send("GET", Self.load(["redirect_uri": address]))
            #expect(reply?.status == 400 && reply?.text.contains("53016") == true && reply?.header("Location") == nil)
        }
    }

    @Test func aCodeWorksOnceAndASecondUseTakesTheTokenBack() async throws {
        try await withSandbox { _, http in
            let code = try code(http)
            let token = try #require(exchange(http, ["code": code])?.json?["access_token"]?.string)
            let again = try #require(exchange(http, ["code": code]))
            #expect(again.status == 400 && again.code == "53009" && again.json?["data"] == nil)
            #expect(call(http, "apikey", token: token, body: Self.key)?.code == "53000")
        }
    }

    @Test func codesAndTokensExpire() async throws {
        try await withSandbox { server, http in
            let code = try code(http)
            server.clockOffsetMilliseconds = 601_000
            #expect(exchange(http, ["code": code])?.code == "53012")
            server.clockOffsetMilliseconds = 0
            let token = try token(http)
            server.clockOffsetMilliseconds = 3_599_000 - 60_000
            #expect(call(http, "delete-apikey", token: token)?.code == "59506")
            server.clockOffsetMilliseconds = 3_601_000
            #expect(call(http, "delete-apikey", token: token)?.code == "53002")
        }
    }

    @Test func whatATokenNeeds() async throws {
        try await withSandbox { _, http in
            let code = try code(http)
            #expect(exchange(http, ["code": "nonsense"])?.code == "53009")
            #expect(exchange(http, ["code": code, "client_secret": "wrong"])?.code == "53010")
            #expect(exchange(http, ["code": code, "client_id": "wrong"])?.code == "53010")
            #expect(exchange(http, ["code": code, "grant_type": "password"])?.code == "53010")
            #expect(exchange(http, [:])?.code == "53011")
            #expect(exchange(http, ["code": code, "redirect_uri": "http://localhost:8787/callback"])?.code == "53016")
            #expect(exchange(http, ["code": code, "redirect_uri": nil])?.status == 200, "a wrong try has not used the code up")
            let path = http.send("POST", "/api/v5/users/oauth/token", headers: [("Content-Type", "application/json")], body: "{}")
            #expect(path?.status == 404 && path?.json?["code"]?.kind == .number)
            #expect(http.send("GET", "/v5/users/oauth/token")?.code == "50115")
        }
    }

    @Test func strangersAndClientsWithoutPermission() async throws {
        try await withSandbox({ $0.callerAddress = "198.51.100.4" }) { _, http in
            let reply = try #require(exchange(http, ["code": code(http)]))
            #expect(reply.status == 401 && reply.code == "53014")
            #expect(call(http, "apikey", token: "x", body: Self.key)?.code == "53014")
        }
        try await withSandbox({ $0.oauthClient.fastAPI = .notPermitted }) { _, http in
            let code = try code(http)
            #expect(exchange(http, ["code": code])?.code == "53017")
        }
    }

    @Test(arguments: [
        (#"{"label":"x","passphrase":"short","perm":"trade"}"#, "59505"),
        (#"{"label":"x","passphrase":"Abcd-1234!","perm":"withdraw"}"#, "51000"),
        (#"{"passphrase":"Abcd-1234!","perm":"trade"}"#, "50014"),
        (#"{"label":"terminal01","passphrase":"Abcd-1234!","perm":"trade"}"#, "59502"),
        (#"{"label":"x","passphrase":"Abcd-1234!","perm":"trade","bindApp":true}"#, "50118"),
        (#"{"label":"x","passphrase":"Abcd-1234!","perm":"trade","ip":"nowhere"}"#, "51000"), ("", "50000"), ("{", "50002"),
        (#"{"label":"x","passphrase":"Abcd-1234!","perm":"read_only,trade","ip":"127.0.0.1"}"#, "0"),
    ])
    func whatAKeyNeeds(body: String, code: String) async throws {
        try await withSandbox { server, http in
            let before = server.accounts
            let token = try token(http)
            #expect(call(http, "apikey", token: token, body: body)?.code == code)
            #expect((server.accounts == before) == (code != "0"))
            #expect(call(http, "apikey", token: nil, body: body)?.code == "53000")
        }
    }

    @Test func keysAreBoundToTheReservedAddressesAndTheEnvironment() async throws {
        try await withSandbox({ $0.oauthClient.reservedAddresses = ["192.0.2.1"] }) { server, http in
            let body = #"{"label":"x","passphrase":"Abcd-1234!","perm":"read_only","bindApp":true}"#
            let token = try token(http)
            #expect(call(http, "apikey", token: token, body: body, demo: "1")?.code == "0")
            let key = try #require(server.accounts.first { $0.id == "main" }?.keys.last)
            #expect(key.boundAddresses == ["192.0.2.1"] && key.environment == .demo && key.permissions == [.read])
        }
    }

    @Test func theConnectionIsCutAfterTheKeyWasMade() async throws {
        try await withSandbox { server, http in
            let token = try token(http)
            server.faults = [SandboxFault(.cutAfterWrite, path: "/api/v5/users/oauth/apikey", occurrence: .once)]
            #expect(call(http, "apikey", token: token, body: Self.key) == nil)
            #expect(call(http, "apikey", token: token, body: Self.key)?.code == "50116")
        }
    }

    @Test func pagesSpeakChineseAndEscapeWhatTheyRepeat() async throws {
        try await withSandbox { _, http in
            let chinese = http.send("GET", Self.load(path: "/zh-hans/account/oauth"))
            #expect(chinese?.text.contains("登录") == true && chinese?.text.contains(#"lang="zh-Hans""#) == true)
            let hostile = "/account/oauth?x=\"'><script>&" + Self.load().dropFirst("/account/oauth?".count)
            let reply = http.send("GET", hostile)
            #expect(reply == nil || reply?.text.contains("<script>") == false)
            #expect(http.send("POST", Self.load(), body: "account=nobody&decision=allow")?.status == 200, "the login page again")
            #expect(http.send("DELETE", Self.load())?.status == 405)
        }
    }

    @Test func theDomainCanBeForeign() async throws {
        try await withSandbox({ $0.oauthClient.domain = "https://evil.example" }) { _, http in
            let reply = http.send("POST", Self.load(), body: "account=main&decision=allow")
            #expect(Self.parameters(of: reply?.header("Location") ?? "")["domain"] == "https://evil.example")
        }
    }

    @Test func sampleKeysNameTheClient() throws {
        let root = try JSONDocument(parsing: Array(SandboxConfiguration().sampleKeysJSON(origin: nil).utf8)).root
        #expect(root["oauthClient"]?["clientId"]?.string == Self.client.clientID)
        #expect(root["oauthClient"]?["redirectUris"]?[0]?.string == Self.redirect)
    }
}
