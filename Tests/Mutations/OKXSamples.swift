import Exchanges
import TestSupport

extension ExchangeSamples where Adapter == OKXAdapter {
    /// OKX, with the things that are drawn: several coins, a debt, positions of both sides.
    static var okx: Self {
        Self(
            adapter: OKXAdapter(), clock: OKXSamples.clock, maintenance: OKXSamples.maintenance, replies: OKXSamples.replies,
            pushes: OKXSamples.pushes)
    }
}

/// Replies of OKX as they are when all is well.
private enum OKXSamples {
    static let clock = #"{"code":"0","msg":"","data":[{"ts":"1767225600123"}]}"#

    static let maintenance = #"""
        {"code":"0","msg":"","data":[{"begin":"1767225000000","end":"1767229200000","env":"1","href":"","maintType":"1","preOpenBegin":"",
         "scheDesc":"","serviceType":"5","state":"ongoing","system":"unified","title":"Trading system upgrade"}]}
        """#

    /// What a line tells from its login on: a snapshot in two pages, positions, events, a transfer and an error.
    static let pushes =
        [Pushes.loggedIn] + Pushes.acknowledged + [
            Pushes.account([Pushes.coin("USDT", "912.25", at: 90), Pushes.coin("BTC", "0.5", at: 91)], at: 100, page: (1, false)),
            Pushes.account([Pushes.coin("ETH", "-3", at: 92, more: #","liab":"3","upl":"-1.5""#)], at: 100, page: (2, true)),
            Pushes.positions([Pushes.position("BTC", "3", at: 95), Pushes.position("ETH", "-20", at: 96, mode: "cross")]),
            Pushes.account([Pushes.coin("BTC", "0", at: 110)], total: "20412.5", at: 110, event: true),
            Pushes.positions([Pushes.position("BTC", "-2", at: 111), Pushes.position("ETH", "0", at: 111)], event: true),
            Pushes.cause("transferred", at: 112),
            #"{"event":"error","code":"60012","msg":"Invalid request","connId":"a4d3ae55"}"#,
        ]

    static let replies: [(target: String, body: String)] = [
        (
            "/api/v5/account/config",
            around(
                #"""
                {"acctLv":"2","acctStpMode":"cancel_maker","autoLoan":false,"ctIsoMode":"automatic","enableSpotBorrow":false,"greeksType":"PA",
                 "ip":"203.0.113.7,2001:db8::7","kycLv":"2","label":"desk","level":"Lv1","levelTmp":"","mainUid":"700000000000000001",
                 "mgnIsoMode":"automatic","opAuth":"0","perm":"read_only,trade","posMode":"net_mode","roleType":"0","spotOffsetType":"","type":"0",
                 "uid":"700000000000000001"}
                """#)
        ),
        (
            "/api/v5/account/balance",
            around(
                #"""
                {"adjEq":"","availEq":"","details":[
                 {"availBal":"812.5","availEq":"812.5","cashBal":"900","ccy":"USDT","eq":"912.25","eqUsd":"911.75","frozenBal":"99.75","isoEq":"40",
                  "liab":"","uTime":"1767225598783","upl":"12.25"},
                 {"availBal":"0.4","cashBal":"0.5","ccy":"BTC","eq":"0.5","eqUsd":"30001.15","frozenBal":"0.1","upl":"0"},
                 {"availBal":"0","cashBal":"-3","ccy":"ETH","eq":"-3","eqUsd":"-10500.75","frozenBal":"0","liab":"3","upl":"-1.5"}],
                 "isoEq":"40","totalEq":"20412.15","uTime":"1767225600100","upl":""}
                """#)
        ),
        (
            "/api/v5/asset/balances",
            around(
                #"""
                {"availBal":"2","bal":"2","ccy":"ETH","frozenBal":"0"},{"availBal":"37.11827078","bal":"40.11827078","ccy":"USDT","frozenBal":"3"},
                {"availBal":"1000000","bal":"1000000","ccy":"SHIB","frozenBal":"0"}
                """#)
        ),
        (
            "/api/v5/asset/asset-valuation?ccy=USD",
            around(
                #"""
                {"details":{"classic":"0","earn":"112.73","funding":"7050.61","trading":"20412.15"},"totalBal":"27575.49","ts":"1767225600769"}
                """#)
        ),
        (
            "/api/v5/asset/asset-valuation?ccy=EUR",
            around(
                #"""
                {"details":{"classic":"0","earn":"104.1","funding":"6510.2","trading":"18847.9"},"totalBal":"25462.2","ts":"1767225600769"}
                """#)
        ),
        (
            "/api/v5/market/index-tickers?quoteCcy=USD",
            around(
                #"""
                {"idxPx":"60002.3","instId":"BTC-USD","open24h":"59010","ts":"1767225600492"},{"idxPx":"3500.25","instId":"ETH-USD"},{"idxPx":"0.9998","instId":"USDT-USD"}
                """#)
        ),
        ("/api/v5/market/index-tickers?quoteCcy=USDT", around(#"{"idxPx":"0.00002","instId":"SHIB-USDT","open24h":"0.000021"}"#)),
        ("/api/v5/market/exchange-rate", around(#"{"usdCny":"7.162"}"#)),
        (
            "/api/v5/account/positions",
            around(
                #"""
                {"avgPx":"59000.1","ccy":"USDT","instId":"BTC-USDT-SWAP","instType":"SWAP","lever":"5","liqPx":"48000","markPx":"60010.4",
                 "mgnMode":"isolated","pos":"3","posSide":"net","upl":"30.5","closeOrderAlgo":[]},
                {"avgPx":"3600","ccy":"ETH","instId":"ETH-USD-260327","instType":"FUTURES","lever":"10","liqPx":"4100.5","markPx":"3500.2",
                 "mgnMode":"cross","pos":"-20","posSide":"short","upl":"0.05","closeOrderAlgo":[]},
                {"avgPx":"0.05","ccy":"BTC","instId":"BTC-USD-260327-60000-C","instType":"OPTION","lever":"","liqPx":"","markPx":"0.04",
                 "mgnMode":"isolated","pos":"1","posSide":"net","upl":"-0.01","closeOrderAlgo":[]}
                """#)
        ),
    ]

    private static func around(_ rows: String) -> String { #"{"code":"0","msg":"","data":[\#(rows)]}"# }
}
