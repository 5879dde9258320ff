import Glibc
import Synchronization

/// Plain sockets of this machine.
package enum Loopback {
    /// A socket could not be made, bound or connected.
    package struct Broken: Error {
        /// The system's reason.
        package let errno: Int32
    }

    /// A free port below the ephemeral range, so that no other socket gets it before it is used.
    package static func freePort() throws -> UInt16 {
        for _ in 0..<100 {
            let wanted = UInt16(11_000 + nextPort.add(1, ordering: .relaxed).oldValue % 20_000)
            if let (descriptor, port) = try? listen(at: wanted) {
                close(descriptor)
                return port
            }
        }
        throw Broken(errno: EADDRINUSE)
    }

    private static let nextPort = Atomic(Int.random(in: 0..<20_000))

    /// Listens at a port, or at one that the system chooses.
    static func listen(at wanted: UInt16 = 0) throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = try makeSocket()
        var address = address(wanted)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && Glibc.listen(descriptor, 64) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else {
            let error = errno
            close(descriptor)
            throw Broken(errno: error)
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// A connection on which nothing waits longer than the deadline.
    package static func connect(to port: UInt16) throws -> Int32 {
        let descriptor = try makeSocket()
        limitWaiting(descriptor)
        var address = address(port)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            let error = errno
            close(descriptor)
            throw Broken(errno: error)
        }
        return descriptor
    }

    /// Everything that comes back after these bytes, up to the end of the connection.
    package static func exchange(_ bytes: [UInt8], with port: UInt16) throws -> [UInt8] {
        let descriptor = try connect(to: port)
        defer { close(descriptor) }
        _ = send(bytes, to: descriptor)
        return readToEnd(descriptor)
    }

    /// False when the other side no longer takes anything.
    package static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Everything until the other side closes, or sends nothing for the whole deadline.
    package static func readToEnd(_ descriptor: Int32) -> [UInt8] {
        var all: [UInt8] = []
        while case let part = readSome(descriptor), !part.isEmpty { all += part }
        return all
    }

    /// What has come; empty when the other side has closed, or sent nothing for the whole deadline.
    static func readSome(_ descriptor: Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
            count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
    }

    static func limitWaiting(_ descriptor: Int32) {
        var patience = timeval(tv_sec: Int(Deadline.seconds), tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    private static func makeSocket() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Broken(errno: errno) }
        return descriptor
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
