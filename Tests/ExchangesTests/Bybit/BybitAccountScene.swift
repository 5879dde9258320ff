import Crypto
import Domain
import Session

@testable import Exchanges

/// Replies as Bybit gives them, and an account put together from them.
enum BybitAccountScene {
    static let bybit = BybitAdapter()
    static let usdt = BybitPart.positions(.linear(settling: "USDT"))
    static let usdc = BybitPart.positions(.linear(settling: "USDC"))
    static let inverse = BybitPart.positions(.inverse)
    static let option = BybitPart.positions(.option)

    /// A successful reply around a result.
    static func reply(_ result: String) -> String {
        #"{"retCode":0,"retMsg":"OK","result":\#(result),"retExtInfo":{},"time":1767225600123}"#
    }

    static func refusal(_ code: Int, _ text: String = "x") -> String {
        #"{"retCode":\#(code),"retMsg":"\#(text)","result":{},"retExtInfo":{},"time":1767225600123}"#
    }

    static func decode(_ part: BybitPart, _ body: String, status: Int = 200) -> Result<BybitPartReply, Failure> {
        BybitAdapter.decode(part, Sample.reply(body, status: status))
    }

    static func who(_ mode: BybitMarginMode? = .isolated) -> BybitIdentity {
        BybitIdentity(
            identity: Identity(
                accountID: "1448939", kind: .main, label: "desk", permissions: [.read], addresses: .bound(to: ["203.0.113.7"]),
                expiry: .never),
            accountType: .unified(version: "2.0"), marginMode: mode, isMasterTrader: false)
    }

    // MARK: An account that adds up

