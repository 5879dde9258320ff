import Crypto
import Domain
import Glibc
import Synchronization

/// Waits on loopback for the browser's callback, on a thread of its own that sleeps while nothing connects.
///
/// On a shared machine any user can connect, any number of times. An idle connection costs only a descriptor: bytes stay in the kernel
/// until a whole request line can be read into the single page of locked memory. Where there are too many connections, the one that has
/// been idle longest is closed, so that the browser, which sends at once, is served.
final class CallbackListener: Sendable {
    /// What a request line is answered with.
    struct Page: Sendable {
        let status: Int
        let html: String
        /// Whether this was the one that was waited for.
        let ending: Ending

        enum Ending: Sendable {
            case goOn
            case close
        }
    }

    /// Given the target of a GET request, in locked memory; called on the listener's thread.
    typealias Judge = @Sendable (UnsafeRawBufferPointer) -> Page

    static let longestLineBytes = 4_096
    private static let longestRequestBytes = 64 << 10
    private static let mostConnections = 256
    private static let timeoutMilliseconds: Int64 = 4_000
    /// How long to leave new connections alone where the process has no more descriptors and none can be spared.
    private static let shortageMilliseconds: Int64 = 50
    private static let backlog: Int32 = 1_024

    private let sockets: [Int32]
    private let pipe: WakePipe
    private let isStopped = Mutex(false)

    private init(sockets: [Int32], pipe: WakePipe) {
        self.sockets = sockets
        self.pipe = pipe
    }

    /// Claims the port on every address of the redirect address. Fails with `port-taken`.
    static func open(_ redirect: RedirectAddress) -> Result<CallbackListener, Failure> {
        guard let pipe = WakePipe() else { return .failure(taken(redirect.port, EMFILE)) }
        var sockets: [Int32] = []
        for host in redirect.hosts {
            switch listen(host, redirect.port) {
            case .success(let descriptor): sockets.append(descriptor)
            // On a machine without IPv6, the IPv4 address suffices.
            case .failure(let problem) where problem.number == EAFNOSUPPORT || problem.number == EADDRNOTAVAIL:
                if redirect.hosts.count == 1 { return .failure(taken(redirect.port, problem.number)) }
            case .failure(let problem):
                for descriptor in sockets { close(descriptor) }
                return .failure(taken(redirect.port, problem.number))
            }
        }
        guard !sockets.isEmpty else { return .failure(taken(redirect.port, EADDRNOTAVAIL)) }
        return .success(CallbackListener(sockets: sockets, pipe: pipe))
    }

    private struct SocketProblem: Error {
        let number: Int32
    }

