import JSON
import Testing

@testable import Sandbox

@Suite("Bybit: settings")
struct BybitSettingsTests {
    private static func mode(_ bench: BybitBench, _ id: String) throws -> String? {
        try bench.get("/v5/account/info", as: id).result?["marginMode"]?.string
    }

    private static func set(_ mode: String, _ bench: BybitBench, _ id: String) throws -> BybitBench.Reply {
        bench.pass(1_000)
        return try bench.post("/v5/account/set-margin-mode", #"{"setMarginMode":"\#(mode)"}"#, as: id)
    }

    @Test func marginModeIsAcceptedBeforeItIsInForce() throws {
        let bench = BybitBench()
        bench.state.behaviour.marginModeDelayMilliseconds = 60_000
        let reply = try Self.set("ISOLATED_MARGIN", bench, "rsa")
        #expect(reply.code == 0 && reply.json?["retMsg"]?.string == "Request accepted")
        #expect(reply.result?["reasons"]?.elements.isEmpty == true)
        #expect(try Self.mode(bench, "rsa") == "REGULAR_MARGIN")
        bench.pass(59_999)
        #expect(try Self.mode(bench, "rsa") == "REGULAR_MARGIN")
        bench.pass(1)
        #expect(try Self.mode(bench, "rsa") == "ISOLATED_MARGIN")
        // The same again is accepted, too.
        #expect(try Self.set("ISOLATED_MARGIN", bench, "rsa").code == 0)
        #expect(try Self.set("ISOLATED", bench, "rsa").code == 10001)
        #expect(try Self.set("REGULAR_MARGIN", bench, "classic").code == 10028)
    }

    @Test func reasonsAreTold() throws {
        let bench = BybitBench()
        func reasons(_ mode: String, _ id: String) throws -> [String] {
            let reply = try Self.set(mode, bench, id)
            #expect(reply.code == 3_400_045 && reply.status == 200)
            return reply.result?["reasons"]?.elements.compactMap { $0["reasonCode"]?.string } ?? []
        }
        #expect(try reasons("ISOLATED_MARGIN", "blocked") == ["3400002", "3400001"])
        #expect(try reasons("ISOLATED_MARGIN", "hedge") == ["3400001"])
        #expect(try reasons("ISOLATED_MARGIN", "debts") == ["3400071"])
        #expect(try reasons("PORTFOLIO_MARGIN", "kazakhstan") == ["3400000", "3400001"])
        #expect(try reasons("PORTFOLIO_MARGIN", "empty") == ["3400000"])
        #expect(try reasons("PORTFOLIO_MARGIN", "overview") == ["3401010"])
        try bench.change("blocked") { $0.orders = [] }
        #expect(try reasons("ISOLATED_MARGIN", "blocked") == ["3400001"])
        try bench.change("blocked") { $0.positions = [] }
        #expect(try Self.set("ISOLATED_MARGIN", bench, "blocked").code == 0)
    }

    private static func indices(_ bench: BybitBench, _ id: String, _ symbol: String) throws -> [String] {
        try bench.get("/v5/position/symbol-info", "category=linear&symbol=\(symbol)", as: id).rows
            .compactMap { $0["positionIdx"]?.numberText }.sorted()
    }

    /// Switching by coin changes what is free and says nothing of the rest.
    @Test func switchByCoinIsSilentlyPartial() throws {
        let bench = BybitBench()
        let path = "/v5/position/switch-mode"
        let body = #"{"category":"linear","coin":"USDT","mode":0}"#
        #expect(try Self.indices(bench, "hedge", "ETHUSDT") == ["1", "2"])
        let reply = try bench.post(path, body, as: "hedge")
        #expect(reply.code == 0 && reply.result?.members.isEmpty == true)
        #expect(try Self.indices(bench, "hedge", "ETHUSDT") == ["0"])
        #expect(try Self.indices(bench, "hedge", "BTCUSDT") == ["1", "2"])
        let left = try bench.get("/v5/position/list", "category=linear&settleCoin=USDT", as: "hedge").rows
        #expect(left.compactMap { $0["positionIdx"]?.numberText } == ["1", "2"])
        #expect(try bench.post(path, body, as: "hedge").code == 110025)
        #expect(try bench.post(path, #"{"category":"linear","symbol":"BTCUSDT","mode":0}"#, as: "hedge").code == 110024)
        try bench.change("hedge") { account in
            account.positions = []
            account.orders = [.init(id: "o", symbol: "BTCUSDT", side: .buy, price: "1", quantity: "1", index: 1)]
        }
        #expect(try bench.post(path, #"{"category":"linear","symbol":"BTCUSDT","mode":0}"#, as: "hedge").code == 110028)
        try bench.change("hedge") { $0.orders = [] }
        #expect(try bench.post(path, #"{"category":"linear","symbol":"BTCUSDT","mode":0}"#, as: "hedge").code == 0)
        #expect(try Self.indices(bench, "hedge", "BTCUSDT") == ["0"])
    }

    @Test func onlyPerpetualsInUSDTAreHedged() throws {
        let bench = BybitBench()
        let path = "/v5/position/switch-mode"
        #expect(try bench.post(path, #"{"category":"linear","symbol":"SOLUSDT","mode":3}"#, as: "empty").code == 0)
        #expect(try Self.indices(bench, "empty", "SOLUSDT") == ["1", "2"])
        #expect(try bench.post(path, #"{"category":"linear","symbol":"BTCPERP","mode":3}"#, as: "empty").code == 110029)
        #expect(try bench.post(path, #"{"category":"linear","symbol":"BTCPERP","mode":0}"#, as: "empty").code == 110025)
        #expect(try bench.post(path, #"{"category":"inverse","symbol":"BTCUSD","mode":3}"#, as: "empty").code == 110029)
        #expect(try bench.post(path, #"{"category":"linear","coin":"USDC","mode":3}"#, as: "empty").code == 110029)
        #expect(try bench.post(path, #"{"category":"linear","symbol":"BTCUSDT"}"#, as: "empty").code == 10001)
        #expect(try bench.post(path, #"{"category":"linear","mode":0}"#, as: "empty").code == 10001)
        #expect(try bench.post(path, #"{"category":"linear","coin":"USDT","mode":1}"#, as: "empty").code == 10001)
        #expect(try bench.post(path, "[]", as: "empty").code == 10001)
    }

    @Test func leverageFollowsTheRules() throws {
        let bench = BybitBench()
        bench.rateLimits = .off
        func set(_ buy: String, _ sell: String, symbol: String = "BTCUSDT", category: String = "linear", as id: String) throws -> Int? {
            try bench.post(
                "/v5/position/set-leverage",
                #"{"category":"\#(category)","symbol":"\#(symbol)","buyLeverage":"\#(buy)","sellLeverage":"\#(sell)"}"#, as: id
            ).code
        }
        #expect(try set("6", "6", as: "empty") == 0)
        #expect(try set("6", "6", as: "empty") == 110043)
        #expect(try set("10", "10", symbol: "ETHUSDT", as: "empty") == 110043)
        #expect(try set("6", "7", as: "empty") == 10001)
        #expect(try set("101", "101", as: "empty") == 10001)
        #expect(try set("0", "0", as: "empty") == 10001)
        #expect(try set("six", "six", as: "empty") == 10001)
        #expect(try set("6", "6", symbol: "NONE", as: "empty") == 10001)
        #expect(try set("3", "3", symbol: "BTCUSD", category: "inverse", as: "empty") == 0)
        #expect(try set("3", "3", symbol: "BTCUSD", category: "option", as: "empty") == 10001)
        #expect(try set("6", "6", as: "portfolio") == 110038)
        // Hedge mode alone is not enough: margin has to be isolated.
        #expect(try set("6", "7", as: "hedge") == 10001)
        try bench.change("hedge") { $0.marginMode = .isolated }
        #expect(try set("6", "7", as: "hedge") == 0)
        let rows = try bench.get("/v5/position/symbol-info", "category=linear&symbol=BTCUSDT", as: "hedge").rows
        #expect(rows.compactMap { $0["leverage"]?.string } == ["7", "6"])
        #expect(try bench.get("/v5/position/symbol-info", "category=linear&symbol=BTCUSDT", as: "portfolio").code == 110077)
    }
}
