import Crypto
import Synchronization

/// A WebSocket server on a loopback port that says exactly what a test wants it to say, one thread a line.
package final class WebSocketServer: Sendable {
    private let hall: Hall
    private let server: RawServer

    /// A connection that has become a WebSocket.
    package final class Line: Sendable {
        /// Which of all lines it is, counted from 0 in the order in which they were opened.
        package let number: Int
        private let connection: RawConnection

        fileprivate init(_ number: Int, _ connection: RawConnection) {
            self.number = number
            self.connection = connection
        }

        /// Says a text.
        package func say(_ text: String) { connection.send(WebSocketServer.frame(0x1, Array(text.utf8))) }
        /// Says goodbye with a code.
        package func close(code: Int) { connection.send(WebSocketServer.frame(0x8, [UInt8(code >> 8), UInt8(code & 0xFF)])) }
        /// Breaks it without a word.
        package func cut() { connection.shutDown() }
        /// Sends bytes that need not be a frame.
        package func send(_ bytes: [UInt8]) { connection.send(bytes) }
    }

    /// Serves WebSockets of a path, and says what follows from each text.
    package init(target: String, _ heard: @escaping @Sendable (String, Line) -> Void) throws {
        let hall = Hall(target: target, heard: heard)
        self.hall = hall
        server = try RawServer { hall.serve($0) }
    }

    /// The base address for clients.
    package var origin: String { "ws://127.0.0.1:\(server.port)" }
    /// Every line so far, in the order of their opening.
    package var lines: [Line] { hall.lines.withLock { $0 } }
    /// All that ever came over the wire, as it came.
    package var wire: [UInt8] { server.connections.flatMap(\.received) }
    /// How many connections were made, those without an agreement too.
    package var connections: Int { server.connections.count }
    /// Accepts nothing more.
    package func close() { server.close() }

    fileprivate static func frame(_ opcode: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let count = payload.count
        if count < 126 { return [0x80 | opcode, UInt8(count)] + payload }
        if count < 65_536 { return [0x80 | opcode, 126, UInt8(count >> 8), UInt8(count & 0xFF)] + payload }
        return [0x80 | opcode, 127] + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) } + payload
    }

    private final class Hall: Sendable {
        let target: String
        let heard: @Sendable (String, Line) -> Void
        let lines = Mutex<[Line]>([])

        init(target: String, heard: @escaping @Sendable (String, Line) -> Void) {
            self.target = target
            self.heard = heard
        }

        func serve(_ connection: RawConnection) {
            guard let request = connection.readRequest(), request.hasPrefix("GET \(target) HTTP/1.1\r\n"),
                let key = request.split(separator: "\r\n").first(where: { $0.hasPrefix("Sec-WebSocket-Key: ") })?.dropFirst(19)
            else { return }
            let accept = Base64.encode(SHA1.digest(of: (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
            let line = lines.withLock { lines in
                lines.append(Line(lines.count, connection))
                return lines[lines.count - 1]
            }
            connection.send(
                "HTTP/1.1 101 Hello\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: \(accept)\r\n\r\n")
            var place = request.utf8.count
            while let (opcode, text) = Self.next(connection, &place) {
                switch opcode {
                case 0x1: heard(text, line)
                case 0x8: return
                default: continue
                }
            }
        }

        /// The next frame of a client, unmasked.
        private static func next(_ connection: RawConnection, _ place: inout Int) -> (opcode: UInt8, text: String)? {
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
