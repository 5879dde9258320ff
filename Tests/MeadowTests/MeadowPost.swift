import Crypto
import Synchronization
import TestSupport

/// Where changes come from: greets whoever signs in with the right key, and says what a test has it say.
final class MeadowPost: Sendable {
    private let hall: Hall
    private let server: WebSocketServer

    init() throws {
        let hall = Hall()
        self.hall = hall
        server = try WebSocketServer(target: "/post?for=barn") { hall.heard($0, $1) }
    }

    var origin: String { server.origin }
    /// How often a signature was right, and how often it was not.
    var greeted: Int { hall.state.withLock { $0.greeted } }
    var turnedAway: Int { hall.state.withLock { $0.turnedAway } }
    /// What was said after the greeting.
    var heard: [String] { hall.state.withLock { $0.heard } }
    /// All that ever came over the wire, as it came.
    var wire: [UInt8] { server.wire }

    /// Says something on the line that was greeted last.
    func say(_ text: String) { hall.state.withLock { $0.lines.last }?.say(text) }

    /// Says goodbye there.
    func close(code: Int) { hall.state.withLock { $0.lines.last }?.close(code: code) }

    /// Breaks the line there.
    func cut() { hall.state.withLock { $0.lines.last }?.cut() }

    /// From now on everybody is answered so.
    func refuse(_ code: String) { hall.state.withLock { $0.refusal = code } }

    func end() { server.close() }

    private final class Hall: Sendable {
        struct State {
            var lines: [WebSocketServer.Line] = []
            var greeted = 0
            var turnedAway = 0
            var heard: [String] = []
            var refusal: String?
        }

        let state = Mutex(State())

        func heard(_ text: String, _ line: WebSocketServer.Line) {
            if let answer = answer(to: text, line) { line.say(answer) }
        }

        private func answer(to text: String, _ line: WebSocketServer.Line) -> String? {
            state.withLock { state in
                guard text.hasPrefix(#"{"hello""#) else {
                    state.heard.append(text)
                    return nil
                }
                if let refusal = state.refusal { return #"{"refused":"\#(refusal)"}"# }
                guard Self.isRight(text) else {
                    state.turnedAway += 1
                    return #"{"refused":"F1"}"#
                }
                state.greeted += 1
                state.lines.append(line)
                return #"{"welcome":true}"#
            }
        }

        /// The signature is over the time and a word.
        private static func isRight(_ text: String) -> Bool {
            func value(_ name: String) -> String {
                let parts = text.components(after: "\"\(name)\":\"")
                return String(parts.prefix { $0 != "\"" })
            }
            guard let signature = try? Base64.decode(value("sign").utf8) else { return false }
            return PublicKey.ed25519(Meadow.publicKey, verifies: signature, of: Array((value("at") + "post").utf8))
        }
    }
}

extension String {
    /// What stands behind a text; empty where it is not there.
    fileprivate func components(after text: String) -> Substring {
        firstRange(of: text).map { self[$0.upperBound...] } ?? ""
    }
}
