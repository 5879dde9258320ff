import Crypto
import Glibc

/// All WebSockets of a transport. Lives on one thread from start to end.
final class WebSocketLoop {
    typealias Queue = CommandQueue<WebSocketCommand, Void>

    private let queue: Queue
    private let alarm: WakeDescriptor
    private let userAgent: String
    private var connections: [WebSocketID: WebSocketConnection] = [:]

    init(queue: Queue, alarm: WakeDescriptor, userAgent: String) {
        self.queue = queue
        self.alarm = alarm
        self.userAgent = userAgent
    }

    /// Returns when it is told to end, with nothing left open.
    func run() {
        while takeCommands() { waitAndWork() }
        for connection in connections.values { connection.abandon() }
    }

    /// False once the end is asked for.
    private func takeCommands() -> Bool {
        alarm.clear()
        let (commands, ending): ([WebSocketCommand], Void?) = queue.take()
        guard ending == nil else { return false }
        for command in commands {
            switch command {
            case .open(let id, let request, let origin, let opening):
                let connection = WebSocketConnection(id, request, origin, opening, userAgent: userAgent) { [queue] in
                    queue.post($0)
                }
                connections[id] = connection
                connection.look([])
            case .send(let id, let frame): connections[id]?.send(frame)
            case .readOn(let id): connections[id]?.readOn()
            case .close(let id, let code): connections[id]?.sayGoodbye(code: code)
            case .abandon(let id): connections[id]?.abandon()
            case .closeAll: for connection in connections.values { connection.sayGoodbye(code: 1001) }
            }
        }
        forgetEnded()
        return true
    }

    private func waitAndWork() {
        // What libcurl and OpenSSL leave behind of a message that they sent would stay here until the next.
        ProcessGuard.wipeStack()
        var polled = [pollfd(fd: alarm.descriptor, events: Int16(POLLIN), revents: 0)]
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

/// Which WebSocket of a transport is meant. Never given twice.
struct WebSocketID: Hashable, Sendable {
    let number: UInt64
}

/// What callers on any thread ask of the thread of the WebSockets.
enum WebSocketCommand: Sendable {
    case open(WebSocketID, WebSocketRequest, Origin, PendingOpening)
    case send(WebSocketID, WipedBytes)
    case readOn(WebSocketID)
    case close(WebSocketID, code: Int)
    /// Nobody waits for it any more.
    case abandon(WebSocketID)
    case closeAll
}
