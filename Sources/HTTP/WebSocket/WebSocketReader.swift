/// Assembles messages from the frames that a server sends (RFC 6455, 5), within limits; the bytes may arrive in pieces of any size.
struct WebSocketReader {
    /// A complete message or control frame.
    enum Arrival: Hashable {
        case text([UInt8])
        case binary([UInt8])
        case ping([UInt8])
        case pong
        /// `nil` where no code was given.
        case close(code: Int?, reason: String)
    }

    /// The longest message that is accepted, in bytes.
    let messageBytes: Int
    private var bytes: [UInt8] = []
    private var position = 0
    /// The message that is being put together.
    private var opened: WebSocketOpcode?
    private var gathered: [UInt8] = []

    init(messageBytes: Int) {
        self.messageBytes = messageBytes
    }

    /// Takes what has arrived.
    mutating func append(_ arrived: UnsafeRawBufferPointer) {
        if position > 0 {
            bytes.removeFirst(position)
            position = 0
        }
        bytes.append(contentsOf: arrived)
    }

    /// The next complete message or control frame; `nil` where more has to arrive first.
    mutating func next() throws(WebSocketViolation) -> Arrival? {
        while let frame = try frame() {
            if let arrival = try arrival(frame) { return arrival }
        }
        return nil
    }

    private struct Frame {
        let opcode: WebSocketOpcode
        let isLast: Bool
        let payload: ArraySlice<UInt8>
    }

    private mutating func frame() throws(WebSocketViolation) -> Frame? {
        let rest = bytes[position...]
        guard rest.count >= 2 else { return nil }
        let (first, second) = (rest[rest.startIndex], rest[rest.startIndex + 1])
        guard first & 0x70 == 0, let opcode = WebSocketOpcode(rawValue: first & 0x0F) else { throw .frame }
        // Only what a client sends is masked.
        guard second & 0x80 == 0 else { throw .frame }
        let isLast = first & 0x80 != 0
        let short = Int(second & 0x7F)
        guard !opcode.isControl || (isLast && short <= 125) else { throw .frame }
        let lengthBytes = short == 126 ? 2 : short == 127 ? 8 : 0
        guard rest.count >= 2 + lengthBytes else { return nil }
        let count = try length(short, rest.dropFirst(2).prefix(lengthBytes))
        // Refused by its announced length, so that it is never collected.
        guard opcode.isControl || count <= messageBytes - gathered.count else { throw .tooLarge }
        let start = rest.startIndex + 2 + lengthBytes
        guard bytes.endIndex - start >= count else { return nil }
        position = start + count
        return Frame(opcode: opcode, isLast: isLast, payload: bytes[start..<start + count])
    }

    /// The payload's length, which has to be written in as few bytes as can hold it.
    private func length(_ short: Int, _ digits: ArraySlice<UInt8>) throws(WebSocketViolation) -> Int {
        guard short > 125 else { return short }
        guard digits.count == 2 || digits.first.map({ $0 < 0x80 }) == true else { throw .frame }
        let count = digits.reduce(0) { $0 << 8 | Int($1) }
        guard count >= (digits.count == 2 ? 126 : 65_536) else { throw .frame }
        return count
    }

    private mutating func arrival(_ frame: Frame) throws(WebSocketViolation) -> Arrival? {
        switch frame.opcode {
        case .ping: return .ping(Array(frame.payload))
        case .pong: return .pong
        case .close: return try Self.close(frame.payload)
        case .text, .binary:
            guard opened == nil else { throw .frame }
            guard !frame.isLast else { return try Self.message(frame.opcode, Array(frame.payload)) }
            opened = frame.opcode
            gathered = Array(frame.payload)
            return nil
        case .continuation:
            guard let opcode = opened else { throw .frame }
            gathered += frame.payload
            guard frame.isLast else { return nil }
            defer {
                opened = nil
                gathered = []
            }
            return try Self.message(opcode, gathered)
        }
    }

    private static func message(_ opcode: WebSocketOpcode, _ bytes: [UInt8]) throws(WebSocketViolation) -> Arrival {
        guard opcode == .text else { return .binary(bytes) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .text }
        return .text(bytes)
    }

    private static func close(_ payload: ArraySlice<UInt8>) throws(WebSocketViolation) -> Arrival {
        guard !payload.isEmpty else { return .close(code: nil, reason: "") }
        guard payload.count >= 2 else { throw .frame }
        let code = Int(payload[payload.startIndex]) << 8 | Int(payload[payload.startIndex + 1])
        guard let reason = String(validating: payload.dropFirst(2), as: UTF8.self) else { throw .text }
        // RFC 6455, 7.4: others are never sent.
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: return .close(code: code, reason: reason)
        default: throw .frame
        }
    }
}
