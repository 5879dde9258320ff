import Crypto

/// Collects a reply as it arrives and stops at its limits. The bytes lie in guarded memory, because they may be part of a token.
struct ReplyCollector: ~Copyable {
    /// Whether to go on reading.
    enum Verdict: Hashable {
        case goOn
        case tooLarge
    }

    /// How often libcurl may check a transfer. It reads a proxy's answer byte by byte and checks each time.
    private static let mostLooks = 500_000

    private let limits: HTTPLimits
    private(set) var headers: [HTTPReplyHeader] = []
    private(set) var verdict = Verdict.goOn
    private var gathered = GuardedBuffer()
    private var headerByteCount = 0
    private var wireByteCount = 0
    private var lookCount = 0
    private var isInHeaders = true

    init(limits: HTTPLimits) {
        self.limits = limits
    }

    /// What there is of the body.
    var body: [UInt8] { gathered.withUnsafeBytes { Array($0) } }

    /// One line as it came, its line end included.
    mutating func take(headerLine line: UnsafeRawBufferPointer) -> Verdict {
        headerByteCount += line.count
        guard headerByteCount <= limits.headerBytes else { return refuse() }
        let text = line.trimmed
        if line.starts(with: "HTTP/".utf8) {
            // An interim reply (RFC 9110 15.2) is followed by the real one.
            headers = []
            isInHeaders = true
        } else if text.isEmpty {
            isInHeaders = false
        } else if isInHeaders, let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex {
            headers.append(
                HTTPReplyHeader(
                    name: String(decoding: text[..<colon], as: UTF8.self),
                    value: String(decoding: UnsafeRawBufferPointer(rebasing: text[(colon + 1)...]).trimmed, as: UTF8.self)))
        }
        return verdict
    }

    mutating func take(bodyPart part: UnsafeRawBufferPointer) -> Verdict {
        guard part.count <= limits.replyBytes - gathered.count, (try? gathered.append(part)) != nil else { return refuse() }
        return verdict
    }

    /// Bytes as they came over the wire, before chunks and compression are undone. Both allow many bytes that carry almost no content.
    mutating func note(wireBytes count: Int) {
        wireByteCount += count
        let (most, overflow) = limits.replyBytes.multipliedReportingOverflow(by: 2)
        if !overflow, wireByteCount > most + limits.headerBytes { _ = refuse() }
    }

    /// libcurl looked at the transfer.
    mutating func noteLook() -> Verdict {
        lookCount += 1
        return lookCount > Self.mostLooks ? refuse() : verdict
    }

    private mutating func refuse() -> Verdict {
        verdict = .tooLarge
        gathered.removeAll()
        return verdict
    }
}

extension UnsafeRawBufferPointer {
    /// Without the white space and line ends around it.
    var trimmed: Slice<UnsafeRawBufferPointer> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return self[endIndex...]
        }
        return self[first...last]
    }
}
