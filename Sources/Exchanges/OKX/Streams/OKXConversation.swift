import Domain
import JSON

/// The talk on the private line: login, subscription, and the account as it changes (OKX API guide, "WebSocket", "Login" and "Subscribe").
struct OKXConversation: StreamConversation {
    private var phase = Phase.loggingIn
    /// By OKX's clock, in milliseconds.
    private var openedAt: Int64 = 0
    private var unconfirmed = Set(OKXChannel.allCases)
    private var account = OKXStreamedAccount()
    /// Whether OKX has been asked if it is still there, and has said nothing since.
    private var isAsked = false

    /// From `loggingIn` to `subscribing` by the answer to the login, to `live` once everything has been told.
    private enum Phase {
        case loggingIn
        case subscribing
        case live
    }

    /// A line on which not everything has been told by then is given up.
    private static let openingMilliseconds: Int64 = 45_000

    mutating func opened(_ access: Access) -> [StreamStep] {
        openedAt = access.unixMilliseconds
        return [.say(Self.login(unixSeconds: access.unixMilliseconds / 1_000))]
    }

    mutating func heard(_ message: [UInt8], _ access: Access, asOf: Moment) -> [StreamStep] {
        isAsked = false
        if phase != .live, access.unixMilliseconds - openedAt > Self.openingMilliseconds { return [.openAnother(Self.late)] }
        switch OKXFrame(message) {
        case .pong, .unused: return []
        case .loggedIn: return loggedIn()
        case .subscribed(let channel):
            unconfirmed.remove(channel)
            return liveIfComplete()
        case .ended: return [.openAnother(Self.ended)]
        case .tooManyConnections: return [.openAnother(Self.tooManyConnections)]
        case .refused(let code, let text): return [Self.step(after: OKXFailure.failure(code: code, text: text, status: 200))]
        case .closing: return [.openSuccessor]
        case .push(let push): return heard(push, asOf)
        case .garbage: return [.openAnother(Self.garbage)]
        }
    }

    mutating func silence(_ access: Access) -> [StreamStep] {
        guard !isAsked else { return [.openAnother(nil)] }
        isAsked = true
        return [.say(StreamMessage(Template(text: "ping")))]
    }

    func closed(code: Int?) -> Failure? {
        guard let code, let failure = OKXErrorTable.table.meaning(of: "\(code)"), Self.isFinal(failure) else { return nil }
        return failure
    }

    // MARK: Steps

    private mutating func loggedIn() -> [StreamStep] {
        guard phase == .loggingIn else { return [] }
        phase = .subscribing
        return [.say(Self.subscription)]
    }

    private mutating func heard(_ push: OKXPush, _ asOf: Moment) -> [StreamStep] {
        // Nothing is pushed before a subscription, and what would be is not of this account.
        guard phase != .loggingIn else { return [] }
        switch account.take(push, asOf: asOf) {
        case .nothing: return liveIfComplete()
        case .changed(let delta): return [.delta(delta)] + liveIfComplete()
        case .transferred: return [.readAgain] + liveIfComplete()
        case .tooMuch: return [.refused(Self.tooMuch)]
        }
    }

    /// Everything is told once all subscriptions are confirmed and the first snapshots are complete. Where nothing at all was said of
    /// positions while the coins were told twice, OKX has none to tell.
    private mutating func liveIfComplete() -> [StreamStep] {
        guard phase == .subscribing, unconfirmed.isEmpty, account.coinSnapshots > 0 else { return [] }
        switch account.positionsSeen {
        case .all: break
        case .some: return []
        case .nothing: guard account.coinSnapshots > 1 else { return [] }
        }
        phase = .live
        return [.live]
    }

    /// A time that OKX does not accept needs a new reading, which measures the clock.
    private static func isFinal(_ failure: Failure) -> Bool { failure.isExplicitRefusal || failure.cause == .clockSkew }

    private static func step(after failure: Failure) -> StreamStep { isFinal(failure) ? .refused(failure) : .openAnother(failure) }

    // MARK: Messages

    /// The signature is over the seconds, the method and a path that is the same for everybody.
    private static func login(unixSeconds: Int64) -> StreamMessage {
        let seconds = "\(unixSeconds)"
        return StreamMessage(
            [
                .text(#"{"op":"login","args":[{"apiKey":""#), .value(.apiKey, .json), .text(#"","passphrase":""#),
                .value(.passphrase, .json), .text(#"","timestamp":"\#(seconds)","sign":""#), .signature(.json), .text(#""}]}"#),
            ],
            signature: OKXSignature.rule(timestamp: seconds, method: "GET", target: "/users/self/verify", body: []))
    }

    private static let subscription = StreamMessage(
        Template(json: [
            ("op", .known(.string("subscribe"))), ("args", .known(.array(OKXChannel.allCases.map(\.argument)))),
        ]))

    // MARK: Failures

    private static let late = Failure(
        .timeout,
        message: Phrase(
            en: "OKX's stream opened and did not tell the whole account in time.", zh: "OKX 推送已连接，但未及时给出完整的账户数据。"),
        remedy: OKXRemedy.reconnect, retry: .later)

    private static let garbage = Failure(
        .replyNotUnderstood,
        message: Phrase(en: "A message of OKX's stream cannot be understood.", zh: "无法理解 OKX 推送的消息。"),
        remedy: Gateway.notUnderstood, retry: .later)

    private static let ended = Failure(
        .exchangeUnavailable,
        message: Phrase(en: "OKX has ended a subscription of the stream.", zh: "OKX 已终止一项推送订阅。"),
        remedy: OKXRemedy.reconnect, retry: .later)

    private static let tooManyConnections = Failure(
        .rateLimited,
        message: Phrase(
            en: "OKX has ended a subscription: this account has more than 30 streams open, with all programs together.",
            zh: "OKX 已终止订阅：该账户在所有程序中打开的推送连接合计超过 30 个。"),
        remedy: [
            Phrase(
                en: "Close other programs that use keys of this account; the balances are read at intervals meanwhile.",
                zh: "请关闭使用该账户 API Key 的其他程序；在此期间余额按间隔读取。")
        ], retry: .later)

    private static let tooMuch = Failure(
        .replyNotUnderstood,
        message: Phrase(
            en: "OKX's stream has more rows than this program keeps (\(ReplyFields.rowLimit)).",
            zh: "OKX 推送的行数超过本程序的上限（\(ReplyFields.rowLimit)）。"),
        remedy: [Phrase(en: "The account is read at intervals instead.", zh: "改为按间隔读取账户。")])
}
