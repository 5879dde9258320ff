import Crypto
import Domain
import Glibc
import Synchronization

/// Waits on loopback for the browser's callback: a few connections at a time, each for a few seconds, each read no further than its
/// request line and as much of its headers as a browser sends. On a thread of its own that sleeps while nobody comes.
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
    private static let mostConnections = 4
    private static let patienceMilliseconds: Int64 = 4_000

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
            // A machine without IPv6 has nobody who could come from there, if there is another way.
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
        // Lets the port be claimed again soon after an earlier wait. No other socket may share it: SO_REUSEPORT stays off.
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
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
            }
        case .loopback6:
            setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, socklen_t(MemoryLayout<Int32>.size))
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_addr = in6addr_loopback
            outcome = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) }
            }
        }
        guard outcome == 0, Glibc.listen(descriptor, 8) == 0 else {
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
            message: Phrase(en: "Nobody can be listened to at port \(port) of this machine: \(why).", zh: "无法监听本机端口 \(port)：\(why)。"),
            remedy: [
                Phrase(
                    en: "End the program that has the port (ss -ltnp 'sport = :\(port)'), or register another redirect_uri and configure it.",
                    zh: "请结束占用该端口的程序（ss -ltnp 'sport = :\(port)'），或登记并配置另一个 redirect_uri。")
            ])
    }

    /// Begins to answer. Where the process may have no more threads, nobody is answered and everything has to be pasted.
    func serve(_ judge: @escaping Judge) {
        if OwnThread.start({ self.run(judge) }) == .refused { closeSockets() }
    }

    /// Ends it soon. May be called more than once, from any thread.
    func stop() {
        isStopped.withLock { $0 = true }
        pipe.wake()
    }

    private func closeSockets() {
        for descriptor in sockets { close(descriptor) }
    }

    // MARK: The thread

    /// One browser.
    private final class Connection {
        let descriptor: Int32
        let deadline: Int64
        let line: SecretBytes
        var lineHasEnded = false
        var isTooLong = false
        var total = 0
        /// How much of the blank line after the headers has been seen.
        var blank = 0
        /// What is left to be sent; empty while it is still being read.
        var reply: [UInt8] = []
        var isAnswered = false

        init?(_ descriptor: Int32, deadline: Int64) {
            guard let line = try? SecretBytes(capacity: CallbackListener.longestLineBytes) else { return nil }
            self.descriptor = descriptor
            self.deadline = deadline
            self.line = line
        }

        deinit {
            line.wipe()
            close(descriptor)
        }
    }

    private func run(_ judge: Judge) {
        defer { closeSockets() }
        var connections: [Connection] = []
        var isClosing = false
        while !isStopped.withLock({ $0 }), !(isClosing && connections.isEmpty) {
            let listening = isClosing || connections.count >= Self.mostConnections ? [] : sockets
            var polled = [pollfd(fd: pipe.readDescriptor, events: Int16(POLLIN), revents: 0)]
            polled += listening.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            polled += connections.map { pollfd(fd: $0.descriptor, events: Int16($0.reply.isEmpty ? POLLIN : POLLOUT), revents: 0) }
            let now = LocalClock.steadyMilliseconds
            let next = connections.map(\.deadline).min()
            poll(&polled, nfds_t(polled.count), next.map { Int32(max(0, $0 - now)) } ?? -1)
            _ = pipe.drain()
            for (index, descriptor) in listening.enumerated() where polled[1 + index].revents != 0 && connections.count < Self.mostConnections {
                let accepted = accept(descriptor, nil, nil)
                guard accepted >= 0 else { continue }
                _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
                _ = fcntl(accepted, F_SETFL, O_NONBLOCK)
                let connection = Connection(accepted, deadline: LocalClock.steadyMilliseconds + Self.patienceMilliseconds)
                if let connection { connections.append(connection) } else { close(accepted) }
            }
            let time = LocalClock.steadyMilliseconds
            connections.removeAll { connection in
                if connection.deadline <= time { return true }
                return turn(connection, judge, &isClosing) == .done
            }
        }
    }

    private enum Turn {
        case waits
        case done
    }

    private func turn(_ connection: Connection, _ judge: Judge, _ isClosing: inout Bool) -> Turn {
        if connection.reply.isEmpty, read(connection) == .done { return .done }
        if connection.reply.isEmpty, connection.lineHasEnded || connection.isTooLong, connection.blank == 4 || connection.total >= Self.longestRequestBytes {
            // The first valid one ends it: what is asked after that is answered with an error, as a second callback is.
            let page = isClosing ? Page(status: 410, html: "", ending: .goOn) : page(connection, judge)
            if case .close = page.ending { isClosing = true }
            connection.reply = Self.bytes(of: page)
            connection.line.wipe()
        }
        guard !connection.reply.isEmpty else { return .waits }
        let count = connection.reply.withUnsafeBytes { send(connection.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if count < 0 { return errno == EAGAIN || errno == EINTR ? .waits : .done }
        connection.reply.removeFirst(count)
        guard connection.reply.isEmpty else { return .waits }
        shutdown(connection.descriptor, Int32(SHUT_WR))
        return .done
    }

    /// Reads what is there: the request line is kept, of the rest only its end is looked for.
    private func read(_ connection: Connection) -> Turn {
        withUnsafeTemporaryAllocation(byteCount: 2_048, alignment: 1) { buffer in
            defer { buffer.wipe() }
            while connection.total < Self.longestRequestBytes, connection.blank < 4 {
                let count = recv(connection.descriptor, buffer.baseAddress, buffer.count, 0)
                if count == 0 { return .done }
                if count < 0 { return errno == EAGAIN || errno == EINTR ? .waits : .done }
                connection.total += count
                for byte in buffer[..<count] {
                    let expected: UInt8 = connection.blank % 2 == 0 ? 0x0D : 0x0A
                    if byte == expected { connection.blank += 1 } else { connection.blank = byte == 0x0D ? 1 : 0 }
                    if byte == 0x0A { connection.lineHasEnded = true }
                    if connection.blank == 4 { break }
                    guard !connection.lineHasEnded, byte != 0x0D else { continue }
                    if (try? connection.line.append(byte)) == nil { connection.isTooLong = true }
                }
            }
            return .waits
        }
    }

    private func page(_ connection: Connection, _ judge: Judge) -> Page {
        if connection.isTooLong { return Page(status: 414, html: "", ending: .goOn) }
        return connection.line.withUnsafeBytes { line in
            let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[2].starts(with: Array("HTTP/1.".utf8)) else { return Page(status: 400, html: "", ending: .goOn) }
            guard parts[0].elementsEqual(Array("GET".utf8)) else { return Page(status: 405, html: "", ending: .goOn) }
            return judge(UnsafeRawBufferPointer(rebasing: parts[1]))
        }
    }

    /// Nothing of the request is in it, and nothing of it is kept by the browser.
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
