import Domain
import Session
import TestSupport

@testable import Exchanges

/// A talk by the clock of a test, and the account that it tells of.
struct OKXTalk {
    private var conversation = OKXConversation()
    private(set) var account = Account(OKXTalk.nothingKnown)
    private(set) var steps: [StreamStep] = []
    var now: Int64 = 1_704_876_947_123

    static let nothingKnown = AccountSnapshot(
        key: KeyDescription(masked: "37c…418", label: "", permissions: [.read], addresses: .unbound, expiry: .never), kind: .main,
        settings: .untold, equity: .init(currency: "USD", total: Amount(1_000)),
        wallets: [
            Wallet(kind: .trading, total: Amount(0), assets: []),
            Wallet(
                kind: .funding, total: Amount(1_000),
                assets: [
                    Asset(code: "USDT", total: Amount(1_000), available: Amount(1_000), inUse: nil, value: nil, unrealizedProfit: nil)
                ]),
        ], positions: .unasked, notices: [], clockOffsetMilliseconds: 0, asOf: Sample.moment)

    private var access: Access { Sample.access(unixMilliseconds: now) }

    mutating func open() -> [StreamStep] { take(conversation.opened(access)) }
    @discardableResult mutating func hear(_ messages: String...) -> [StreamStep] { hear(messages) }
    mutating func hear(_ messages: [String]) -> [StreamStep] { messages.flatMap { hear(Array($0.utf8)) } }
    mutating func hear(_ message: [UInt8]) -> [StreamStep] { take(conversation.heard(message, access, asOf: Sample.moment)) }
    mutating func silence() -> [StreamStep] { take(conversation.silence(access)) }
    func closed(_ code: Int?) -> Failure? { conversation.closed(code: code) }

    private mutating func take(_ new: [StreamStep]) -> [StreamStep] {
        steps += new
        for case .delta(let delta) in new { account.apply(.delta(delta), futures: .used) }
        return new
    }

    /// Logged in and told of an account with two coins and a position.
    static func live() -> OKXTalk {
        var talk = OKXTalk()
        _ = talk.open()
        talk.hear(Pushes.loggedIn)
        _ = talk.hear(Pushes.acknowledged)
        talk.hear(
            Pushes.account([Pushes.coin("USDT", "60", at: 90), Pushes.coin("BTC", "40", at: 91)], at: 100),
            Pushes.positions([Pushes.position("A", "3", at: 95, pushedAt: 100)]))
        return talk
    }

    // MARK: What is known

    var wallet: Wallet? { account.snapshot?.wallets.first { $0.kind == .trading } }
    var coins: [String: String] { Dictionary(uniqueKeysWithValues: (wallet?.assets ?? []).map { ($0.code, $0.total?.written ?? "") }) }
    /// Side and size by instrument.
    var positions: [String: String] {
        Dictionary(
            (account.snapshot?.positions.list ?? []).map { ($0.instrument, "\($0.side?.rawValue ?? "") \($0.size?.written ?? "")") },
            uniquingKeysWith: { $0 + ", " + $1 })
    }
}

extension [StreamStep] {
    /// What the steps are, in words.
    var words: [String] {
        map { step in
            switch step {
            case .say(let message): "say \(message.text.known.map { String(decoding: $0, as: UTF8.self) } ?? "a secret")"
            case .live: "live"
            case .delta: "delta"
            case .readAgain: "read again"
            case .openAnother(let failure): failure.map { "another: \($0.cause)" } ?? "another"
            case .openSuccessor: "successor"
            case .refused(let failure): "refused: \(failure.cause) \(failure.code ?? "")"
            }
        }
    }
}
