import Exchanges

extension ExchangeSamples where Adapter == BybitAdapter {
    /// Bybit, with the things that are drawn: several wallets, a debt, a loan, a pool, positions of every category and of both sides.
    static var bybit: Self {
        Self(
            adapter: BybitAdapter(), clock: BybitSamples.clock, maintenance: BybitSamples.maintenance, replies: BybitSamples.replies,
            pushes: BybitSamples.pushes)
    }
}

/// Replies of Bybit as they are when all is well. What is a number there is written as text here as well, which may be changed.
private enum BybitSamples {
    static let clock = around(#"{"timeSecond":"1767225600","timeNano":"1767225600123000000"}"#)

    static let maintenance = around(
        #"{"list":[{"id":"4d95b2a0","title":"Upgrade","state":"ongoing","begin":"1767225000000","end":"1767229200000","href":"","serviceTypes":[2],"product":[1],"uidSuffix":[],"maintainType":"1","env":"1"}]}"#
    )

    static let replies: [(target: String, body: String)] = [
        (
            "/v5/user/query-api",
            around(
                #"""
                {"note":"desk","apiKey":"XXXXXXXX","readOnly":"0","secret":"","permissions":{"ContractTrade":["Order","Position"],"Spot":["SpotTrade"],
                 "Wallet":["AccountTransfer"],"Options":[],"Derivatives":["DerivativesTrade"],"Earn":["Earn"]},"ips":["203.0.113.7"],"type":"1",
                 "deadlineDay":"-2","expiredAt":"1970-01-01T00:00:00Z","createdAt":"2025-10-13T03:20:45Z","unified":"0","uta":"1",
                 "userID":"1448939","isMaster":true,"parentUid":"0","rsaPublicKey":""}
                """#)
        ),
        (
            "/v5/account/info",
            around(#"{"marginMode":"REGULAR_MARGIN","updatedTime":"1697078946000","unifiedMarginStatus":"5","isMasterTrader":false}"#)
        ),
        (
            "/v5/account/wallet-balance?accountType=UNIFIED",
            around(
                #"""
                {"list":[{"totalEquity":"6400.5","totalMarginBalance":"6300","totalInitialMargin":"120","accountType":"UNIFIED",
                 "totalAvailableBalance":"6180","coin":[
                 {"coin":"USDT","equity":"994.75","usdValue":"994.5","walletBalance":"1000","locked":"20","borrowAmount":"0","spotBorrow":"0",
                  "totalOrderIM":"0","totalPositionIM":"120","unrealisedPnl":"-5.25"},
                 {"coin":"BTC","equity":"0.1","usdValue":"6000","walletBalance":"0.1","locked":"0.03","borrowAmount":"0","totalOrderIM":"0",
                  "totalPositionIM":"0","unrealisedPnl":"0"},
                 {"coin":"SOL","equity":"-3","usdValue":"-594","walletBalance":"-1","locked":"0","borrowAmount":"2","spotBorrow":"2",
                  "totalOrderIM":"0","totalPositionIM":"0","unrealisedPnl":"0"}]}]}
                """#)
        ),
        (
            "/v5/asset/transfer/query-account-coins-balance?accountType=FUND",
            around(
                #"{"memberId":"1448939","accountType":"FUND","balance":[{"coin":"USDC","transferBalance":"90","walletBalance":"100","bonus":""},{"coin":"PEPE","transferBalance":"5","walletBalance":"1000000","bonus":""}]}"#
            )
        ),
        (
            "/v5/asset/asset-overview?valuationCurrency=USD",
            around(
                #"""
                {"totalEquity":"6850.5","list":[{"accountType":"FundingAccount","totalEquity":"110","valuationCurrency":"USD",
                 "coinDetail":[{"coin":"USDC","equity":"100"}]},{"accountType":"UnifiedTradingAccount","totalEquity":"6400.5"},
                 {"accountType":"Earn","totalEquity":"300","categories":[{"category":"Easy Earn","equity":"300","coinDetail":[{"coin":"BTC","equity":"0.005"}]}]},
                 {"accountType":"CryptoLoans","totalEquity":"40","coinDetail":[{"coin":"BTC","equity":"-0.001"},{"coin":"USDT","equity":"100"}]},
                 {"accountType":"MoonBase","totalEquity":"7","categories":[{"category":"farm","equity":"7","coinDetail":[{"coin":"SOL-USDC","equity":"7",
                  "extMap":{"equityUnit":"USD"}}]},{"category":"sum","equity":"3"}]}]}
                """#)
        ),
        (
            "/v5/earn/position?category=FlexibleSaving",
            around(#"{"list":[{"coin":"BTC","productId":"8","amount":"0.005","status":"Active"}]}"#)
        ),
        (
            "/v5/earn/position?category=OnChain",
            around(#"{"list":[{"coin":"BTC","productId":"9","amount":"0.1"},{"coin":"ETH","amount":"0"}]}"#)
        ),
        (
            "/v5/market/tickers?category=spot",
            around(
                #"""
                {"category":"spot","list":[{"symbol":"BTCUSDT","lastPrice":"60015","prevPrice24h":"57014.25","usdIndexPrice":"60000"},
                 {"symbol":"USDCUSDT","lastPrice":"0.9998","prevPrice24h":"0.9","usdIndexPrice":"0.9996"},
                 {"symbol":"USDCEUR","lastPrice":"0.86","usdIndexPrice":""},{"symbol":"PEPEUSDT","lastPrice":"0.00001","prevPrice24h":"0.00002"}]}
                """#)
        ),
        (
            "/v5/position/list?category=linear&settleCoin=USDT&limit=200",
            list(
                "linear",
                #"""
                {"positionIdx":"0","symbol":"BTCUSDT","side":"Buy","size":"3","avgPrice":"59000.1","positionValue":"180000","leverage":"5","markPrice":"60010.4","liqPrice":"48000","unrealisedPnl":"30.5"},
                {"positionIdx":"2","symbol":"ETHUSDT","side":"Sell","size":"20","avgPrice":"3600","positionValue":"60000","leverage":"10","markPrice":"3500.2","liqPrice":"4100.5","unrealisedPnl":"0.05"}
                """#)
        ),
        ("/v5/position/list?category=linear&settleCoin=USDC&limit=200", list("linear", #"{"symbol":"BTCPERP","side":"","size":"0"}"#)),
        (
            "/v5/position/list?category=inverse&limit=200",
            list(
                "inverse",
                #"{"symbol":"BTCUSDH26","side":"Sell","size":"300","avgPrice":"27464.5","positionValue":"0.01092319","leverage":"10"}"#)
        ),
        (
            "/v5/position/list?category=option&limit=200",
            list("option", #"{"symbol":"BTC-30DEC22-18000-C","side":"Buy","size":"0.1","leverage":""}"#)
        ),
    ]

    /// A sign-in, a subscription, coins, positions that change, turn and close, and an error.
    static let pushes = [
        #"{"success":true,"ret_msg":"","op":"auth","conn_id":"cej"}"#, #"{"success":true,"ret_msg":"","op":"subscribe","conn_id":"cej"}"#,
        wallet("912.25", "40", at: 100), position("BTCUSDT", "Buy", "4", at: 101), position("ETHUSDT", "Sell", "7", at: 102),
        position("BTCUSDT", "Sell", "2", at: 111), wallet("900", "0", at: 112), position("ETHUSDT", "", "0", at: 113),
        #"{"op":"subscribe","success":false,"retCode":"10001","retMsg":"Invalid topic","connId":"cej"}"#,
    ]

    private static func wallet(_ tether: String, _ ether: String, at time: Int) -> String {
        #"{"id":"5923","topic":"wallet","creationTime":"\#(time)","data":[{"accountType":"UNIFIED","totalEquity":"20412.15","totalAvailableBalance":"3","coin":[{"coin":"USDT","equity":"\#(tether)","usdValue":"\#(tether)","walletBalance":"\#(tether)","locked":"1","totalOrderIM":"0","totalPositionIM":"12.5","unrealisedPnl":"-1"},{"coin":"ETH","equity":"\#(ether)","usdValue":"\#(ether)","walletBalance":"\#(ether)","locked":"0","borrowAmount":"0","totalOrderIM":"0","totalPositionIM":"0","unrealisedPnl":"0"}]}]}"#
    }

    private static func position(_ symbol: String, _ side: String, _ size: String, at time: Int) -> String {
        #"{"id":"1003","topic":"position","creationTime":"\#(time)","data":[{"positionIdx":"0","symbol":"\#(symbol)","side":"\#(side)","size":"\#(size)","entryPrice":"2475","leverage":"10","positionValue":"30","markPrice":"3000","liqPrice":"","unrealisedPnl":"-5.25","category":"linear","updatedTime":"\#(time)"}]}"#
    }

    private static func around(_ result: String) -> String {
        #"{"retCode":0,"retMsg":"OK","result":\#(result),"retExtInfo":{},"time":1767225600123}"#
    }

    private static func list(_ category: String, _ rows: String) -> String {
        around(#"{"list":[\#(rows)],"nextPageCursor":"","category":"\#(category)"}"#)
    }
}
