import JSON
import Testing

@testable import Sandbox

@Suite("Bybit: what is checked, and in which order")
struct BybitCheckOrderTests {
    private static func key(
        _ letter: String, readOnly: Bool = false, permissions: SandboxBybit.Permissions = .trading,
        addresses: [String] = ["127.0.0.1"], lifetime: SandboxBybit.Lifetime = .permanent, place: SandboxBybit.Place = .init()
    ) -> SandboxBybit.Key {
        SandboxBybit.Key(
            apiKey: String(repeating: letter, count: 18), secret: .systemGenerated("abcdefghijklmnopqrstuvwxyz0123456789"), note: letter,
            readOnly: readOnly, permissions: permissions, addresses: addresses, lifetime: lifetime, place: place)
    }

    /// Each row mends what the row above was refused for and keeps every later mistake.
    @Test func firstMistakeDecides() {
        let none = SandboxBybit.Permissions([:])
        let elsewhere = Self.key("A", permissions: none, addresses: ["203.0.113.7"], place: .init(.global, .testnet))
        let expired = Self.key("B", permissions: none, addresses: ["203.0.113.7"], lifetime: .expired)
        let bound = Self.key("C", permissions: none, addresses: ["203.0.113.7"])
        let powerless = Self.key("D", permissions: none)
        let reader = Self.key("E", readOnly: true)
        let right = Self.key("F")
        var account = BybitBench.account(elsewhere)
        account.keys += [expired, bound, powerless, reader, right]
        let bench = BybitBench([account])
        let path = "/v5/position/set-leverage"
        let body = #"{"category":"linear","symbol":"BTCUSDT","buyLeverage":"6","sellLeverage":"6"}"#
        let missing: [String: String?] = ["X-BAPI-API-KEY": nil, "X-BAPI-SIGN": nil, "X-BAPI-TIMESTAMP": nil]
        let wrong: [String: String?] = ["X-BAPI-SIGN": "00", "X-BAPI-TIMESTAMP": "1538054050000"]
        func expect(
            _ key: SandboxBybit.Key, _ status: Int, _ code: Int?, changing changes: [String: String?] = wrong, path: String = path,
            line: Int = #line
        ) {
            let reply = bench.send(bench.signed("POST", path, body, key: key, changing: changes))
            let place = SourceLocation(fileID: #fileID, filePath: #filePath, line: line, column: 1)
            #expect(reply.status == status && reply.code == code, "\(reply)", sourceLocation: place)
        }
        expect(elsewhere, 404, nil, changing: missing, path: "/v5/nothing")
        expect(elsewhere, 401, 10003, changing: missing)
        expect(elsewhere, 401, 10003, changing: ["X-BAPI-SIGN": nil])
        expect(elsewhere, 401, 10003, changing: ["X-BAPI-TIMESTAMP": nil])
        expect(elsewhere, 200, 10003)
        expect(Self.key("G"), 200, 10003)
        expect(expired, 200, 33004)
        expect(bound, 200, 10010)
        expect(powerless, 200, 10002)
        expect(powerless, 200, 10004, changing: ["X-BAPI-SIGN": "00"])
        expect(powerless, 200, 10005, changing: [:])
        expect(reader, 200, 10005, changing: [:])
        for number in 1...10 { expect(right, 200, number == 1 ? 0 : 110043, changing: [:]) }
        expect(right, 200, 10006, changing: [:])
        bench.state.behaviour.unknownKeyStatus = 401
        expect(elsewhere, 401, 10003)
    }

    @Test func aReadMayHaveNoBody() throws {
        let bench = BybitBench()
        let reply = bench.send(
            SeenRequest(
                method: "GET", target: RequestTarget("/v5/market/time"), headers: [], body: Array("{}".utf8), peer: "127.0.0.1"))
        #expect(reply.status == 403 && reply.json == nil)
    }

    @Test func timeHasItsWindow() throws {
        let bench = BybitBench()
        let key = try bench.account("main").keys[0]
        func code(_ offset: Int64, window: String = "5000") -> Int? {
            let time = String(bench.now + offset)
            var request = bench.signed("GET", "/v5/account/info", "", key: key, changing: ["X-BAPI-TIMESTAMP": time])
            if window != "5000" {
                request = SeenRequest(
                    method: "GET", target: request.target,
                    headers: request.headers.map { $0.name == "X-BAPI-RECV-WINDOW" ? ($0.name, window) : $0 }, body: [],
                    peer: "127.0.0.1")
            }
            return bench.send(request).code
        }
        #expect([code(-5_000), code(999)] == [0, 0])
        #expect([code(-5_001), code(1_000), code(-90_000_000)] == [10002, 10002, 10002])
        // The window is part of what is signed.
        #expect(code(-5_001, window: "20000") == 10004)
        #expect(code(0, window: "soon") == 10002)
    }

    @Test func aKeyBelongsToOnePlace() throws {
        let bench = BybitBench()
        bench.rateLimits = .off
        for account in bench.state.accounts {
            let key = try #require(account.keys.first)
            for place in SandboxBybit.Place.all {
                let reply = bench.send(bench.signed("GET", "/v5/account/info", "", key: key), at: place)
                let isKnown = place == key.truePlace && key.flaw != .gone
                #expect((reply.code == 10003) == !isKnown, "\(account.id) at \(place): \(reply)")
            }
        }
    }

    /// What each sample says of itself is what happens.
    @Test func samplesMeetWhatTheirTitlesSay() throws {
        let bench = BybitBench()
        let codes = [
            "expired": 33004, "third-party": 10010, "elsewhere": 10010, "wrong-secret": 10004, "mistyped": 10003, "mixed-up": 10003,
            "other-site": 10003,
        ]
        for account in bench.state.accounts {
            let key = try #require(account.keys.first)
            let reply = bench.send(bench.signed("GET", "/v5/user/query-api", "", key: key), at: key.place)
            #expect(reply.code == codes[account.id] ?? 0, "\(account.id): \(reply)")
        }
        #expect(try bench.get("/v5/asset/transfer/query-account-coins-balance", "accountType=FUND", as: "read-only").code == 10005)
        #expect(try bench.get("/v5/account/wallet-balance", "accountType=UNIFIED", as: "classic").code == 10028)
        let expiring = try #require(try bench.get("/v5/user/query-api", as: "expiring").result)
        #expect(expiring["deadlineDay"]?.numberText == "12")
        #expect(expiring["ips"]?.elements.compactMap(\.string) == ["*"])
        #expect(expiring["expiredAt"]?.string == "2026-12-10T12:00:00Z")
        let bound = try #require(try bench.get("/v5/user/query-api", as: "main").result)
        #expect(bound["deadlineDay"]?.numberText == "-2" && bound["expiredAt"]?.string == "1970-01-01T00:00:00Z")
        bench.pass(12 * 86_400_000)
        #expect(try bench.get("/v5/user/query-api", as: "expiring").code == 33004)
    }

    @Test func hostsLackWhatTheyLack() throws {
        let bench = BybitBench()
        for path in [
            "/v5/asset/transfer/query-account-coins-balance", "/v5/asset/asset-overview", "/v5/earn/position", "/v5/user/get-member-type",
        ] {
            #expect(try bench.get(path, "accountType=FUND", as: "demo").status == 404)
        }
        #expect(try bench.get("/v5/user/query-api", as: "demo").code == 0)
        bench.state.behaviour.notOffered = .code(10017)
        #expect(try bench.get("/v5/asset/asset-overview", as: "demo").code == 10017)
        #expect(try bench.get("/v5/asset/asset-overview", as: "turkey").code == 10017)
        bench.state.behaviour.regionalOverview = .pageNotFound
        #expect(try bench.get("/v5/asset/asset-overview", as: "turkey").status == 404)
        bench.state.behaviour.overviewNeedsWallet = true
        #expect(try bench.get("/v5/asset/asset-overview", as: "read-only").code == 10005)
        #expect(try bench.post("/v5/account/demo-apply-money", "{}", as: "main").code == 10017)
        #expect(try bench.post("/v5/account/demo-apply-money", "{}", as: "demo").code == 0)
        #expect(try bench.account("demo").unified.first { $0.coin == "USDT" }?.wallet == "150000")
    }

    /// A bare question mark is no query.
    @Test func emptyQueryIsSignedEmpty() throws {
        let bench = BybitBench()
        let request = bench.signed("GET", "/v5/user/query-api", "", key: try bench.account("main").keys[0])
        let bare = SeenRequest(
            method: "GET", target: RequestTarget("/v5/user/query-api?"), headers: request.headers, body: [], peer: "127.0.0.1")
        #expect(bench.send(bare).code == 0)
    }
}
