import Crypto
import Glibc
import Synchronization

/// A plain HTTP server on a loopback port that answers each path with what a test has written for it.
final class ScriptedHost: Sendable {
    struct Answer: Sendable {
        var body: String
        var headers: [String] = []
        /// The line is cut instead of answering.
        var isCut = false
    }

    private struct State {
        var answers: [String: Answer]
        var asked: [String] = []
        var verified = 0
        var forged = 0
        var reactions: [String: @Sendable () -> Void] = [:]
    }

    let origin: String
    private let descriptor: Int32
    private let state: Mutex<State>

    /// The paths with their queries, in the order in which they were asked for.
    var asked: [String] { state.withLock { $0.asked } }

    /// How many requests bore the signature of the key whose public half is known here, and how many another one.
    var verified: Int { state.withLock { $0.verified } }
    var forged: Int { state.withLock { $0.forged } }

    init?(_ answers: [String: String]) {
        signal(SIGPIPE, SIG_IGN)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { return nil }
        origin = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        state = Mutex(State(answers: answers.mapValues { Answer(body: $0) }))
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

    /// Answers a path otherwise from now on.
    func answer(_ path: String, _ body: String, headers: [String] = []) {
        state.withLock { $0.answers[path] = Answer(body: body, headers: headers) }
    }

    /// Takes what is asked and says nothing.
    func cut(_ path: String) {
        state.withLock { $0.answers[path] = Answer(body: "", isCut: true) }
    }

    /// What happens whenever a path is asked for, before it is answered.
    func react(to path: String, _ reaction: @escaping @Sendable () -> Void) {
        state.withLock { $0.reactions[path] = reaction }
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
            let signature = Self.verdict(on: request, target)
            request = []
            let (isForged, reaction) = state.withLock { state -> (Bool, (@Sendable () -> Void)?) in
                state.asked.append(target)
                switch signature {
                case .absent: break
                case .right: state.verified += 1
                case .wrong:
                    state.forged += 1
                    return (true, nil)
                }
                return (false, state.reactions[target])
            }
            reaction?()
            let answer: Answer? = isForged ? Answer(body: #"{"refused":"F1"}"#) : state.withLock { $0.answers[target] }
            if answer?.isCut == true { return }
            let body = answer?.body ?? #"{"refused":"F0"}"#
            let lines =
                [
                    "HTTP/1.1 \(answer == nil ? "404 Gone" : "200 OK")", "Content-Type: application/json",
                    "Content-Length: \(body.utf8.count)",
                ]
                + (answer?.headers ?? [])
            let reply = Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
            var written = 0
            while written < reply.count {
                let count = reply[written...].withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
                guard count > 0 else { return }
                written += count
            }
        }
    }

    private enum Signature {
        case absent
        case right
        case wrong
    }

    /// Over the time, the path with its query, and the key, as they came.
    private static func verdict(on request: [UInt8], _ target: String) -> Signature {
        var headers: [String: String] = [:]
        for line in String(decoding: request, as: UTF8.self).split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[String(parts[0])] = String(parts[1].drop { $0 == " " }) }
        }
        guard let sign = headers["X-Meadow-Sign"], let key = headers["X-Meadow-Key"], let time = headers["X-Meadow-Time"] else {
            return .absent
        }
        guard let signature = try? Base64.decode(sign.utf8) else { return .wrong }
        return PublicKey.ed25519(Meadow.publicKey, verifies: signature, of: Array((time + target + key).utf8)) ? .right : .wrong
    }

    private static func thread(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Body(body))
        let outcome = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, context.toOpaque())
        if outcome == 0 { pthread_detach(thread) } else { context.release() }
    }

    private final class Body: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
