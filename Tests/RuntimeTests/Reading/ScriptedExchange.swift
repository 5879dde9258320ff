import Glibc
import Synchronization

@testable import App
@testable import Commands
@testable import Session

/// A plain HTTP server on a loopback port that answers like the exchange and damages about every fourth reply.
final class ScriptedExchange: Sendable {
    let origin: String
    private let descriptor: Int32
    private let state: Mutex<State>

    private struct State {
        var random: SeededGenerator
        var replies = 0
        var sent = ""
    }

    /// Everything that was sent so far.
    var sent: String { state.withLock { $0.sent } }
    var replies: Int { state.withLock { $0.replies } }

    init?(seed: UInt64) {
        signal(SIGPIPE, SIG_IGN)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard listening else { return nil }
        origin = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        state = Mutex(State(random: SeededGenerator(seed: seed)))
        Self.thread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                guard let self else {
                    Glibc.close(connection)
                    return
                }
                Self.thread { self.serve(connection) }
            }
        }
    }

    func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        Glibc.close(descriptor)
    }

    private func serve(_ connection: Int32) {
        defer { Glibc.close(connection) }
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 8_192)
        while true {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            request += buffer[..<count]
            guard request.suffix(4) == Array("\r\n\r\n".utf8)[...] else { continue }
            let target = String(decoding: request.split(separator: UInt8(ascii: " ")).dropFirst().first ?? [], as: UTF8.self)
            request = []
            let reply = state.withLock { state in
                let body = Self.damaged(Array(Self.body(of: target).utf8), &state.random)
                state.replies += 1
                state.sent += String(decoding: body, as: UTF8.self)
                let status = Int.random(in: 0..<40, using: &state.random) == 0 ? "503 Gone" : "200 OK"
                return Array("HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
            }
            var written = 0
            while written < reply.count {
                let count = reply[written...].withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
                guard count > 0 else { return }
                written += count
            }
        }
    }

    static func body(of target: String) -> String {
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

    private static func damaged(_ body: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var body = body
        func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &random) }
        guard below(4) == 0 else { return body }
        switch below(6) {
        case 0: body.removeLast(below(body.count))
        case 1: for _ in 0...below(4) { body[below(body.count)] ^= UInt8(1 << below(8)) }
        case 2: replaceText(&body, ["7", "null", "true", "[]", "{}", "-1e999", "\"\""][below(7)], below)
        case 3: replaceText(&body, String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000), below)
        case 4: replaceText(&body, "\"" + String(repeating: "9", count: 3_000) + "\"", below)
        case _: body.insert(contentsOf: body.prefix(below(body.count)), at: below(body.count))
        }
        return body
    }

    /// Puts something else in place of one of the quoted texts.
    private static func replaceText(_ body: inout [UInt8], _ text: String, _ below: (Int) -> Int) {
        let quotes = body.indices.filter { body[$0] == UInt8(ascii: "\"") }
        guard quotes.count > 2 else { return }
        let first = below(quotes.count / 2) * 2
        body.replaceSubrange(quotes[first]...quotes[first + 1], with: text.utf8)
    }

    static func thread(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Body(body))
        let outcome = pthread_create(
            &thread, nil,
            { context in
                Unmanaged<Body>.fromOpaque(context!).takeRetainedValue().body()
                return nil
            }, context.toOpaque())
        if outcome == 0 { pthread_detach(thread) } else { context.release() }
    }

    private final class Body: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
