import Session

/// A plain HTTP server on a loopback port that answers each request as a test says.
package final class ScriptedExchange: Sendable {
    /// A reply with a JSON content type and a length.
    package struct Reply: Sendable {
        /// The status line's code and phrase, such as `200 OK`.
        package let status: String
        /// The body as it is sent, whether it is JSON or not.
        package let body: [UInt8]

        /// A successful reply with this body, unless another status is given.
        package init(status: String = "200 OK", body: [UInt8]) {
            self.status = status
            self.body = body
        }

        /// The same with a text as its body.
        package init(status: String = "200 OK", _ body: String) { self.init(status: status, body: Array(body.utf8)) }
    }

    private let server: RawServer

    /// The base address for clients.
    package var origin: String { server.origin }

    /// `reply` is given the text of a request and what it is for.
    package init(_ reply: @escaping @Sendable (_ request: String, _ target: String) -> Reply) throws {
        server = try RawServer { connection in
            while let request = connection.readRequest() {
                let target = request.split(separator: " ", maxSplits: 2).dropFirst().first
                let reply = reply(request, String(target ?? ""))
                let head = "HTTP/1.1 \(reply.status)\r\nContent-Type: application/json\r\nContent-Length: \(reply.body.count)\r\n\r\n"
                guard connection.send(Array(head.utf8) + reply.body) else { return }
            }
        }
    }

    /// Accepts nothing more.
    package func close() { server.close() }

    /// What OKX answers about a small account.
    package static func body(of target: String) -> String {
        let rows =
            switch target.prefix(while: { $0 != "?" }) {
            case "/api/v5/public/time": #"{"ts":"\#(LocalClock.unixMilliseconds)"}"#
            case "/api/v5/account/config":
                #"{"acctLv":"2","ip":"203.0.113.7","label":"desk","mainUid":"61","perm":"read_only,trade","posMode":"net_mode","uid":"61"}"#
            case "/api/v5/account/balance":
                #"{"totalEq":"2149.75003","details":[{"ccy":"BTC","eq":"0.0150000005","availBal":"0.01","frozenBal":"0.0050000005","eqUsd":"900.00003","upl":"0"}]}"#
            case "/api/v5/asset/balances": #"{"ccy":"USDT","bal":"40.11827078","availBal":"37.11827078","frozenBal":"3"}"#
            case "/api/v5/asset/asset-valuation":
                #"{"totalBal":"4052.57","details":{"trading":"2149.75","funding":"1790.09","earn":"112.73"}}"#
            case "/api/v5/market/index-tickers": #"{"idxPx":"60002.3","instId":"BTC-USD"},{"idxPx":"0.9998","instId":"USDT-USD"}"#
            case _: ""
            }
        return #"{"code":"0","msg":"","data":[\#(rows)]}"#
    }
}
