import Crypto

/// The kinds of frames (RFC 6455, 5.2 and 11.8).
enum WebSocketOpcode: UInt8 {
    case continuation = 0x0
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA

    /// Control frames are short, whole, and may come between the pieces of a message.
    var isControl: Bool { rawValue & 0x8 != 0 }
}

/// Writes what a client sends: whole messages and control frames, each masked with fresh random bytes (RFC 6455, 5.3).
enum WebSocketFrame {
    /// A frame with its payload. The frame is wiped after use, because a message may be secret and the mask that hides it is part of the
    /// frame. Throws `lockedMemoryExhausted`.
    static func masked(
        _ opcode: WebSocketOpcode, _ payload: UnsafeRawBufferPointer, mask: [UInt8] = SecureRandom.bytes(4)
    ) throws(CryptoError) -> WipedBytes {
        let head = head(opcode, payloadBytes: payload.count) + mask
        return try WipedBytes(capacity: head.count + payload.count) { room in
            room.copyBytes(from: head)
            for (index, byte) in payload.enumerated() { room[head.count + index] = byte ^ mask[index & 3] }
            return head.count + payload.count
        }
    }

    private static func head(_ opcode: WebSocketOpcode, payloadBytes count: Int) -> [UInt8] {
        let first = 0x80 | opcode.rawValue
        switch count {
        case 0..<126: return [first, 0x80 | UInt8(count)]
        case 126..<65_536: return [first, 0x80 | 126, UInt8(count >> 8), UInt8(count & 0xFF)]
        default: return [first, 0x80 | 127] + stride(from: 56, through: 0, by: -8).map { UInt8((count >> $0) & 0xFF) }
        }
    }
}
