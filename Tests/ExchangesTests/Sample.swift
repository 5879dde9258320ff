import Crypto
import Domain
import Exchanges
import HTTP
import Session
import TestSupport

/// Replies as OKX gives them, and what is needed to ask for them.
enum Sample {
    static let okx = OKXAdapter()
    static let place = AccountPlace(site: site, environment: .live)
    static let site = Site(
        id: "global", name: Phrase(verbatim: "Global"), restOrigin: "https://www.okx.com", webOrigin: "https://www.okx.com"
    )
    static let moment = Moment(
        unixMilliseconds: 1_767_225_600_123, clockTime: "00:00:00", iso8601: "2026-01-01T00:00:00.123Z"
    )

    static func key(secret: String = "22582BD0CFF14C41EDBF1AB98506286D") -> KeyHandle {
        KeyHandle(
            apiKey: SecretBytes("37c541a1-1111-2222-3333-10fe7a038418".utf8), secretKey: SecretBytes(secret.utf8),
            passphrase: SecretBytes("Abcd-1234!".utf8)
        )
    }

    static func access(_ environment: TradingEnvironment = .live, unixMilliseconds: Int64 = 1_607_418_537_715) -> Access {
        Access(site: site, environment: environment, unixMilliseconds: unixMilliseconds)
    }

    /// The request as it is sent in the name of the sample key.
    static func signed(_ request: UnsignedRequest) throws -> HTTPRequest { try Signer(key()).sign(request).get() }

    static func reply(_ body: String, status: Int = 200) -> HTTPReply {
        reply(Array(body.utf8), status: status)
    }

    static func reply(_ body: [UInt8], status: Int = 200) -> HTTPReply {
        HTTPReply(
            status: status, headers: [], body: body, startedAtUnixMilliseconds: 0, finishedAtUnixMilliseconds: 0,
            protocolVersion: .http1_1
        )
    }

    /// A successful reply around rows.
    static func rows(_ rows: String) -> HTTPReply {
        reply(#"{"code":"0","msg":"","data":["# + rows + "]}")
    }

    static let identity = #"""
        {"acctLv":"2","acctStpMode":"cancel_maker","autoLoan":false,"ctIsoMode":"automatic","enableSpotBorrow":false,
         "feeType":"0","greeksType":"PA","ip":"203.0.113.7, 2001:db8::/48","kycLv":"2","label":"terminal01","level":"Lv1",
         "levelTmp":"","liquidationGear":"-1","mainUid":"613472058913345536","mgnIsoMode":"automatic","opAuth":"0",
         "perm":"trade,read_only","posMode":"net_mode","roleType":"0","settleCcy":"USDC",
         "settleCcyList":["USD","USDC","USDG"],"spotBorrowAutoRepay":false,"spotOffsetType":"","spotRoleType":"0",
         "spotTraderInsts":[],"stgyType":"0","traderInsts":[],"type":"0","uid":"613472058913345536"}
        """#
    static let trading = #"""
        {"adjEq":"","availEq":"","details":[
         {"availBal":"1190.252","availEq":"1190.252","cashBal":"1190.252","ccy":"USDT","collateralEnabled":false,
          "eq":"1250","eqUsd":"1249.75","frozenBal":"59.748","isoEq":"59.748","isoUpl":"-0.252","liab":"","uTime":"1767225598783",
          "upl":"-0.252"},
         {"availBal":"0.0150000005","cashBal":"0.0150000005","ccy":"BTC","eq":"0.0150000005","eqUsd":"900.00003",
          "frozenBal":"0","upl":"0","uplLiab":""}],
         "isoEq":"59.7360504","totalEq":"2149.75003","uTime":"1767225600100","upl":""}
        """#
    static let funding = #"""
        {"availBal":"0.5","bal":"0.5","ccy":"ETH","frozenBal":"0"},
        {"availBal":"37.11827078","bal":"40.11827078","ccy":"USDT","frozenBal":"3"}
        """#
    static let valuation = #"""
        {"details":{"classic":"0","earn":"112.73","funding":"1790.09","trading":"2149.75"},"totalBal":"4052.57",
         "ts":"1767225600769"}
        """#
    static let prices = #"""
        {"idxPx":"60002.3","instId":"BTC-USD","ts":"1767225600492"},{"idxPx":"3500.25","instId":"ETH-USD"},
        {"idxPx":"0.9998","instId":"USDT-USD"}
        """#
    static let isolatedPosition = #"""
        {"instId":"BTC-USDT-SWAP","instType":"SWAP","mgnMode":"isolated","pos":"1","posSide":"net","notionalUsd":"599.6280504","closeOrderAlgo":[]}
        """#

    static func row(of part: OKXPart) -> String {
        switch part {
        case .identity: identity
        case .trading: trading
        case .funding: funding
        case .valuation, .euroValuation: valuation
        case .prices: prices
        case .positions: isolatedPosition
        case .yuanRate: #"{"usdCny":"7.162"}"#
        case .fallbackPrices: #"{"idxPx":"2","instId":"OKB-USDT"}"#
        }
    }

    /// Every part of a fetch as it goes well, with `changed` rows in place of some.
    static func parts(_ changed: [OKXPart: String] = [:]) -> [OKXPart: Result<OKXPartReply, Failure>] {
        Dictionary(
            uniqueKeysWithValues: OKXPart.everyFetch.map { part in
                (part, okx.decode(part, rows(changed[part] ?? row(of: part))))
            })
    }

    static func snapshot(
        _ parts: [OKXPart: Result<OKXPartReply, Failure>], offset: Int64 = -12,
        options: AssemblyOptions = AssemblyOptions(maskedKey: "37c…418")
    ) -> AccountSnapshot? {
        guard case .success(.identity(let identity)) = parts[.identity] else { return nil }
        return okx.assemble(
            identity: identity, parts: parts, clockOffsetMilliseconds: offset, asOf: moment, options: options
        )
    }
}

extension Result {
    var success: Success? { try? get() }

    var failure: Failure? {
        switch self {
        case .success: nil
        case .failure(let failure): failure
        }
    }
}
