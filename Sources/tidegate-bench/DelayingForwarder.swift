import Glibc
import Synchronization

/// Simulates network latency between a client and a server on this machine: opening a connection costs one round trip, and every byte half
/// of one in its direction. Unlike the kernel's own delays it needs no privileges.
final class DelayingForwarder: Sendable {
    let port: Int
    private let listener: Int32
    private let upstreamPort: Int
    private let roundTrip: Double
    private let isEnded = Atomic(false)

    private final class Line {
        let client: Int32
        let server: Int32
        let openAt: Double
        var waiting: [(due: Double, towards: Int32, bytes: [UInt8])] = []
        var ended: Set<Int32> = []

        init(client: Int32, server: Int32, openAt: Double) {
            (self.client, self.server, self.openAt) = (client, server, openAt)
        }
    }

    init(to upstreamPort: Int, roundTripMilliseconds: Double) throws {
        self.upstreamPort = upstreamPort
        roundTrip = roundTripMilliseconds
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        self.listener = listener
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isListening else { throw BenchProblem("no port for the delaying forwarder") }
        port = Int(UInt16(bigEndian: address.sin_port))
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        pthread_create(
            &thread, nil,
            { context in
                Unmanaged<DelayingForwarder>.fromOpaque(context!).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        pthread_detach(thread)
    }

    func end() { isEnded.store(true, ordering: .relaxed) }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private func run() {
        var lines: [Line] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isEnded.load(ordering: .relaxed) {
            var polled = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
            for line in lines {
                for side in [line.client, line.server] {
                    polled.append(pollfd(fd: line.ended.contains(side) ? -1 : side, events: Int16(POLLIN), revents: 0))
                }
            }
            let next = lines.flatMap { $0.waiting.map(\.due) }.min()
            let timeout = next.map { max(0, $0 - Clock.milliseconds) } ?? 200
            // `poll` counts whole milliseconds, so the last fraction is spent polling.
            _ = poll(&polled, nfds_t(polled.count), Int32(min(timeout, 200)))
            let now = Clock.milliseconds
            for (index, line) in lines.enumerated() {
                for (place, side) in [line.client, line.server].enumerated() where polled[1 + 2 * index + place].revents != 0 {
                    let count = read(side, &buffer, buffer.count)
                    if count <= 0 { line.ended.insert(side) }
                    let other = side == line.client ? line.server : line.client
                    let start = side == line.client ? max(now, line.openAt) : now
                    line.waiting.append((start + roundTrip / 2, other, count > 0 ? Array(buffer[..<count]) : []))
                }
                while let first = line.waiting.firstIndex(where: { $0.due <= Clock.milliseconds }) {
                    let part = line.waiting.remove(at: first)
                    if part.bytes.isEmpty { shutdown(part.towards, Int32(SHUT_WR)) } else { Self.write(part.bytes, to: part.towards) }
                }
            }
            lines.removeAll { line in
                guard line.ended.count == 2, line.waiting.isEmpty else { return false }
                for side in [line.client, line.server] { close(side) }
                return true
            }
            if polled[0].revents != 0, let line = accepted() { lines.append(line) }
        }
        for line in lines { for side in [line.client, line.server] { close(side) } }
        close(listener)
    }

    private func accepted() -> Line? {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return nil }
        _ = fcntl(client, F_SETFD, FD_CLOEXEC)
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = Self.loopback(port: upstreamPort)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close(client)
            close(server)
            return nil
        }
        var on: Int32 = 1
        for side in [client, server] { setsockopt(side, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size)) }
        return Line(client: client, server: server, openAt: Clock.milliseconds + roundTrip)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            written += count
        }
    }
}
