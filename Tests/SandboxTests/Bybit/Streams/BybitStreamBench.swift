import JSON
import Testing

@testable import Sandbox

/// A stream of a local Bybit without a network, at a time of the test's own.
final class BybitStreamBench {
    let exchange: SandboxBybit.Exchange
    var stream: any LocalStream
    let place: SandboxBybit.Place
    /// Never goes back; the stream has been opened at it.
    var now: Int64

    init(
        _ exchange: SandboxBybit.Exchange, at place: SandboxBybit.Place = .init(), query: String = "", address: String = "127.0.0.1"
    ) {
        self.exchange = exchange
        self.place = place
        stream = exchange.openStream(
            StreamOpening(target: RequestTarget("/v5/private" + query), door: place.door("stream"), address: address)
        ) {}
        now = SystemClock.steadyMilliseconds
    }

    /// A sandbox of its own, and a stream that is logged in and has subscribed.
    convenience init(as account: String, topics: String..., change: (inout SandboxConfiguration) -> Void = { _ in }) throws {
        var configuration = SandboxConfiguration()
        change(&configuration)
        self.init(SandboxBybit.Exchange(configuration))
        try #require(logIn(try key(account))?["success"]?.bool == true)
        if !topics.isEmpty {
            let list = topics.map { "\"\($0)\"" }.joined(separator: ",")
            try #require(answer(#"{"op":"subscribe","args":[\#(list)]}"#)?["success"]?.bool == true)
        }
    }

    func key(_ account: String) throws -> SandboxBybit.Key {
        try #require(exchange.accounts.first { $0.id == account }?.keys.first)
    }

    func say(_ text: String) -> [StreamAction] { stream.received(Array(text.utf8), at: now) }

    /// The one answer to a text.
    func answer(_ text: String) -> JSONView? {
        let actions = say(text)
        return actions.count == 1 ? actions[0].json : nil
    }

    @discardableResult
    func logIn(_ key: SandboxBybit.Key, in milliseconds: Int64 = 10_000, signing other: String? = nil) -> JSONView? {
        answer(Self.login(key, expires: exchange.nowMilliseconds + milliseconds, signing: other))
    }

    /// What has happened since is told.
    func hear() -> [StreamAction] { stream.woken(at: now) }

    /// The pushes among it.
    func pushes() -> [JSONView] { hear().compactMap(\.pushed) }

    /// Goes on to the moment when something is due.
    func waitUntilDue() -> [StreamAction] {
        now = max(now, stream.nextMoment)
        return stream.tick(at: now)
    }

    /// Bybit v5, "Connect".
    static func login(_ key: SandboxBybit.Key, expires: Int64, signing other: String? = nil) -> String {
        let signature = BybitBench.signature(of: Array((other ?? "GET/realtime\(expires)").utf8), by: key)
        return #"{"req_id":"1","op":"auth","args":["\#(key.apiKey)",\#(expires),"\#(signature)"]}"#
    }

    /// The result of a request of an account, at the same moment's prices.
    func asked(_ path: String, _ query: String, as account: String) throws -> JSONView {
        let key = try key(account)
        let time = String(exchange.nowMilliseconds)
        let signature = BybitBench.signature(of: Array((time + key.apiKey + "5000" + query).utf8), by: key)
        let answer = exchange.answer(
            SeenRequest(
                method: "GET", target: RequestTarget(path + "?" + query),
                headers: [
                    ("X-BAPI-API-KEY", key.apiKey), ("X-BAPI-TIMESTAMP", time), ("X-BAPI-RECV-WINDOW", "5000"), ("X-BAPI-SIGN", signature),
                ], body: [], peer: "127.0.0.1", door: place.door("rest")))
        return try #require(try JSONDocument(parsing: answer.body).root["result"])
    }
}
