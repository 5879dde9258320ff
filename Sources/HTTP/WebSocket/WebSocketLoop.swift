import Crypto
import Glibc

/// All WebSockets of a transport. Lives on one thread from start to end.
final class WebSocketLoop {
    private let mailbox: WebSocketMailbox
    private let userAgent: String
    private var connections: [WebSocketID: WebSocketConnection] = [:]

    init(mailbox: WebSocketMailbox, userAgent: String) {
        self.mailbox = mailbox
        self.userAgent = userAgent
    }

    /// Returns when it is told to end, with nothing left open.
    func run() {
        while takeOrders() { waitAndWork() }
        for connection in connections.values { connection.abandon() }
    }

    /// False once the end is asked for.
    private func takeOrders() -> Bool {
        for order in mailbox.take() {
            switch order {
            case .open(let id, let request, let origin, let opening):
                let connection = WebSocketConnection(id, request, origin, opening, userAgent: userAgent) { [mailbox] in
                    _ = mailbox.post($0)
                }
                connections[id] = connection
                connection.look([])
            case .send(let id, let frame): connections[id]?.send(frame)
            case .readOn(let id): connections[id]?.readOn()
            case .close(let id, let code): connections[id]?.sayGoodbye(code: code)
            case .abandon(let id): connections[id]?.abandon()
            case .closeAll: for connection in connections.values { connection.sayGoodbye(code: 1001) }
            case .end: return false
            }
        }
        forgetEnded()
        return true
    }

    private func waitAndWork() {
        // What libcurl and OpenSSL leave behind of a message that they sent would stay here until the next.
        ProcessGuard.wipeStack()
        var polled = [pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)]
        var places: [(id: WebSocketID, range: Range<Int>)] = []
        for (id, connection) in connections {
            let interests = connection.interests
            places.append((id, polled.count..<polled.count + interests.count))
            polled += interests
        }
        let next = connections.values.compactMap(\.nextLook).min()
        let milliseconds = next.map { Int32(clamping: max(0, $0 - SteadyClock.milliseconds)) } ?? -1
        guard poll(&polled, nfds_t(polled.count), milliseconds) >= 0 || errno == EINTR else { return }
        for place in places { connections[place.id]?.look(Array(polled[place.range])) }
        forgetEnded()
    }

    private func forgetEnded() {
        for (id, connection) in connections where connection.isOver { connections[id] = nil }
    }
}

/// A clock that nobody sets.
enum SteadyClock {
    static var milliseconds: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
    }
}
