import Foundation
import Glibc
import Synchronization

/// A server on a loopback port that says exactly what a test wants it to say, one thread a connection.
package final class RawServer: Sendable {
    /// The port that the system has chosen.
    package let port: UInt16
    private let listener: Int32
    private let isClosed = Atomic(false)
    private let accepted: Accepted

    private final class Accepted: Sendable {
        let connections = Mutex<[RawConnection]>([])
    }

    /// Begins to listen; `serve` is called for each connection, on a thread of its own, and the connection is closed after it.
    package init(_ serve: @escaping @Sendable (RawConnection) -> Void) throws {
        let (listener, port) = try Loopback.listen()
        let accepted = Accepted()
        self.listener = listener
        self.port = port
        self.accepted = accepted
        Thread.detachNewThread {
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                Loopback.limitWaiting(descriptor)
                let connection = RawConnection(descriptor: descriptor)
                accepted.connections.withLock { $0.append(connection) }
                Thread.detachNewThread {
                    serve(connection)
                    connection.close()
                }
            }
            Glibc.close(listener)
        }
    }

    deinit { close() }

    /// Accepts nothing more.
    package func close() {
        // The thread closes the descriptor then, and its number may soon be another's.
        guard !isClosed.exchange(true, ordering: .relaxed) else { return }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// Answers every request with the same reply.
    package static func answering(_ reply: String) throws -> RawServer {
        try RawServer { connection in
            while connection.readRequest() != nil { connection.send(reply) }
        }
    }

    /// The base address for clients.
    package var origin: String { "http://127.0.0.1:\(port)" }
    /// Every connection so far, in the order of their arrival.
    package var connections: [RawConnection] { accepted.connections.withLock { $0 } }
    /// Everything that arrived, connection by connection.
    package var receivedText: String { connections.map { $0.receivedText }.joined() }
}
