import Domain
import HTTP
import Testing

@testable import Exchanges

/// Requests as they go on the wire. The signatures were made with another implementation of HMAC, and are those of Bybit's own client.
struct BybitRequestTests {
    @Test(arguments: [
        ("/v5/user/query-api", "eed270a557b5b2c3146b2a018e126e463ab9f004d0fd00c68c0a412562f734a8"),
        ("/v5/account/info", "eed270a557b5b2c3146b2a018e126e463ab9f004d0fd00c68c0a412562f734a8"),
        ("/v5/account/wallet-balance?accountType=UNIFIED", "543a1469d09ced0a3875e23d0c7232f19bb0cb4e4087f03f13daa67723daba3b"),
        (
            "/v5/account/wallet-balance?accountType=UNIFIED&coin=USDT,USDC",
            "62996d24fbec5c804d2b2f975e8cce6dc0bd8410e028d40f602a9ef62322aa99"
        ),
        (
            "/v5/account/wallet-balance?accountType=UNIFIED&coin=USDT%2CUSDC",
            "24cb373a3761400d019959409cea105e016fd8a03e0b416535eb0aa778bd90a9"
        ),
        (
            "/v5/position/list?category=linear&settleCoin=USDT&limit=200",
            "bcc52dfdbe3b56b426de943a1a74784c5b1208e2cfa64cb3058faee5b50a8eb7"
        ),
        (
            "/v5/asset/transfer/query-account-coins-balance?accountType=FUND",
            "db6fc2a5cad349a4ba24e580b0031bdb77fd8c347c4ab4438d691ab0e99c2de6"
        ),
        ("/v5/asset/asset-overview?valuationCurrency=USD", "ca1ed336256f368eebecbddc0fcad623e7685967e34430e8fc529349a24df666"),
    ])
    func aReadingSignsItsQuery(target: String, signature: String) throws {
        let request = try BybitSample.signed(BybitRequests.signed(.get, target, access: BybitSample.access()))
        #expect(request.method == .get && request.origin == "https://api.bybit.com" && request.target == target)
        #expect(BybitSample.header("X-BAPI-SIGN", of: request) == signature)
        #expect(BybitSample.header("X-BAPI-API-KEY", of: request) == BybitSample.apiKey)
        #expect(BybitSample.header("X-BAPI-TIMESTAMP", of: request) == "1700000000000")
        #expect(BybitSample.header("X-BAPI-RECV-WINDOW", of: request) == "5000")
        // A GET with a JSON body is turned away by the gateway.
        #expect(BybitSample.header("Content-Type", of: request) == nil)
        guard case .none = request.body else {
            Issue.record("a reading has no body")
            return
        }
    }

    @Test(arguments: [
        (
            "/v5/account/set-margin-mode", #"{"setMarginMode":"ISOLATED_MARGIN"}"#,
            "60fd3d91a93e5c9240ccd74b4abc266c5581bc17eed4b6c40d4cc71777ddc557"
        ),
        (
            "/v5/account/set-margin-mode", #"{"setMarginMode": "ISOLATED_MARGIN"}"#,
            "3f2316410c3d00d7123faadd9ac5627b37a41d7a0271081fa076a182a6174f29"
        ),
        (
            "/v5/position/switch-mode", #"{"category":"linear","coin":"USDT","mode":0}"#,
            "3a7949e71e977d21b251b23783cb09192ad1e0c0e402187864b6230d631464a6"
        ),
        (
            "/v5/position/set-leverage", #"{"category":"linear","symbol":"BTCUSDT","buyLeverage":"6","sellLeverage":"6"}"#,
            "030e5bfc375717196853d25710cc300068f40d7d78449dd98118e8b8239452bb"
        ),
    ])
    func aChangeSignsItsBody(path: String, body: String, signature: String) throws {
        let request = try BybitSample.signed(BybitRequests.signed(.post, path, body: Array(body.utf8), access: BybitSample.access()))
        #expect(request.method == .post && request.target == path)
        #expect(BybitSample.header("X-BAPI-SIGN", of: request) == signature)
        #expect(BybitSample.header("Content-Type", of: request) == "application/json")
        guard case .bytes(let sent) = request.body else {
            Issue.record("a change has a body")
            return
        }
        #expect(String(decoding: sent, as: UTF8.self) == body)
    }

    @Test(arguments: [
        (TradingEnvironment.live, "https://api.bybit.com"), (.demo, "https://api-demo.bybit.com"),
        (.testnet, "https://api-testnet.bybit.com"),
    ])
    func anEnvironmentHasAHostOfItsOwn(environment: TradingEnvironment, origin: String) {
        let place = AccountPlace(site: BybitSample.site, environment: environment)
        #expect(BybitSample.adapter.clockRequest(at: place).origin == origin)
        #expect(BybitSample.adapter.maintenanceRequest(at: place).origin == origin)
    }

    /// Each is counted for the address, over all hosts; and for the account, where the pages name a limit.
    @Test func requestsAreCountedTwice() {
        func names(_ method: HTTPRequest.Method, _ target: String) -> [String] {
            BybitSample.adapter.costs(of: HTTPRequest(method: method, origin: "https://api.bybit.com", target: target)).map(
                \.allowance.name)
        }
        #expect(names(.get, "/v5/position/list?category=linear") == ["address", "GET /v5/position/list"])
        #expect(names(.post, "/v5/account/set-margin-mode") == ["address", "POST /v5/account/set-margin-mode"])
        #expect(names(.get, "/v5/market/time") == ["address"])
    }

    /// No site has an address of another one; the closed one has none.
    @Test func sitesAreApart() {
        let sites = ExchangeProfile.bybit.ownSites
        let addresses = sites.flatMap { site in site.environments.flatMap { site.keyAddresses(in: $0) } }
        #expect(Set(addresses).count == addresses.count)
        #expect(sites.first { $0.id == "eu" }?.environments.isEmpty == true)
        #expect(sites.filter { $0.environments.contains(.live) }.map(\.id) == ["global", "nl", "tr", "kz", "ge", "ae", "id", "jp"])
        #expect(sites.filter { $0.environments.contains(.testnet) }.map(\.id) == ["global", "jp"])
    }
}
