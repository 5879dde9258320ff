import Domain
import JSON

/// The talk on the private line: sign-in, subscription, and the account as it changes (Bybit API, "Connect", "Wallet" and "Position").
struct BybitConversation: StreamConversation {
    private var phase = Phase.signingIn
    /// By Bybit's clock, in milliseconds.
    private var openedAt: Int64 = 0
    private var account = BybitStreamedAccount()
    /// When something was said last.
    private var saidAt: Int64 = 0
    /// Whether Bybit has been asked if it is still there, and has said nothing since.
    private var isAsked = false
    /// When a reading was asked for last, because of the wallets that are not pushed.
    private var readAt: Int64?
    /// Whether another one is due once the pause is over.
    private var isReadingDue = false

    /// From `signingIn` to `subscribing` by the answer to the sign-in, to `live` by that to the subscription.
    private enum Phase {
        case signingIn
        case subscribing
        case live
    }

    /// A line that is not live by then is given up.
    private static let openingMilliseconds: Int64 = 45_000
    /// How long a sign-in may be on its way.
    private static let expiryMilliseconds: Int64 = 10_000
    /// As often as Bybit asks for a ping, whatever else is said.
    static let pingMilliseconds: Int64 = 20_000
    /// Money that was moved shows within a moment; whoever trades all the time is read about as often as without a stream.
    private static let readingPauseMilliseconds: Int64 = 15_000

    mutating func opened(_ access: Access) -> [StreamStep] {
        openedAt = access.unixMilliseconds
        saidAt = access.unixMilliseconds
        return [.say(Self.signIn(expiring: access.unixMilliseconds + Self.expiryMilliseconds))]
    }

    mutating func heard(_ message: [UInt8], _ access: Access, asOf: Moment) -> [StreamStep] {
        isAsked = false
        if phase != .live, access.unixMilliseconds - openedAt > Self.openingMilliseconds { return [.openAnother(Self.late)] }
        switch BybitFrame(message) {
        case .pong, .unused: return upkeep(access)
        case .signedIn: return signedIn(access)
        case .subscribed: return subscribed()
        case .refused(let operation, let code, let text): return [Self.step(after: Self.failure(operation, code, text))]
        case .push(let push): return heard(push, access, asOf)
        case .garbage: return [.openAnother(Self.garbage)]
        }
    }

    mutating func silence(_ access: Access) -> [StreamStep] {
        guard !isAsked else { return [.openAnother(nil)] }
        isAsked = true
        return [ping(access)] + dueReading(access)
    }

    /// Bybit names no codes for closing a line; a new sign-in tells what is wrong.
    func closed(code: Int?) -> Failure? { nil }

    // MARK: Steps

    private mutating func signedIn(_ access: Access) -> [StreamStep] {
        guard phase == .signingIn else { return [] }
        phase = .subscribing
        saidAt = access.unixMilliseconds
        return [.say(Self.subscription)]
    }

    /// Nothing is told of what there is already: the account is read once the line is live.
    private mutating func subscribed() -> [StreamStep] {
        guard phase == .subscribing else { return [] }
        phase = .live
        return [.live]
    }

    private mutating func heard(_ push: BybitPush, _ access: Access, _ asOf: Moment) -> [StreamStep] {
        // Nothing is pushed before a subscription, and what would be is not of this account.
        guard phase != .signingIn else { return [] }
        switch account.take(push, asOf: asOf) {
        case .nothing: return upkeep(access)
        case .changed(let delta, let mayBeTransfer):
            if mayBeTransfer { isReadingDue = true }
            return [.delta(delta)] + upkeep(access)
        case .tooMuch: return [.refused(Self.tooMuch)]
        }
    }

    /// What is due at any time: a line that is never silent would not be asked by `silence`.
    private mutating func upkeep(_ access: Access) -> [StreamStep] {
        dueReading(access) + (access.unixMilliseconds - saidAt >= Self.pingMilliseconds ? [ping(access)] : [])
    }