    private static func listen(_ host: RedirectAddress.Host, _ port: UInt16) -> Result<Int32, SocketProblem> {
        let family = host == .loopback4 ? AF_INET : AF_INET6
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return .failure(SocketProblem(number: errno)) }
        // Allows the port to be bound again soon after an earlier listener. SO_REUSEPORT stays off, so that no other socket can share it.
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        let outcome: Int32
        switch host {
        case .loopback4:
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            outcome = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        case .loopback6:
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, socklen_t(MemoryLayout<Int32>.size))
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_addr = in6addr_loopback
            outcome = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
        guard outcome == 0, Glibc.listen(descriptor, backlog) == 0 else {
            let number = errno
            close(descriptor)
            return .failure(SocketProblem(number: number))
        }
        return .success(descriptor)
    }

    private static func taken(_ port: UInt16, _ number: Int32) -> Failure {
        let why = CleanText.line(String(cString: strerror(number)), characters: 60)
        return Failure(
            .portTaken,
            message: number == EADDRINUSE
                ? Phrase(en: "Port \(port) is already in use on this machine.", zh: "本机端口 \(port) 已被占用。")
                : Phrase(en: "The system refused port \(port) of this machine: \(why).", zh: "系统拒绝使用本机端口 \(port)：\(why)。"),
            remedy: [
                Phrase(
                    en:
                        "End the program that has the port (ss -ltnp 'sport = :\(port)'), or register another redirect_uri and configure it.",
                    zh: "请结束占用该端口的程序（ss -ltnp 'sport = :\(port)'），或登记并配置另一个 redirect_uri。")
            ])
    }

    /// Begins to answer. Where no thread can be started, no callback is answered and the answer has to be pasted.
    func serve(_ judge: @escaping Judge) {
        if !WorkerThread.detach({ self.run(judge) }) { closeSockets() }
    }

    /// Makes the listener stop soon. May be called more than once, from any thread.
    func stop() {
        isStopped.withLock { $0 = true }
        pipe.wake()
    }

    private func closeSockets() {
        for descriptor in sockets { close(descriptor) }
    }

    // MARK: The thread

    /// A connection of the browser, or of somebody else.
    private final class Connection {
        enum Phase {
            /// So many bytes of the request line have arrived and are not read yet.
            case waiting(bytes: Int)
            /// The line was judged; the rest of the request is read and thrown away.
            case draining(Page)
            /// What is left to be sent.
            case replying([UInt8])
        }

        let descriptor: Int32
        let deadline: Int64
        var phase = Phase.waiting(bytes: 0)
        /// Whether it brought the answer that was waited for.
        var isAwaited = false
        /// How much was read.
        var total = 0
        /// How much of the blank line after the headers has been seen.
        var blank = 0

        init(_ descriptor: Int32, deadline: Int64) {
            self.descriptor = descriptor
            self.deadline = deadline
        }

        deinit {
            close(descriptor)
        }

        /// Whether it has not sent a whole request line yet, so that it may be closed.
        var isWaiting: Bool {
            switch phase {
            case .waiting: true
            case .draining, .replying: false
            }
        }

        var isSilent: Bool {
            switch phase {
            case .waiting(let bytes): bytes == 0
            case .draining, .replying: false
            }
        }

        var awaited: Int16 {
            switch phase {
            case .waiting, .draining: Int16(POLLIN)
            case .replying: Int16(POLLOUT)
            }
        }
    }

    private func run(_ judge: Judge) {
        defer { closeSockets() }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.longestLineBytes, alignment: 4_096)
        // Keeps it out of swap where that is allowed; it is wiped in any case.
        mlock(room.baseAddress, room.count)
        defer {
            room.wipe()
            munlock(room.baseAddress, room.count)
            room.deallocate()
        }
        var connections: [Connection] = []
        var shortageEnd: Int64?
        var isClosing = false
        while !isStopped.withLock({ $0 }), !(isClosing && connections.isEmpty) {
            let now = LocalClock.steadyMilliseconds
            if let end = shortageEnd, end <= now { shortageEnd = nil }
            let listening = isClosing || shortageEnd != nil ? [] : sockets
            var polled = [pollfd(fd: pipe.readDescriptor, events: Int16(POLLIN), revents: 0)]
            polled += connections.map { pollfd(fd: $0.descriptor, events: $0.awaited, revents: 0) }
            polled += listening.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let next = (connections.map(\.deadline) + [shortageEnd].compactMap(\.self)).min()
            poll(&polled, nfds_t(polled.count), next.map { Int32(max(0, $0 - now)) } ?? -1)
            _ = pipe.drain()
            let time = LocalClock.steadyMilliseconds
            // Open connections are served before new ones are accepted, so that an active one is not considered idle.
            let ready = polled[1...].prefix(connections.count).map { $0.revents != 0 }
            connections = zip(connections, ready).compactMap { connection, isReady in
                guard connection.deadline > time else { return nil }
                return isReady && turn(connection, room, judge, &isClosing) == .done ? nil : connection
            }
            for (index, descriptor) in listening.enumerated() where polled[1 + ready.count + index].revents != 0 {
                while !isClosing, let accepted = accepted(descriptor, &connections, &shortageEnd) {
                    let connection = Connection(accepted, deadline: LocalClock.steadyMilliseconds + Self.timeoutMilliseconds)
                    if turn(connection, room, judge, &isClosing) == .waits { connections.append(connection) }
                }
            }
            // Connections that have sent nothing by now are closed.
            if isClosing { connections.removeAll { $0.isSilent } }
        }
    }

    /// The next connection, for which another one makes room where there is none; `nil` where nobody is there or nobody can go.
    private func accepted(_ socket: Int32, _ connections: inout [Connection], _ shortageEnd: inout Int64?) -> Int32? {
        while true {
            let accepted = Descriptors.accept(socket)
            if accepted >= 0 {
                guard connections.count >= Self.mostConnections, makeRoom(&connections) == .none else { return accepted }
                close(accepted)
                return nil
            }
            switch errno {
            case EINTR, ECONNABORTED: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                guard makeRoom(&connections) == .made else {
                    shortageEnd = LocalClock.steadyMilliseconds + Self.shortageMilliseconds
                    return nil
                }
            default: return nil
            }
        }
    }

    private enum Room {
        case made
        case none
    }

    /// Ends the connection that has been silent longest, else the one that has been unfinished longest.
    private func makeRoom(_ connections: inout [Connection]) -> Room {
        let index =
            connections.firstIndex(where: \.isSilent) ?? connections.firstIndex(where: \.isWaiting)
            ?? connections.firstIndex { !$0.isAwaited }
        guard let index else { return .none }
        connections.remove(at: index)
        return .made
    }

    private enum Turn {
        case waits
        case done
    }

    private func turn(_ connection: Connection, _ room: UnsafeMutableRawBufferPointer, _ judge: Judge, _ isClosing: inout Bool) -> Turn {
        while true {
            switch connection.phase {
            case .waiting:
                switch line(connection, room, judge, &isClosing) {
                case .done: return .done
                case .waits: if connection.isWaiting { return .waits }
                }
            case .draining(let page):
                if connection.blank < 4, connection.total < Self.longestRequestBytes {
                    let count = recv(connection.descriptor, room.baseAddress, room.count, 0)
                    if count == 0 { return .done }
                    if count < 0 { return errno == EAGAIN || errno == EINTR ? .waits : .done }
                    note(room[..<count], connection)
                    room.wipe()
                } else {
                    connection.phase = .replying(Self.bytes(of: page))
                }
            case .replying(var reply):
                let count = reply.withUnsafeBytes { send(connection.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                if count < 0 { return errno == EAGAIN || errno == EINTR ? .waits : .done }
                reply.removeFirst(count)
                connection.phase = .replying(reply)
                guard reply.isEmpty else { continue }
                shutdown(connection.descriptor, Int32(SHUT_WR))
                return .done
            }
        }
    }

    /// Judges the request line, once it is whole.
    private func line(_ connection: Connection, _ room: UnsafeMutableRawBufferPointer, _ judge: Judge, _ isClosing: inout Bool) -> Turn {
        defer { room.wipe() }
        let seen = recv(connection.descriptor, room.baseAddress, room.count, Int32(MSG_PEEK))
        if seen == 0 { return .done }
        if seen < 0 { return errno == EAGAIN || errno == EINTR ? .waits : .done }
        let end = room[..<seen].firstIndex(of: 0x0A)
        guard end != nil || seen == room.count else {
            // The client has ended its side: the line cannot become whole.
            if case .waiting(bytes: seen) = connection.phase { return .done }
            connection.phase = .waiting(bytes: seen)
            wakeAt(seen + 1, connection)
            return .waits
        }
        wakeAt(1, connection)
        let count = recv(connection.descriptor, room.baseAddress, end.map { $0 + 1 } ?? seen, 0)
        guard count > 0 else { return .done }
        note(room[..<count], connection)
        // The first valid callback ends the wait; any further request is answered with an error.
        let page =
            isClosing
            ? Page(status: 410, html: "", ending: .goOn)
            : end == nil
                ? Page(status: 414, html: "", ending: .goOn) : self.page(UnsafeRawBufferPointer(rebasing: room[..<(count - 1)]), judge)
        if case .close = page.ending {
            isClosing = true
            connection.isAwaited = true
        }
        connection.phase = .draining(page)
        return .waits
    }

    /// Makes `poll` report a connection only when it has so many bytes, or has ended (SO_RCVLOWAT).
    private func wakeAt(_ bytes: Int, _ connection: Connection) {
        var count = Int32(bytes)
        setsockopt(connection.descriptor, SOL_SOCKET, SO_RCVLOWAT, &count, socklen_t(MemoryLayout<Int32>.size))
    }

    private func note(_ bytes: Slice<UnsafeMutableRawBufferPointer>, _ connection: Connection) {
        connection.total += bytes.count
        for byte in bytes where connection.blank < 4 {
            let expected: UInt8 = connection.blank % 2 == 0 ? 0x0D : 0x0A
            if byte == expected { connection.blank += 1 } else { connection.blank = byte == 0x0D ? 1 : 0 }
        }
    }

    private func page(_ line: UnsafeRawBufferPointer, _ judge: Judge) -> Page {
        let line = UnsafeRawBufferPointer(rebasing: line.last == 0x0D ? line.dropLast() : line[...])
        let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].starts(with: Array("HTTP/1.".utf8)) else { return Page(status: 400, html: "", ending: .goOn) }
        guard parts[0].elementsEqual(Array("GET".utf8)) else { return Page(status: 405, html: "", ending: .goOn) }
        return judge(UnsafeRawBufferPointer(rebasing: parts[1]))
    }

    /// The reply repeats nothing of the request, and the browser must not store it.
    private static func bytes(of page: Page) -> [UInt8] {
        let words = [200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 410: "Gone", 414: "URI Too Long"]
        let body = Array(page.html.utf8)
        let head = """
            HTTP/1.1 \(page.status) \(words[page.status] ?? "Error")\r
            Content-Type: text/html; charset=utf-8\r
            Content-Length: \(body.count)\r
            Cache-Control: no-store\r
            Referrer-Policy: no-referrer\r
            Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r
            X-Content-Type-Options: nosniff\r
            X-Frame-Options: DENY\r
            Connection: close\r
            \r

            """
        return Array(head.utf8) + body
    }
}
