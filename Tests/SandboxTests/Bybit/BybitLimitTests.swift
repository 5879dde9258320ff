import Testing

@testable import Sandbox

@Suite("Bybit: limits")
struct BybitLimitTests {
    @Test func accountsHaveALimitForEachCall() throws {
        let bench = BybitBench()
        let (path, query) = ("/v5/asset/transfer/query-account-coins-balance", "accountType=FUND")
        for left in (0..<5).reversed() {
            let reply = try bench.get(path, query, as: "main")
            #expect(reply.code == 0)
            #expect(reply.headers["X-Bapi-Limit"] == "5" && reply.headers["X-Bapi-Limit-Status"] == String(left))
            #expect(reply.headers["X-Bapi-Limit-Reset-Timestamp"] == String(bench.now))
            bench.pass(10)
        }
        let refused = try bench.get(path, query, as: "main")
        #expect(refused.status == 200 && refused.code == 10006)
        #expect(refused.headers["X-Bapi-Limit-Status"] == "0")
        #expect(refused.headers["X-Bapi-Limit-Reset-Timestamp"] == String(bench.now + 950))
        // Other accounts and other calls have limits of their own.
        #expect(try bench.get(path, query, as: "hedge").code == 0)
        #expect(try bench.get("/v5/account/info", as: "main").code == 0)
        bench.pass(949)
        #expect(try bench.get(path, query, as: "main").code == 10006)
        bench.pass(1)
        #expect(try bench.get(path, query, as: "main").code == 0)
        bench.rateLimits = .off
        for _ in 0..<20 { #expect(try bench.get(path, query, as: "main").code == 0) }
    }

    /// Six hundred in five seconds over all hosts; one more, and the address is out for ten minutes.
    @Test func anAddressIsShutOut() throws {
        let bench = BybitBench()
        for number in 0..<600 {
            let place = SandboxBybit.Place.all[number % SandboxBybit.Place.all.count]
            #expect(bench.open("/v5/market/time", at: place).code == 0)
        }
        let refused = bench.open("/v5/market/time")
        #expect(refused.status == 403 && refused.json == nil && refused.text.contains("access too frequent"))
        #expect(try bench.get("/v5/account/info", as: "main").status == 403)
        bench.address = "127.0.0.2"
        #expect(bench.open("/v5/market/time").code == 0)
        bench.address = "127.0.0.1"
        bench.pass(599_999)
        #expect(bench.open("/v5/market/time").status == 403)
        bench.pass(1)
        #expect(bench.open("/v5/market/time").code == 0)
    }

    @Test func aNewWindowBeginsAfterFiveSeconds() {
        let bench = BybitBench()
        for _ in 0..<3 {
            for _ in 0..<600 { #expect(bench.open("/v5/market/time").code == 0) }
            bench.pass(5_000)
        }
    }

    @Test func countingHasAnEnd() {
        var limits = SandboxBybit.Limits()
        for number in 0..<5_000 {
            let isAdmitted = limits.admits("10.0.\(number / 256).\(number % 256)", atMilliseconds: 1)
            #expect(isAdmitted)
            _ = limits.take(.key, uid: Int64(number), atMilliseconds: 1)
        }
    }
}
