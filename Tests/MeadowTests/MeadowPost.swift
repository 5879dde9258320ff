import Crypto
import Synchronization
import TestSupport

/// Where changes come from: greets whoever signs in with the right key, and says what a test has it say.
final class MeadowPost: Sendable {
    private let hall: Hall
    private let server: RawServer

    init() throws {
        let hall = Hall()
        self.hall = hall
        server = try RawServer { hall.serve($0) }
    }

    var origin: String { "ws://127.0.0.1:\(server.port)" }
    /// How often a signature was right, and how often it was not.
    var greeted: Int { hall.state.withLock { $0.greeted } }
    var turnedAway: Int { hall.state.withLock { $0.turnedAway } }
    /// What was said after the greeting.
    var heard: [String] { hall.state.withLock { $0.heard } }
    /// All that ever came over the wire, as it came.
    var wire: [UInt8] { server.connections.flatMap(\.received) }

    /// Says something on the line that was greeted last.
    func say(_ text: String) { hall.state.withLock { $0.lines.last }?.send(Self.frame(0x1, Array(text.utf8))) }

    /// Says goodbye there.
    func close(code: Int) { hall.state.withLock { $0.lines.last }?.send(Self.frame(0x8, [UInt8(code >> 8), UInt8(code & 0xFF)])) }

    /// Breaks the line there.
    func cut() { hall.state.withLock { $0.lines.last }?.shutDown() }

    /// From now on everybody is answered so.
    func refuse(_ code: String) { hall.state.withLock { $0.refusal = code } }

    func end() { server.close() }

    private static func frame(_ opcode: UInt8, _ payload: [UInt8]) -> [UInt8] {
        payload.count < 126
            ? [0x80 | opcode, UInt8(payload.count)] + payload
            : [0x80 | opcode, 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)] + payload
    }

    private final class Hall: Sendable {
        struct State {
            var lines: [RawConnection] = []
            var greeted = 0
            var turnedAway = 0
            var heard: [String] = []
            var refusal: String?
        }

        let state = Mutex(State())

        func serve(_ connection: RawConnection) {
            guard let request = connection.readRequest(), request.hasPrefix("GET /post?for=barn HTTP/1.1\r\n"),
                let key = request.split(separator: "\r\n").first(where: { $0.hasPrefix("Sec-WebSocket-Key: ") })?.dropFirst(19)
            else { return }
            let accept = Base64.encode(SHA1.digest(of: (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
            connection.send(
                "HTTP/1.1 101 Hello\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: \(accept)\r\n\r\n")
            var place = request.utf8.count
            while let (opcode, text) = next(connection, &place) {
                if opcode == 0x1 { connection.send(frame(answer(to: text, connection))) }
            }
        }

        private func frame(_ text: String?) -> [UInt8] { text.map { MeadowPost.frame(0x1, Array($0.utf8)) } ?? [] }

        private func answer(to text: String, _ connection: RawConnection) -> String? {
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
                state.lines.append(connection)
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

        /// The next frame of a client, unmasked.
        private func next(_ connection: RawConnection, _ place: inout Int) -> (opcode: UInt8, text: String)? {
            while true {
                let bytes = connection.received.dropFirst(place)
                if bytes.count >= 2 {
                    let short = Int(bytes[bytes.startIndex + 1] & 0x7F)
                    let head = short == 126 ? 4 : 2
                    if bytes.count >= head {
                        let count = short == 126 ? Int(bytes[bytes.startIndex + 2]) << 8 | Int(bytes[bytes.startIndex + 3]) : short
                        if bytes.count >= head + 4 + count {
                            let mask = Array(bytes.dropFirst(head).prefix(4))
                            let payload = bytes.dropFirst(head + 4).prefix(count).enumerated().map { $1 ^ mask[$0 & 3] }
                            place += head + 4 + count
                            return (bytes[bytes.startIndex] & 0x0F, String(decoding: payload, as: UTF8.self))
                        }
                    }
                }
                guard connection.awaitBytes(connection.received.count + 1) else { return nil }
            }
        }
    }
}

extension String {
    /// What stands behind a text; empty where it is not there.
    fileprivate func components(after text: String) -> Substring {
        firstRange(of: text).map { self[$0.upperBound...] } ?? ""
    }
}
