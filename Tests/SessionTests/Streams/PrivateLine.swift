import Crypto
import Domain
import Exchanges
import HTTP
import Session
import Synchronization
import TestSupport

/// OKX's private line as a test wants it: it checks every login, and tells an account of its own for each key.
final class PrivateLine: Sendable {
    private let state: Books
    private let server: WebSocketServer

    /// What is done with a line that has logged in.
    enum Manner: Sendable {
        case obliging
        /// Everybody who logs in is answered with this.
        case refusing(code: String)
        /// Everybody who logs in is shown the door.
        case closing(code: Int)
        /// Takes one subscription away.
        case crowded
    }

    private final class Books: Sendable {
        let manner = Mutex(Manner.obliging)
        /// Lines by their key, the last one last.
        let lines = Mutex<[String: [WebSocketServer.Line]]>([:])
        let heard = Mutex<[String]>([])

        func answer(_ text: String, _ line: WebSocketServer.Line) {
            heard.withLock { $0.append(text) }
            if text.hasPrefix(#"{"op":"login""#) {
                logIn(text, line)
            } else if text.hasPrefix(#"{"op":"subscribe""#) {
                for message in Pushes.acknowledged { line.say(message) }
                if case .crowded = manner.withLock({ $0 }) {
                    line.say(#"{"event":"channel-conn-count-error","channel":"account","connCount":"30","connId":"a4d3ae55"}"#)
                }
                line.say(Pushes.account([Pushes.coin("USDT", "100", at: 1)], at: 1))
                line.say(Pushes.positions([]))
            } else if text == "ping" {
                line.say("pong")
            }
        }

        private func logIn(_ text: String, _ line: WebSocketServer.Line) {
            func value(_ name: String) -> String {
                guard let place = text.firstRange(of: "\"\(name)\":\"") else { return "" }
                return String(text[place.upperBound...].prefix { $0 != "\"" })
            }
            func refuse(_ code: String) { line.say(#"{"event":"error","code":"\#(code)","msg":"No.","connId":"a4d3ae55"}"#) }
            switch manner.withLock({ $0 }) {
            case .refusing(let code): return refuse(code)
            case .closing(let code): return line.close(code: code)
            case .obliging, .crowded: break
            }
            let key = value("apiKey")
            guard key.hasPrefix(SampleKey.apiKey) else { return refuse("60032") }
            guard value("passphrase") == SampleKey.passphrase else { return refuse("60024") }
            let signed = Array((value("timestamp") + "GET/users/self/verify").utf8)
            let code = HMACSHA256.code(for: signed, key: SecretBytes(SampleKey.secretKey.utf8))
            guard value("sign") == Base64.encode(code) else { return refuse("60007") }
            lines.withLock { $0[key, default: []].append(line) }
            line.say(Pushes.loggedIn)
        }
    }

    init() throws {
        let state = Books()
        self.state = state
        server = try WebSocketServer(target: "/ws/v5/private") { state.answer($0, $1) }
    }

    var origin: String { server.origin }
    var opened: Int { server.connections }
    /// Every text that was heard, in its order.
    var heard: [String] { state.heard.withLock { $0 } }
    var logins: Int { heard.count { $0.hasPrefix(#"{"op":"login""#) } }

    /// The lines that were logged in with a key, the last one last.
    func lines(_ key: String = SampleKey.apiKey) -> [WebSocketServer.Line] { state.lines.withLock { $0[key] ?? [] } }
    /// From now on.
    func become(_ manner: Manner) { state.manner.withLock { $0 = manner } }

    // MARK: Who listens

    var site: Site {
        Site(
            id: "global", name: Phrase(verbatim: "Global"), restOrigin: "http://127.0.0.1:1", webOrigin: "http://127.0.0.1:1",
            streams: [.live: origin], origin: .configured)
    }

    func request(
        _ key: String = SampleKey.apiKey, secret: String = SampleKey.secretKey, passphrase: String = SampleKey.passphrase,
        in environment: TradingEnvironment = .live
    ) -> AccountRequest {
        AccountRequest(
            exchange: "okx", site: site, environment: environment,
            key: KeyHandle(
                apiKey: SecretBytes(key.utf8), secretKey: SecretBytes(secret.utf8), passphrase: SecretBytes(passphrase.utf8)))
    }

    static var limits: StreamLimits {
        var limits = StreamLimits()
        limits.connectionPaceMilliseconds = 1
        limits.firstPauseMilliseconds = 5
        limits.longestPauseMilliseconds = 20
        limits.goodMilliseconds = 0
        limits.line.closeMilliseconds = 50
        return limits
    }
}

/// What a stream has reported.
final class StreamReports: Sendable {
    private let all = Mutex<[AccountStream.Report]>([])
    var list: [AccountStream.Report] { all.withLock { $0 } }
    var words: [String] {
        list.map { report in
            switch report {
            case .live: "live"
            case .changed: "changed"
            case .readingWanted: "reading wanted"
            case .interrupted: "interrupted"
            }
        }
    }
    /// The total of the trading account that was told last.
    var total: String? {
        list.reversed().lazy.compactMap { if case .changed(let delta) = $0 { delta.wallets.first?.total?.written } else { nil } }.first
    }
    func count(_ report: AccountStream.Report) -> Int { list.count { $0 == report } }
    func add(_ report: AccountStream.Report) { all.withLock { $0.append(report) } }
}
