import Foundation
import Glibc
import Synchronization

/// A server on a loopback port that says exactly what a test wants it to say, one thread a connection.
final class RawServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let accepted: Accepted

    private final class Accepted: Sendable {
        let connections = Mutex<[RawConnection]>([])
    }

    init(_ serve: @escaping @Sendable (RawConnection) -> Void) {
        let (listener, port) = Self.listen()
        let accepted = Accepted()
        self.listener = listener
        self.port = port
        self.accepted = accepted
        Thread.detachNewThread {
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                var patience = timeval(tv_sec: 120, tv_usec: 0)
                setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
                setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
                let connection = RawConnection(descriptor: descriptor)
                accepted.connections.withLock { $0.append(connection) }
                Thread.detachNewThread {
                    serve(connection)
                    connection.close()
                }
            }
            close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// Answers every request with the same reply.
    static func answering(_ reply: String) -> RawServer {
        RawServer { connection in
            while connection.readRequest() != nil { connection.send(reply) }
        }
    }

    var origin: String { "http://127.0.0.1:\(port)" }
    var connections: [RawConnection] { accepted.connections.withLock { $0 } }
    var receivedText: String { connections.map { $0.receivedText }.joined() }

    /// A port at which nobody listens: below those that the system gives to whoever does not care.
    static func freePort() -> UInt16 {
        for _ in 0..<100 {
            let wanted = UInt16(11_000 + nextPort.add(1, ordering: .relaxed).oldValue % 9_000)
            if let (descriptor, port) = listen(at: wanted) {
                close(descriptor)
                return port
            }
        }
        fatalError("no free port")
    }

    private static let nextPort = Atomic(Int.random(in: 0..<9_000))

    private static func listen() -> (descriptor: Int32, port: UInt16) {
        guard let listening = listen(at: 0) else { fatalError("no loopback port to listen on") }
        return listening
    }

    private static func listen(at wanted: UInt16) -> (descriptor: Int32, port: UInt16)? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = wanted.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port: UInt16? = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard bind(descriptor, generic, length) == 0, Glibc.listen(descriptor, 64) == 0,
                    getsockname(descriptor, generic, &length) == 0
                else { return nil }
                return UInt16(bigEndian: address.pointee.sin_port)
            }
        }
        guard let port else {
            close(descriptor)
            return nil
        }
        return (descriptor, port)
    }
}
