import Domain
import Session

@testable import Exchanges

/// A talk by the clock of a test, and the account that it tells of.
struct BybitTalk {
    private var conversation = BybitConversation()
    private(set) var account: Account
    var now: Int64 = 1_700_000_000_000

    /// An account of a reading, which is what a line finds.
    init(_ mode: BybitMarginMode? = .cross, _ changed: [BybitPart: String] = [:]) {
        account = Account(BybitAccountScene.snapshot(BybitAccountScene.parts(changed), mode))
    }

    static let site = ExchangeProfile.bybit.sites[0]
    private var access: Access { Access(site: Self.site, environment: .live, unixMilliseconds: now) }

    mutating func open() -> [StreamStep] { take(conversation.opened(access)) }
    @discardableResult mutating func hear(_ messages: String...) -> [StreamStep] { messages.flatMap { hear(Array($0.utf8)) } }
    @discardableResult mutating func hear(_ message: [UInt8]) -> [StreamStep] {
        take(conversation.heard(message, access, asOf: Sample.moment))
    }
    mutating func silence() -> [StreamStep] { take(conversation.silence(access)) }
    func closed(_ code: Int?) -> Failure? { conversation.closed(code: code) }

    private mutating func take(_ new: [StreamStep]) -> [StreamStep] {
        for case .delta(let delta) in new { account.apply(.delta(delta), futures: .used) }
        return new
    }

    /// Signed in and subscribed.
    static func live(_ mode: BybitMarginMode? = .cross, _ changed: [BybitPart: String] = [:]) -> BybitTalk {
        var talk = BybitTalk(mode, changed)
        _ = talk.open()
        talk.hear(BybitPushes.signedIn, BybitPushes.subscribed)
        return talk
    }

    // MARK: What is known

    var snapshot: AccountSnapshot { account.snapshot! }
    var wallet: Wallet { snapshot.wallet("unified")! }
    /// Side, size, margin mode and currency by instrument.
    var positions: [String: String] {
        Dictionary(
            (snapshot.positions.list ?? []).map { position in
                let words = [position.side?.rawValue, position.size?.written, position.marginMode?.rawValue, position.currency]
                return (position.instrument, words.map { $0 ?? "?" }.joined(separator: " "))
            }, uniquingKeysWith: { $0 + ", " + $1 })
    }
}

/// What Bybit's private line tells.
enum BybitPushes {
    static let signedIn = #"{"success":true,"ret_msg":"","op":"auth","conn_id":"cejreaspqfm9se7usbrg-2xh"}"#
    static let subscribed = #"{"success":true,"ret_msg":"","conn_id":"cejreaspqfm9se7usbrg-2xh","req_id":"","op":"subscribe"}"#

    static func coin(_ code: String, _ amount: String, owed: String = "0") -> String {
        #"{"coin":"\#(code)","equity":"\#(amount)","usdValue":"\#(amount)","walletBalance":"\#(amount)","locked":"0","borrowAmount":"\#(owed)","spotBorrow":"0","totalOrderIM":"0","totalPositionIM":"0","totalPositionMM":"0","unrealisedPnl":"0"}"#
    }

    static func wallet(_ coins: [String], total: String = "6400.5", available: String = "6180", at time: Int64) -> String {
        #"{"id":"5923","topic":"wallet","creationTime":\#(time),"data":[{"accountType":"UNIFIED","totalEquity":"\#(total)","totalAvailableBalance":"\#(available)","coin":[\#(coins.joined(separator: ","))]}]}"#
    }

    static func position(_ symbol: String, _ side: String, _ size: String, index: Int = 0, category: String = "linear", changed: Int64 = 1)
        -> String
    {
        #"{"positionIdx":\#(index),"tradeMode":0,"symbol":"\#(symbol)","side":"\#(side)","size":"\#(size)","entryPrice":"2475","leverage":"10","positionValue":"30","markPrice":"3000","liqPrice":"","unrealisedPnl":"-5.25","category":"\#(category)","updatedTime":"\#(changed)","seq":325852190774}"#
    }

    static func positions(_ rows: [String], at time: Int64) -> String {
        #"{"id":"1003","topic":"position","creationTime":\#(time),"data":[\#(rows.joined(separator: ","))]}"#
    }
}
