import Testing

@testable import Sandbox

@Suite("The sandbox's numbers agree with each other")
struct ArithmeticTests {
    private func number(_ text: String?) throws -> SandboxQuantity {
        try #require(text.flatMap { SandboxQuantity($0) })
    }

    @Test(arguments: SandboxAccount.usable)
    func balancesAddUp(account: SandboxAccount) async throws {
        try await withSandbox { _, client in
            let row = try #require(client.get("/api/v5/account/balance", as: account.key)?.rows.first)
            let details = row["details"]?.elements ?? []
            var total: SandboxQuantity = "0"
            for detail in details {
                let equity = try number(detail["eq"]?.string)
                let isolated = detail["isoEq"]?.string == "" ? "0" : try number(detail["isoEq"]?.string)
                let frozen = try number(detail["frozenBal"]?.string)
                let available = try number(detail["availBal"]?.string)
                let cash = try number(detail["cashBal"]?.string)
                if account.positions.isEmpty && cash > "0" { #expect(frozen + available == equity) }
                if account.positions.allSatisfy({ $0.marginMode == .isolated }) && cash > "0" {
                    #expect(equity == cash + isolated)
                }
                #expect(available >= "0")
                if detail["eqUsd"]?.string != "" { total = total + (try number(detail["eqUsd"]?.string)) }
            }
            let written = try number(row["totalEq"]?.string)
            #expect(written == total)

            let valuation = try #require(client.get("/api/v5/asset/asset-valuation?ccy=USD", as: account.key)?.rows.first)
            let parts = try ["trading", "funding", "earn", "classic"].map { try number(valuation["details"]?[$0]?.string) }
            let all = try number(valuation["totalBal"]?.string)
            #expect(all == parts.reduce("0", +))
            #expect((parts[0] - total).magnitude < "0.000000000000001")
        }
    }

    @Test func theHealthyAccountIsWhatTheGuideShows() async throws {
        try await withSandbox { _, client in
            let key = SandboxAccount.example("main").key
            let row = try #require(client.get("/api/v5/account/balance?ccy=BTC", as: key)?.rows.first?["details"]?[0])
            #expect(row["eq"]?.string == "1.06126645222")
            #expect(row["frozenBal"]?.string == "0.4")
            #expect(row["availBal"]?.string == "0.66126645222")
            #expect(row["eqUsd"]?.string == "125092.856369559286")
            let valuation = try #require(client.get("/api/v5/asset/asset-valuation?ccy=USD", as: key)?.rows.first)
            let total = try number(valuation["totalBal"]?.string)
            #expect(total > "149000" && total < "152000")
        }
    }

    @Test(arguments: PriceTable.fiatRates.map(\.currency) + ["BTC", "USDT"])
    func valuationsInEveryCurrency(currency: String) async throws {
        try await withSandbox { _, client in
            let reply = client.get("/api/v5/asset/asset-valuation?ccy=\(currency)", as: SandboxAccount.example("main").key)
            let row = try #require(reply?.rows.first)
            let parts = try ["trading", "funding", "earn"].map { try number(row["details"]?[$0]?.string) }
            let all = try number(row["totalBal"]?.string)
            #expect(all == parts.reduce("0", +))
            #expect(parts.allSatisfy { $0 > "0" })
        }
    }

    @Test func aDebtIsNegativeAndACoinWithoutPriceHasNoValue() async throws {
        try await withSandbox { _, client in
            let reply = client.get("/api/v5/account/balance", as: SandboxAccount.example("sub").key)
            let details = reply?.rows.first?["details"]?.elements ?? []
            let debt = try #require(details.first { $0["ccy"]?.string == "USDT" })
            let (equity, owed) = (try number(debt["eq"]?.string), try number(debt["liab"]?.string))
            #expect(equity < "0" && owed > "0")
            #expect(details.first { $0["ccy"]?.string == "MARSH" }?["eqUsd"]?.string == "")
        }
    }

    @Test func anEmptyAccountIsEmpty() async throws {
        try await withSandbox { _, client in
            let key = SandboxAccount.example("empty").key
            let row = try #require(client.get("/api/v5/account/balance", as: key)?.rows.first)
            #expect(row["details"]?.elements.isEmpty == true)
            #expect(row["totalEq"]?.string == "0")
            #expect(client.get("/api/v5/asset/balances", as: key)?.json?["data"]?.elements.isEmpty == true)
            #expect(client.get("/api/v5/account/positions", as: key)?.json?["data"]?.elements.isEmpty == true)
        }
    }

    @Test func positionsFollowTheWorkedExample() async throws {
        try await withSandbox { _, client in
            let row = try #require(client.get("/api/v5/account/positions", as: SandboxAccount.example("main").key)?.rows.first)
            // 25 contracts of 0.01 BTC, opened at 116 500, marked at 117 894.8, ten times.
            #expect(row["margin"]?.string == "2912.5")
            #expect(row["upl"]?.string == "348.7")
            #expect(row["mmr"]?.string == "117.8948")
            #expect(row["imr"]?.string == "")
            let hedge = client.get("/api/v5/account/positions?instId=BTC-USDT-SWAP", as: SandboxAccount.example("hedge").key)
            #expect(hedge?.rows.map { $0["posSide"]?.string } == ["long"])
            #expect(hedge?.rows.first?["margin"]?.string == "")
            #expect(client.get("/api/v5/account/positions?instType=OPTION", as: SandboxAccount.example("hedge").key)?.rows.count == 0)
        }
    }

    @Test(arguments: [
        ("0.1", "0.2", "0.3", "0.02"), ("-1.5", "1.5", "0", "-2.25"),
        ("99999999999999999999.123456789012345678", "0.000000000000000001", "99999999999999999999.123456789012345679", nil),
        ("12345678.9", "1000", "12346678.9", "12345678900"), ("0", "-0", "0", "0"),
    ])
    func decimalsAreExact(left: SandboxQuantity, right: SandboxQuantity, sum: String, product: String?) {
        #expect("\(left + right)" == sum)
        if let product { #expect("\(left * right)" == product) }
    }

    @Test(arguments: ["", "-", ".5", "5.", "1e3", "+1", " 1", "1,0", "１", "--1", "1-1", "0x1", "NaN"])
    func whatIsNoDecimalIsRefused(text: String) {
        #expect(SandboxQuantity(text) == nil)
    }

    @Test func hugeDecimalsNeverTrap() throws {
        let huge = try #require(SandboxQuantity(String(repeating: "9", count: 38)))
        let tiny = try #require(SandboxQuantity("0." + String(repeating: "0", count: 28) + "1"))
        for left in [huge, -huge, tiny, "0"] {
            for right in [huge, -huge, tiny, "1"] {
                _ = (left + right, left - right, left * right, left.divided(by: right, scale: 16), left < right)
            }
        }
        #expect(huge.divided(by: "0", scale: 2) == nil)
        #expect(SandboxQuantity(String(repeating: "9", count: 60)) == nil)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00.000Z", 0), ("2020-12-08T09:08:57.715Z", 1_607_418_537_715),
        ("2000-02-29T23:59:59.999Z", 951_868_799_999), ("2026-01-01T00:00:00.001Z", 1_767_225_600_001),
    ])
    func timestampsAreRead(text: String, milliseconds: Int64) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "1538054050", "1538054050.123", "2020-12-08T09:08:57Z", "2020-12-08T09:08:57.71Z", "2020-12-08T09:08:57.7155Z",
        "2020-12-08T09:08:57.715+00:00", "2020-12-08 09:08:57.715Z", "2020-13-08T09:08:57.715Z", "2021-02-29T09:08:57.715Z",
        "2020-12-08T24:08:57.715Z", "2020-12-08T09:60:57.715Z", "٢020-12-08T09:08:57.715",
    ])
    func malformedTimestampsAreRefused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func addressRanges() throws {
        let segment = try #require(AddressRange("192.0.2.0/25"))
        #expect(segment.contains("192.0.2.127"))
        #expect(!segment.contains("192.0.2.128"))
        #expect(!segment.contains("::1"))
        let wide = try #require(AddressRange("2001:db8::/33"))
        #expect(wide.contains("2001:db8:7fff::1"))
        #expect(!wide.contains("2001:db8:8000::1"))
        let everything = try #require(AddressRange("0.0.0.0/0"))
        #expect(everything.contains("8.8.8.8"))
        for text in ["", "1.2.3", "1.2.3.4/33", "::/129", "1.2.3.4/-1", "1.2.3.4/8/8", "host"] { #expect(AddressRange(text) == nil) }
    }

    @Test(arguments: SandboxAccount.examples)
    func sampleKeysLookReal(account: SandboxAccount) throws {
        for key in account.keys {
            #expect(key.apiKey.utf8.count == 36)
            #expect(key.apiKey.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
            #expect(key.secretKey.utf8.count == 32 && key.secretKey.allSatisfy(\.isHexDigit))
            #expect((8...32).contains(key.passphrase.count))
            #expect(key.passphrase.contains(where: \.isUppercase) && key.passphrase.contains(where: \.isLowercase))
            #expect(key.passphrase.contains { $0.isNumber })
            #expect(key.passphrase.contains { !$0.isLetter && !$0.isNumber && $0.isASCII })
            #expect(key.label.count <= 50)
        }
        #expect(!account.title.english.isEmpty && !account.title.chinese.isEmpty)
    }

    @Test func sampleKeysAreDistinct() {
        let keys = SandboxAccount.examples.flatMap(\.keys)
        #expect(Set(keys.map(\.apiKey)).count == keys.count)
        #expect(Set(keys.map(\.secretKey)).count == keys.count)
        #expect(Set(SandboxAccount.examples.map(\.uid)).count == SandboxAccount.examples.count)
        #expect(Set(SandboxAccount.examples.map(\.id)).count == SandboxAccount.examples.count)
    }
}
