import Crypto

/// The opening of a WebSocket (RFC 6455, 4): one request, and what the server has to answer.
struct WebSocketHandshake {
    /// The result of the server's answer.
    enum Outcome {
        case incomplete
        /// Accepted. The rest of the bytes are frames.
        case opened(rest: ArraySlice<UInt8>)
        case refused(WebSocketRefusal)
    }

    /// The most bytes of an answer's header lines, and of the body of a refusal.
    static let answerBytes = 64 << 10

    let request: [UInt8]
    private let key: String
    private let origin: Origin
    private let startedAt: Int64
    private var answer: [UInt8] = []

    init(to origin: Origin, target: String, userAgent: String, key: [UInt8] = SecureRandom.bytes(16)) {
        self.key = Base64.encode(key)
        self.origin = origin
        startedAt = CurlLibrary.unixMicroseconds() / 1_000
        request = Array(
            ("GET \(target) HTTP/1.1\r\nHost: \(origin.authority)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: \(self.key)\r\nSec-WebSocket-Version: 13\r\nUser-Agent: \(userAgent)\r\n\r\n").utf8)
    }

    /// Takes what has arrived. `isEnd` says that nothing more comes.
    mutating func take(_ arrived: UnsafeRawBufferPointer, isEnd: Bool = false) -> Outcome {
        answer.append(contentsOf: arrived)
        guard let end = endOfHeaders else {
            if answer.count > Self.answerBytes { return .refused(.unreached(.replyTooLarge)) }
            return isEnd ? .refused(.unreached(.cut)) : .incomplete
        }
        guard let (status, headers) = Self.parse(answer[..<end]) else { return .refused(.unreached(.protocolError)) }
        guard status != 101 else { return agrees(headers) ? .opened(rest: answer[end...]) : .refused(.misunderstood) }
        // Interim answers (RFC 9110, 15.2) do not come before an upgrade that nobody had to wait for.
        let wanted = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? .max
        let body = answer[end...].prefix(min(Self.answerBytes, max(0, wanted)))
        guard isEnd || body.count >= min(wanted, Self.answerBytes) else { return .incomplete }
        return .refused(.declined(reply(status, headers, Array(body))))
    }

    /// The result when time is over: the refusal as far as it has arrived, or a timeout.
    mutating func timeIsOver() -> WebSocketRefusal {
        switch take(UnsafeRawBufferPointer(start: nil, count: 0), isEnd: true) {
        case .refused(.declined(let reply)): .declined(reply)
        case .refused, .opened, .incomplete: .unreached(.timedOut)
        }
    }

    private var endOfHeaders: Int? {
        let mark = Array("\r\n\r\n".utf8)
        return answer.firstRange(of: mark)?.upperBound
    }

    private func reply(_ status: Int, _ headers: [HTTPReplyHeader], _ body: [UInt8]) -> HTTPReply {
        HTTPReply(
            status: status, headers: headers, body: body, startedAtUnixMilliseconds: startedAt,
            finishedAtUnixMilliseconds: CurlLibrary.unixMicroseconds() / 1_000, protocolVersion: .http1_1, origin: origin.url)
    }

    private func agrees(_ headers: [HTTPReplyHeader]) -> Bool {
        func values(_ name: String) -> [String] {
            headers.filter { $0.name == name }.flatMap { $0.value.lowercased().split(separator: ",") }
                .map { $0.trimmingSpaces }
        }
        let accept = headers.filter { $0.name == "sec-websocket-accept" }.map(\.value)
        return values("upgrade") == ["websocket"] && values("connection").contains("upgrade")
            && accept == [Self.answer(to: key)]
            // Neither an extension nor a subprotocol was offered.
            && !headers.contains { $0.name == "sec-websocket-extensions" || $0.name == "sec-websocket-protocol" }
    }

    /// The value of `Sec-WebSocket-Accept` for a key (RFC 6455, 4.2.2).
    static func answer(to key: String) -> String {
        Base64.encode(SHA1.digest(of: (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
    }

    private static func parse(_ lines: ArraySlice<UInt8>) -> (status: Int, headers: [HTTPReplyHeader])? {
        var lines = String(decoding: lines, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: true)[...]
        guard let first = lines.popFirst() else { return nil }
        let words = first.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), words[1].utf8.count == 3, let status = Int(words[1]), status >= 100 else {
            return nil
        }
        let headers = lines.compactMap { line -> HTTPReplyHeader? in
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return nil }
            return HTTPReplyHeader(name: String(line[..<colon]), value: line[line.index(after: colon)...].trimmingSpaces)
        }
        return (status, headers)
    }
}

extension Substring {
    /// Without blanks and tabs at its ends.
    fileprivate var trimmingSpaces: String {
        var text = self
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text.removeFirst() }
        while let last = text.utf8.last, last == 0x20 || last == 0x09 { text.removeLast() }
        return String(text)
    }
}
