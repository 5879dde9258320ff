/// Gathers a reply as it arrives and stops at its bounds.
struct ReplyCollector {
    /// Whether to go on reading.
    enum Verdict: Hashable {
        case goOn
        case tooLarge
    }

    private let limits: HTTPLimits
    private(set) var headers: [HTTPReplyHeader] = []
    private(set) var body: [UInt8] = []
    private(set) var verdict = Verdict.goOn
    private var headerByteCount = 0
    private var isInHeaders = true

    init(limits: HTTPLimits) {
        self.limits = limits
    }

    /// One line as it came, its line end included.
    mutating func take(headerLine line: UnsafeRawBufferPointer) -> Verdict {
        headerByteCount += line.count
        guard headerByteCount <= limits.headerBytes else {
            verdict = .tooLarge
            return verdict
        }
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
        if part.count > limits.replyBytes - body.count {
            verdict = .tooLarge
            body = []
        } else {
            body.append(contentsOf: part)
        }
        return verdict
    }
}
