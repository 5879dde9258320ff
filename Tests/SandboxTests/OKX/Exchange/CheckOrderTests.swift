import Foundation
import Sandbox
import Testing

@Suite("What the sandbox checks, and in which order")
struct CheckOrderTests {
    private static func key(
        _ digit: Character, permissions: [SandboxPermission] = [.trade], addresses: [String] = ["203.0.113.7"],
        environment: SandboxEnvironment = .live, site: SandboxSite = .global
    ) -> SandboxKey {
        SandboxKey(
            apiKey: "00000000-0000-4000-8000-00000000000\(digit)", secretKey: "0123456789ABCDEF0123456789ABCDEF",
            passphrase: "Right-Pass.1", permissions: permissions, boundAddresses: addresses, environment: environment,
            site: site, label: "k")
    }

    /// Each row mends what the row above was refused for and keeps every later mistake.
    @Test func firstMistakeDecides() async throws {
        let allWrong = Self.key("1", environment: .demo, site: .eea)
        let elsewhere = Self.key("2")
        let withoutRead = Self.key("3", addresses: [])
        let right = Self.key("4", permissions: [.read], addresses: [])
        let account = SandboxAccount(
            id: "ladder", title: SandboxTitle(english: "", chinese: ""), keys: [allWrong, elsewhere, withoutRead, right], uid: "1")
        try await withSandbox({ $0.accounts = [account] }) { _, client in
            let path = "/api/v5/account/config"
            let names = ["OK-ACCESS-KEY", "OK-ACCESS-SIGN", "OK-ACCESS-TIMESTAMP", "OK-ACCESS-PASSPHRASE"]
            let missing = Dictionary(uniqueKeysWithValues: names.map { ($0, String?.none) })
            func expect(
                _ reply: RawClient.Reply?, _ status: Int, _ code: String?, line: Int = #line
            ) {
                let place = SourceLocation(fileID: #fileID, filePath: #filePath, line: line, column: 1)
                #expect(reply?.status == status, sourceLocation: place)
                #expect(reply?.code == code, sourceLocation: place)
                if status == 401 || status == 429 {
                    #expect(reply?.json?["data"] == nil, "no data member", sourceLocation: place)
                    #expect(reply?.json?["msg"]?.string?.isEmpty == false, sourceLocation: place)
                }
            }
            expect(client.send("POST", "/api/v5/account/nothing"), 404, "404")
            expect(client.send("POST", path), 405, "50115")
            var changes = missing
            expect(client.get(path, as: allWrong, changing: changes), 401, "50103")
            changes["OK-ACCESS-KEY"] = .some("nonsense")
            expect(client.get(path, as: allWrong, changing: changes), 401, "50106")
            changes["OK-ACCESS-SIGN"] = .some("nonsense")
            expect(client.get(path, as: allWrong, changing: changes), 401, "50107")
            changes["OK-ACCESS-TIMESTAMP"] = .some("1538054050")
            expect(client.get(path, as: allWrong, changing: changes), 401, "50104")
            changes["OK-ACCESS-PASSPHRASE"] = .some("wrong")
            expect(client.get(path, as: allWrong, changing: changes), 401, "50112")
            changes["OK-ACCESS-TIMESTAMP"] = .some(RawClient.timestamp(Date().addingTimeInterval(-31)))
            expect(client.get(path, as: allWrong, changing: changes), 401, "50102")
            changes["OK-ACCESS-TIMESTAMP"] = .some(RawClient.timestamp(Date().addingTimeInterval(-5)))
            expect(client.get(path, as: allWrong, changing: changes), 401, "50111")
            changes["OK-ACCESS-KEY"] = .some("00000000-0000-4000-8000-000000000009")
            expect(client.get(path, as: allWrong, changing: changes), 401, "50119")
            changes["OK-ACCESS-KEY"] = .some(allWrong.apiKey)
            changes["x-simulated-trading"] = .some("0")
            expect(client.get(path, as: allWrong, changing: changes), 401, "50101")
            changes["x-simulated-trading"] = .some("1")
            expect(client.get(path, as: allWrong, changing: changes), 401, "50119")
            changes["x-simulated-trading"] = .some("0")
            changes["OK-ACCESS-KEY"] = .some(elsewhere.apiKey)
            expect(client.get(path, as: elsewhere, changing: changes), 401, "50110")
            changes["OK-ACCESS-KEY"] = .some(withoutRead.apiKey)
            expect(client.get(path, as: withoutRead, changing: changes), 401, "50105")
            changes["OK-ACCESS-PASSPHRASE"] = .some(withoutRead.passphrase)
            expect(client.get(path, as: withoutRead, changing: changes), 401, "50113")
            let refused = client.get(path, as: withoutRead)
            expect(refused, 200, "50120")
            #expect(refused?.json?["data"]?.elements.isEmpty == true)
            for _ in 1...5 { expect(client.get(path, as: right), 200, "0") }
            expect(client.get(path, as: right), 429, "50011")
        }
    }

    @Test func refusedAddressIsNamed() async throws {
        try await withSandbox({ $0.callerAddress = "198.51.100.23" }) { _, client in
            let reply = client.get("/api/v5/account/config", as: SandboxAccount.example("main").key)
            #expect(reply?.code == "50110")
            #expect(reply?.json?["msg"]?.string?.contains("198.51.100.23") == true)
        }
    }

    @Test(arguments: ["203.0.113.7", "2001:db8:0:1::5"])
    func boundAddressesAndSegmentsAreLetIn(address: String) async throws {
        try await withSandbox({ $0.callerAddress = address }) { _, client in
            #expect(client.get("/api/v5/account/config", as: SandboxAccount.example("elsewhere").key)?.code == "0")
        }
    }

    @Test func theTextOfTheTargetIsSigned() async throws {
        try await withSandbox { _, client in
            let key = SandboxAccount.example("main").key
            let raw = "/api/v5/account/balance?ccy=BTC,SOL"
            let escaped = "/api/v5/account/balance?ccy=BTC%2CSOL"
            for target in [raw, escaped] {
                let reply = client.get(target, as: key)
                #expect(reply?.code == "0")
                #expect(reply?.rows.first?["details"]?.elements.compactMap { $0["ccy"]?.string } == ["BTC", "SOL"])
            }
            #expect(client.get(escaped, as: key, signing: raw)?.code == "50113")
            #expect(client.get(raw, as: key, signing: "/api/v5/account/balance")?.code == "50113")
        }
    }

    @Test func zeroMeansLiveTrading() async throws {
        try await withSandbox { _, client in
            let live = SandboxAccount.example("main").key
            #expect(client.get("/api/v5/account/config", as: live, changing: ["x-simulated-trading": "0"])?.code == "0")
            #expect(client.get("/api/v5/account/config", as: SandboxAccount.example("demo").key)?.code == "0")
        }
    }

    @Test func keysOfAnotherSiteAreUnknown() async throws {
        try await withSandbox({ $0.site = .eea }) { _, client in
            let reply = client.get("/api/v5/account/config", as: SandboxAccount.example("main").key)
            #expect(reply?.status == 401)
            #expect(reply?.code == "50119")
        }
    }

    @Test func limitsCanBeSwitchedOff() async throws {
        try await withSandbox({ $0.rateLimits = .off }) { _, client in
            for _ in 1...8 {
                #expect(client.get("/api/v5/asset/asset-valuation", as: SandboxAccount.example("main").key)?.code == "0")
            }
        }
    }

    @Test func accountsHaveLimitsOfTheirOwn() async throws {
        try await withSandbox { _, client in
            let path = "/api/v5/asset/asset-valuation"
            #expect(client.get(path, as: SandboxAccount.example("main").key)?.code == "0")
            #expect(client.get(path, as: SandboxAccount.example("hedge").key)?.code == "0")
            #expect(client.get(path, as: SandboxAccount.example("main").key)?.code == "50011")
        }
    }

    @Test(arguments: [
        ("/api/v5/market/index-tickers", 400, "50015"), ("/api/v5/market/index-tickers?quoteCcy=EUR", 400, "51000"),
        ("/api/v5/market/index-tickers?instId=NO-USD", 200, "51014"), ("/api/v5/market/tickers", 400, "50014"),
        ("/api/v5/market/tickers?instType=BOND", 400, "51000"), ("/api/v5/market/ticker?instId=NO-USDT", 200, "51001"),
        ("/api/v5/market/ticker?instId=BTC-USDT", 200, "0"), ("/api/v5/market/tickers?instType=SWAP", 200, "0"),
    ])
    func parametersOfPublicPaths(target: String, status: Int, code: String) async throws {
        try await withSandbox { _, client in
            let reply = client.send("GET", target)
            #expect(reply?.status == status)
            #expect(reply?.code == code)
        }
    }

    @Test(arguments: [
        ("/api/v5/account/balance?ccy=" + Array(repeating: "A", count: 21).joined(separator: ","), 200, "50025"),
        ("/api/v5/account/positions?instType=BOND", 400, "51000"), ("/api/v5/asset/asset-valuation?ccy=XAU", 400, "51000"),
    ])
    func parametersOfPrivatePaths(target: String, status: Int, code: String) async throws {
        try await withSandbox { _, client in
            let reply = client.get(target, as: SandboxAccount.example("main").key)
            #expect(reply?.status == status)
            #expect(reply?.code == code)
        }
    }
}
