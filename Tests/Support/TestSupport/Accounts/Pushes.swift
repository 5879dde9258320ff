/// Messages as OKX's private line sends them.
package enum Pushes {
    /// The answer to a login.
    package static let loggedIn = #"{"event":"login","code":"0","msg":"","connId":"a4d3ae55"}"#
    /// The answers to a subscription.
    package static let acknowledged = ["account", "positions", "balance_and_position"].map {
        #"{"event":"subscribe","arg":{"channel":"\#($0)"},"connId":"a4d3ae55"}"#
    }

    /// A page of a snapshot, or an event where there is no page.
    package static func account(_ details: [String], total: String = "100", at: Int, page: (Int, Bool)? = nil, event: Bool = false)
        -> String
    {
        let data = #"{"details":[\#(details.joined(separator: ","))],"totalEq":"\#(total)","uTime":"\#(at)"}"#
        return push("account", data, page, event)
    }

    /// A row of the account.
    package static func coin(_ code: String, _ eq: String, at: Int, more: String = "") -> String {
        #"{"ccy":"\#(code)","eq":"\#(eq)","cashBal":"\#(eq)","availBal":"\#(eq)","frozenBal":"0","eqUsd":"\#(eq)","uTime":"\#(at)"\#(more)}"#
    }

    /// The same of positions.
    package static func positions(_ rows: [String], page: (Int, Bool)? = nil, event: Bool = false) -> String {
        push("positions", rows.joined(separator: ","), page, event)
    }

    /// A row of positions.
    package static func position(
        _ id: String, _ pos: String, at: Int, pushedAt: Int? = nil, side: String = "net", mode: String = "isolated"
    )
        -> String
    {
        #"""
        {"instId":"\#(id)-USDT-SWAP","instType":"SWAP","mgnMode":"\#(mode)","posSide":"\#(side)","pos":"\#(pos)","ccy":"USDT",
         "avgPx":"60000","posId":"\#(id)","uTime":"\#(at)","pTime":"\#(pushedAt ?? at)"}
        """#
    }

    /// What has changed the account.
    package static func cause(_ type: String, at: Int) -> String {
        push(
            "balance_and_position", #"{"pTime":"\#(at)","eventType":"\#(type)","balData":[],"posData":[],"trades":[]}"#, nil, nil)
    }

    private static func push(_ channel: String, _ data: String, _ page: (Int, Bool)?, _ event: Bool?) -> String {
        let kind =
            switch (page, event) {
            case (let (number, isLast)?, _): #""eventType":"snapshot","curPage":\#(number),"lastPage":\#(isLast),"#
            case (nil, true?): #""eventType":"event_update","#
            case (nil, false?): #""eventType":"snapshot","curPage":1,"lastPage":true,"#
            case (nil, nil): ""
            }
        return #"{"arg":{"channel":"\#(channel)","uid":"613472058913345536"},\#(kind)"data":[\#(data)]}"#
    }
}
