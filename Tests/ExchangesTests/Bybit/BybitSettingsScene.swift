import Domain
import HTTP
import Synchronization

@testable import Exchanges

/// An account of Bybit as its replies tell it, without a network: answers the requests of the adapter one by one.
final class BybitSettingsScene: ExchangeClient {
    /// Replies by the target of the request. What has none is answered with an empty list.
    let replies: Mutex<[String: HTTPReply]>
    private let requests = Mutex<[String]>([])

    static let adapter = BybitAdapter()

    /// Nothing is open, nothing borrowed, `BTCUSDT` is in one-way mode at tenfold leverage; unless said otherwise.
    init(_ changed: [String: String] = [:]) {
        let usual = [
            Self.info("BTCUSDT"): Self.symbol("BTCUSDT", [(0, "10")]), "/v5/account/wallet-balance?accountType=UNIFIED": Self.wallet(""),
        ]
        replies = Mutex(usual.merging(changed) { $1 }.mapValues { Sample.reply($0) })
    }

    /// The targets that were asked for, in no particular order.
    var asked: [String] { requests.withLock { $0 } }

    func answer(_ target: String, _ body: String, status: Int = 200) {
        replies.withLock { $0[target] = Sample.reply(body, status: status) }
    }

    func send<Response: Sendable>(_ query: Query<Response>) async -> Result<Response, Failure> {
        let request = query.request(Self.access).known
        requests.withLock { $0.append(request.target) }
        return query.decode(replies.withLock { $0[request.target] } ?? Sample.reply(Self.rows("")))
    }

    static let access = Access(
        site: ExchangeProfile.bybit.ownSites[0], environment: .live, unixMilliseconds: 1_700_000_000_000)

    // MARK: Who signs in

    static let trader = identity(rights: ["ContractTrade.Order", "ContractTrade.Position"])

    static func identity(
        _ type: BybitAccountType? = .unified(version: "2.0"), _ mode: BybitMarginMode? = .isolated, rights: [String]? = nil,
        isMaster: Bool? = false
    ) -> BybitIdentity {
        let permissions = rights.map { $0.map { Permission(id: $0, label: Phrase(verbatim: $0), role: .trade) } + [.read] }
        return BybitIdentity(
            identity: Identity(
                accountID: "1", kind: .main, label: "", permissions: permissions, addresses: .unbound, expiry: .notTold),
            accountType: type, marginMode: mode, isMasterTrader: isMaster)
    }

    func access(_ who: BybitIdentity = BybitSettingsScene.trader) -> SettingsAccess<BybitIdentity> {
        SettingsAccess(client: self) { .success(who) }
    }

    func findings(_ who: BybitIdentity = BybitSettingsScene.trader, _ target: SettingsTarget = SettingsTarget()) async -> SettingsFindings {
        await Self.adapter.settings(of: who, target, access(who))
    }

    // MARK: Replies

    static func result(_ members: String) -> String {
        #"{"retCode":0,"retMsg":"OK","result":{\#(members)},"retExtInfo":{},"time":1700000000000}"#
    }

    static func refusal(_ code: String, _ result: String = "") -> String {
        #"{"retCode":\#(code),"retMsg":"no","result":{\#(result)},"retExtInfo":{},"time":1700000000000}"#
    }

    static func rows(_ rows: String, next: String = "") -> String { result(#""list":[\#(rows)],"nextPageCursor":"\#(next)""#) }

    static func wallet(_ coins: String) -> String { result(#""list":[{"accountType":"UNIFIED","coin":[\#(coins)]}]"#) }

    static func info(_ symbol: String, category: String = "linear") -> String {
        "/v5/position/symbol-info?category=\(category)&symbol=\(symbol)"
    }

    static func listed(_ symbol: String, category: String = "linear") -> String {
        "/v5/position/list?category=\(category)&symbol=\(symbol)"
    }

    static func symbol(_ symbol: String, _ places: [(index: Int, leverage: String)]) -> String {
        rows(
            places.map { #"{"symbol":"\#(symbol)","leverage":"\#($0.leverage)","side":"Sell","positionIdx":\#($0.index)}"# }
                .joined(separator: ","))
    }

    static func position(_ symbol: String, _ side: String = "Buy", index: Int = 0, size: String = "1") -> String {
        #"{"symbol":"\#(symbol)","side":"\#(side)","size":"\#(size)","positionIdx":\#(index),"leverage":"10"}"#
    }

    static func order(_ symbol: String, index: Int = 0) -> String {
        #"{"symbol":"\#(symbol)","side":"Buy","qty":"1","positionIdx":\#(index),"orderStatus":"New"}"#
    }

    static let usdtPositions = "/v5/position/list?category=linear&settleCoin=USDT&limit=200"
    static let usdtOrders = "/v5/order/realtime?category=linear&settleCoin=USDT&limit=50"

    /// Every list that can hold the account in its margin mode, with a row of it and the name that the row has.
    static let lists: [(target: String, row: String, kind: String, name: String)] = [
        (usdtPositions, position("BTCUSDT"), "positions", "BTCUSDT long"),
        ("/v5/position/list?category=linear&settleCoin=USDC&limit=200", position("BTCPERP", "Sell"), "positions", "BTCPERP short"),
        ("/v5/position/list?category=inverse&limit=200", position("BTCUSD"), "positions", "BTCUSD long"),
        (
            "/v5/position/list?category=option&limit=200", position("BTC-26DEC25-90000-C-USDT"), "positions",
            "BTC-26DEC25-90000-C-USDT long"
        ),
        (usdtOrders, order("ETHUSDT"), "orders", "ETHUSDT"),
        ("/v5/order/realtime?category=linear&settleCoin=USDC&limit=50", order("ETHPERP"), "orders", "ETHPERP"),
        ("/v5/order/realtime?category=inverse&limit=50", order("ETHUSD"), "orders", "ETHUSD"),
        ("/v5/order/realtime?category=option&limit=50", order("ETH-26DEC25-5000-P-USDT"), "orders", "ETH-26DEC25-5000-P-USDT"),
        ("/v5/order/realtime?category=spot&limit=50", order("BTCUSDT"), "orders", "BTCUSDT (spot)"),
    ]
}
