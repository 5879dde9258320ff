import Crypto
import Foundation
import JSON
import Synchronization

@testable import Sandbox

/// A stream without a network, at a time of the test's own.
final class StreamBench {
    let exchange: OKXExchange
    var session: StreamSession
    private let news: News
    /// Never goes back; the stream has been opened at it.
    var now: Int64

    /// What happened and has not been told to the stream yet.
    private final class News: Sendable {
        let waiting = Mutex<[StreamNews]>([])
    }

    init(
        _ exchange: OKXExchange, _ place: StreamPlace = .account, _ environment: SandboxEnvironment = .live,
        site: SandboxSite = .global, address: String = "127.0.0.1"
    ) {
        let news = News()
        self.exchange = exchange
        self.news = news
        session = exchange.openStream(place, environment, site: site, address: address) { item in
            news.waiting.withLock { $0.append(item) }
        }
        now = SystemClock.steadyMilliseconds
    }

    /// A sandbox of its own, and a stream that is logged in.
    convenience init(as account: String, _ change: (inout SandboxConfiguration) -> Void = { _ in }) {
        var configuration = SandboxConfiguration()
        change(&configuration)
        self.init(OKXExchange(configuration))
        logIn(configuration.accounts.first { $0.id == account }!.key)
    }

    @discardableResult
    func logIn(_ key: SandboxKey) -> JSONView? {
        say(Self.login(key, seconds: exchange.nowMilliseconds / 1000)).first?.json
    }

    func say(_ text: String) -> [StreamAction] { session.received(Array(text.utf8), at: now, exchange) }

    /// Subscribes, and leaves out the answers: what comes with it at once.
    @discardableResult
    func subscribe(_ channel: String, _ parameters: String = "") -> [JSONView] {
        say(Self.request("subscribe", channel, parameters)).compactMap(\.pushed)
    }

    /// What has happened since is told.
    func hear() -> [StreamAction] {
        let items = news.waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        return items.flatMap { session.told($0, at: now, exchange) }
    }

    /// Goes on to the moment when something is due.
    func waitUntilDue() -> [StreamAction] {
        now = max(now, session.nextMoment)
        return session.tick(at: now, exchange)
    }

    func close() { exchange.closeStream(session, code: nil) }

    static func request(_ operation: String, _ channel: String, _ parameters: String = "") -> String {
        #"{"op":"\#(operation)","args":[{"channel":"\#(channel)"\#(parameters.isEmpty ? "" : "," + parameters)}]}"#
    }

    /// OKX API guide, WebSocket login; `seconds` as text where it is no number.
    static func login(_ key: SandboxKey, seconds: some CustomStringConvertible, sign: String? = nil) -> String {
        let message = Array("\(seconds)GET/users/self/verify".utf8)
        let signature = sign ?? Base64.encode(HMACSHA256.code(for: message, key: SecretBytes(key.secretKey.utf8)))
        return #"{"op":"login","args":[{"apiKey":"\#(key.apiKey)","passphrase":"\#(key.passphrase)","#
            + #""timestamp":"\#(seconds)","sign":"\#(signature)"}]}"#
    }
}

extension StreamAction {
    /// What goes out, if it is JSON.
    var json: JSONView? {
        switch self {
        case .say(let value), .push(let value), .loginAnswer(let value): try? JSONDocument(parsing: value.encoded()).root
        case .plain, .end: nil
        }
    }

    var pushed: JSONView? {
        switch self {
        case .push: json
        case .say, .loginAnswer, .plain, .end: nil
        }
    }

    var code: String? { json?["code"]?.string }
}

extension JSONView {
    /// The rows of a push or of an answer.
    var rows: [JSONView] { self["data"]?.elements ?? [] }

    /// The currencies in the first row of a push of the account, or of an answer with its balances.
    var currencies: [JSONView] { rows.first?["details"]?.elements ?? [] }

    /// The texts of a row by their names, without those that tell the time.
    func texts(without left: Set<String> = ["uTime", "pTime", "cTime", "ts"]) -> [String: String] {
        var texts: [String: String] = [:]
        for (name, value) in members where !left.contains(name) {
            texts[name] = value.scalarText ?? value.bool.map { "\($0)" } ?? "\(value.kind)"
        }
        return texts
    }
}

extension OKXExchange {
    /// What a request of an account answers.
    func asked(_ target: String, as account: String) -> JSONView? {
        guard let key = accounts.first(where: { $0.id == account })?.keys.first else { return nil }
        let timestamp = RawClient.timestamp(Date(timeIntervalSince1970: Double(nowMilliseconds) / 1000))
        let message = Array((timestamp + "GET" + target).utf8)
        let answer = answer(
            SeenRequest(
                method: "GET", target: RequestTarget(target),
                headers: [
                    ("OK-ACCESS-KEY", key.apiKey), ("OK-ACCESS-PASSPHRASE", key.passphrase), ("OK-ACCESS-TIMESTAMP", timestamp),
                    ("OK-ACCESS-SIGN", Base64.encode(HMACSHA256.code(for: message, key: SecretBytes(key.secretKey.utf8)))),
                    ("x-simulated-trading", key.environment == .demo ? "1" : "0"),
                ], body: [], peer: "127.0.0.1"))
        return try? JSONDocument(parsing: answer.body).root
    }
}