    /// 1 000 USDT in cross margin with a short ETH position, a coin that is owed, and spot orders.
    static let unified = #"""
        {"list":[{"totalEquity":"6400.5","accountIMRate":"0.1","totalMarginBalance":"6300","totalInitialMargin":"120","accountType":"UNIFIED",
         "totalAvailableBalance":"6180","totalPerpUPL":"-5.25","totalWalletBalance":"6405","totalMaintenanceMargin":"10","coin":[
         {"coin":"USDT","equity":"994.75","usdValue":"994.5","walletBalance":"1000","locked":"20","borrowAmount":"0","spotBorrow":"0",
          "totalOrderIM":"0","totalPositionIM":"120","totalPositionMM":"10","unrealisedPnl":"-5.25","bonus":"0","collateralSwitch":true},
         {"coin":"BTC","equity":"0.1","usdValue":"6000","walletBalance":"0.1","locked":"0.03","borrowAmount":"0","spotBorrow":"0",
          "totalOrderIM":"0","totalPositionIM":"0","totalPositionMM":"0","unrealisedPnl":"0","bonus":"0"},
         {"coin":"SOL","equity":"-3","usdValue":"-594","walletBalance":"-1","locked":"0","borrowAmount":"2","spotBorrow":"2",
          "totalOrderIM":"0","totalPositionIM":"0","totalPositionMM":"0","unrealisedPnl":"0","bonus":"0"}]}]}
        """#
    static let funding = #"""
        {"memberId":"1448939","accountType":"FUND","balance":[{"coin":"USDC","transferBalance":"90","walletBalance":"100","bonus":""},
         {"coin":"BTC","transferBalance":"0.5","walletBalance":"0.5","bonus":""}]}
        """#
    static let overview = #"""
        {"totalEquity":"36840.5","list":[
         {"accountType":"FundingAccount","totalEquity":"30090","valuationCurrency":"USD","coinDetail":[{"coin":"USDC","equity":"100"},
          {"coin":"BTC","equity":"0.5"}]},
         {"accountType":"UnifiedTradingAccount","totalEquity":"6400.5","valuationCurrency":"USD","coinDetail":[{"coin":"USDT","equity":"1"}]},
         {"accountType":"Earn","totalEquity":"300","valuationCurrency":"USD","categories":[{"category":"Easy Earn","equity":"300",
          "coinDetail":[{"coin":"BTC","equity":"0.005"}]}]},
         {"accountType":"TradingBot","totalEquity":"50","valuationCurrency":"USD","categories":[
          {"category":"Futures Grid Bot","equity":"30","coinDetail":[{"coin":"USDT","equity":"30"}]},
          {"category":"Futures Combo Bot","equity":"20","coinDetail":[{"coin":"USDT","equity":"20"}]}]}]}
        """#
    static let earn = #"{"list":[{"coin":"BTC","productId":"8","amount":"0.005","id":"326","status":"Active"}]}"#
    static let prices = #"""
        {"category":"spot","list":[
         {"symbol":"BTCUSDT","lastPrice":"60015","prevPrice24h":"57014.25","price24hPcnt":"0.0526","usdIndexPrice":"60000"},
         {"symbol":"BTCUSDC","lastPrice":"60100","prevPrice24h":"57000","usdIndexPrice":"60000"},
         {"symbol":"USDCUSDT","lastPrice":"0.9","prevPrice24h":"0.9","usdIndexPrice":"0.9"},
         {"symbol":"USDCEUR","lastPrice":"0.81","prevPrice24h":"0.8","usdIndexPrice":"0.9"},
         {"symbol":"SOLUSDT","lastPrice":"198","prevPrice24h":"220","usdIndexPrice":"198"},
         {"symbol":"ETHUSDT","lastPrice":"3000","prevPrice24h":"3000","usdIndexPrice":"3001.5"},
         {"symbol":"PEPEUSDT","lastPrice":"0.00001","prevPrice24h":"0.00002","usdIndexPrice":""},
         {"symbol":"RAREUSDC","lastPrice":"2","usdIndexPrice":""}]}
        """#
    static let short = #"""
        {"positionIdx":0,"symbol":"ETHUSDT","side":"Sell","size":"0.01","avgPrice":"2475","positionValue":"30","tradeMode":0,"leverage":"10",
         "markPrice":"3000","liqPrice":"51764.83003276","positionIM":"3","unrealisedPnl":"-5.25","positionStatus":"Normal","autoAddMargin":0}
        """#

    static func list(_ rows: String, _ category: String = "linear", next: String = "") -> String {
        #"{"list":[\#(rows)],"nextPageCursor":"\#(next)","category":"\#(category)"}"#
    }

    static func result(of part: BybitPart) -> String {
        switch part {
        case .unified: unified
        case .funding: funding
        case .overview: overview
        case .earn: earn
        case .prices: prices
        case .positions(let list): Self.list(list.settleCoin == "USDT" ? short : "", list.category.rawValue)
        }
    }

    /// Every part of a reading as it goes well, with `changed` results in place of some; `nil` for a part that was not asked for.
    static func parts(_ changed: [BybitPart: String] = [:], in environment: TradingEnvironment = .live)
        -> [BybitPart: Result<BybitPartReply, Failure>]
    {
        var parts: [BybitPart: Result<BybitPartReply, Failure>] = [:]
        for part in bybit.parts(in: environment) + changed.keys { parts[part] = decode(part, reply(changed[part] ?? result(of: part))) }
        return parts
    }

    /// The same with a part that Bybit refuses.
    static func parts(refusing part: BybitPart, _ code: Int, _ changed: [BybitPart: String] = [:])
        -> [BybitPart: Result<BybitPartReply, Failure>]
    {
        var parts = parts(changed)
        parts[part] = decode(part, refusal(code))
        return parts
    }

    static func snapshot(
        _ parts: [BybitPart: Result<BybitPartReply, Failure>], _ mode: BybitMarginMode? = .cross, _ environment: TradingEnvironment = .live
    ) -> AccountSnapshot {
        bybit.assemble(
            identity: who(mode), parts: parts, clockOffsetMilliseconds: -12, asOf: Sample.moment,
            options: AssemblyOptions(maskedKey: "ABC…PQR", futures: .notUsed, environment: environment))
    }

    static func unified(_ parts: [BybitPart: Result<BybitPartReply, Failure>]) -> BybitUnifiedBalance? {
        if case .success(.unified(let balance))? = parts[.unified] { balance } else { nil }
    }
}

extension AccountSnapshot {
    func wallet(_ id: String) -> Wallet? { wallets.first { $0.kind.id == id } }
}

extension Wallet {
    func asset(_ code: String) -> Asset? { assets.first { $0.code == code } }
}

extension Asset {
    /// Total, available, in use, value, profit and debt as they are written.
    var written: [String] { [total, available, inUse, value, unrealizedProfit, debt].map { $0?.written ?? "–" } }
}
