import Glibc
import Synchronization

/// One accepted connection, and all bytes that came over it.
package final class RawConnection: Sendable {
    private let descriptor: Int32
    private let bytes = Mutex<[UInt8]>([])
    private let readCount = Mutex(0)
    private let ended = Mutex(false)

    /// Takes over a connected socket, which `close` closes.
    package init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Every byte that has arrived so far.
    package var received: [UInt8] { bytes.withLock { $0 } }
    /// The same as text; invalid UTF-8 becomes U+FFFD.
    package var receivedText: String { String(decoding: received, as: UTF8.self) }
    /// Whether the other side has closed, or sent nothing for the whole deadline.
    package var hasEnded: Bool { ended.withLock { $0 } }

    /// The next request's head and body, or nil when the other side has closed.
    package func readRequest() -> String? {
        let start = readCount.withLock { $0 }
        while true {
            let pending = Array(received[start...])
            if let length = Self.requestLength(pending) {
                readCount.withLock { $0 = start + length }
                return String(decoding: pending[..<length], as: UTF8.self)
            }
            guard readMore() else { return nil }
        }
    }

    /// Reads until so many bytes have come in all; false when the other side closed before.
    package func awaitBytes(_ count: Int) -> Bool {
        while received.count < count {
            guard readMore() else { return false }
        }
        return true
    }

    /// Reads until the other side closes.
    package func readToEnd() {
        while readMore() {}
    }

    /// False when the other side no longer takes anything.
    @discardableResult
    package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// False when the other side no longer takes anything.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        Loopback.send(bytes, to: descriptor)
    }

    /// Sends a reply with status 200 and a length; each extra header line ends in CRLF.
    package func reply(_ body: String, headers: String = "") {
        send("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }

    /// Closes the socket; called once.
    package func close() { Glibc.close(descriptor) }
    /// Ends both directions and keeps the descriptor open.
    package func shutDown() { Glibc.shutdown(descriptor, Int32(SHUT_RDWR)) }

    private func readMore() -> Bool {
        let part = Loopback.readSome(descriptor)
        guard !part.isEmpty else {
            ended.withLock { $0 = true }
            return false
        }
        bytes.withLock { $0 += part }
        return true
    }

    private static func requestLength(_ bytes: [UInt8]) -> Int? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: "\r\n\r\n".utf8) }) else { return nil }
        let lines = text.split(separator: "\r\n")
        let length =
            lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
        return bytes.count >= end + 4 + length ? end + 4 + length : nil
    }
}