    private mutating func dueReading(_ access: Access) -> [StreamStep] {
        guard phase == .live, isReadingDue, readAt.map({ access.unixMilliseconds - $0 >= Self.readingPauseMilliseconds }) ?? true else {
            return []
        }
        isReadingDue = false
        readAt = access.unixMilliseconds
        return [.readAgain]
    }

    private mutating func ping(_ access: Access) -> StreamStep {
        saidAt = access.unixMilliseconds
        return .say(StreamMessage(Template(json: [("op", .known(.string("ping")))])))
    }

    // MARK: Messages

    /// The signature is over the time until which it counts, and a path that is the same for everybody.
    private static func signIn(expiring unixMilliseconds: Int64) -> StreamMessage {
        let expires = "\(unixMilliseconds)"
        return StreamMessage(
            [
                .text(#"{"op":"auth","args":[""#), .value(.apiKey, .json), .text(#"",\#(expires),""#), .signature(.json), .text(#""]}"#),
            ],
            signature: SignatureRule([.text("GET/realtime" + expires)], BybitRequests.algorithms))
    }

    private static let subscription = StreamMessage(
        Template(json: [
            ("op", .known(.string("subscribe"))), ("args", .known(.array(BybitPush.Topic.allCases.map { .string($0.rawValue) }))),
        ]))

    // MARK: Failures

    private static func failure(_ operation: BybitStreamOperation, _ code: String?, _ text: String) -> Failure {
        // One number for two things: the text tells them apart (Bybit API, "Error Codes", WebSocket).
        if text.lowercased().contains("too many sessions") { return tooManySessions }
        if let code { return BybitFailure.failure(code: code, text: text, status: 200) }
        let says = text.isEmpty ? Phrase(verbatim: "") : Phrase(en: " Bybit says: \(text)", zh: "Bybit 提示：\(text)")
        let what: Phrase =
            switch operation {
            case .auth: Phrase(en: "Bybit's stream has refused the sign-in.", zh: "Bybit 推送拒绝了登录。")
            case .subscribe: Phrase(en: "Bybit's stream has refused the subscription.", zh: "Bybit 推送拒绝了订阅。")
            }
        return Failure(
            .exchangeRefused,
            message: Phrase(en: what.english + says.english, zh: what.simplifiedChinese + says.simplifiedChinese), remedy: atIntervals)
    }

    /// A time that Bybit does not accept needs a new reading, which measures the clock.
    private static func step(after failure: Failure) -> StreamStep {
        failure.isExplicitRefusal || failure.cause == .clockSkew ? .refused(failure) : .openAnother(failure)
    }

    private static let atIntervals = [Phrase(en: "The account is read at intervals instead.", zh: "改为按间隔读取账户。")]
    private static let reconnect = [Phrase(en: "The stream is opened again by itself.", zh: "推送将自动重新连接。")]

    private static let late = Failure(
        .timeout,
        message: Phrase(en: "Bybit's stream opened and did not answer the sign-in in time.", zh: "Bybit 推送已连接，但未及时回应登录。"),
        remedy: reconnect, retry: .later)

    private static let garbage = Failure(
        .replyNotUnderstood,
        message: Phrase(en: "A message of Bybit's stream cannot be understood.", zh: "无法理解 Bybit 推送的消息。"),
        remedy: reconnect, retry: .later)

    private static let tooManySessions = Failure(
        .rateLimited,
        message: Phrase(
            en: "This account has too many streams open at Bybit, with all programs together.", zh: "该账户在所有程序中打开的 Bybit 推送连接过多。"),
        remedy: [
            Phrase(
                en: "Close other programs that use keys of this account; the balances are read at intervals meanwhile.",
                zh: "请关闭使用该账户 API Key 的其他程序；在此期间余额按间隔读取。")
        ], retry: .later)

    private static let tooMuch = Failure(
        .replyNotUnderstood,
        message: Phrase(
            en: "Bybit's stream has more rows than this program keeps (\(ReplyFields.rowLimit)).",
            zh: "Bybit 推送的行数超过本程序的上限（\(ReplyFields.rowLimit)）。"),
        remedy: atIntervals)
}
