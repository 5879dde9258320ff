/// The gzip format with stored blocks (RFC 1952, RFC 1951 3.2.4): enough for a reply that has to be unpacked.
enum Gzip {
    static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        let greatestBlock = 65_535
        var start = 0
        repeat {
            let end = min(start + greatestBlock, bytes.count)
            let length = UInt16(end - start)
            result.append(end == bytes.count ? 1 : 0)
            result += littleEndian(UInt32(length), count: 2) + littleEndian(UInt32(~length), count: 2)
            result += bytes[start..<end]
            start = end
        } while start < bytes.count
        return result + littleEndian(checksum(bytes), count: 4) + littleEndian(UInt32(truncatingIfNeeded: bytes.count), count: 4)
    }

    private static func littleEndian(_ value: UInt32, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }

    /// CRC-32 as RFC 1952 8 has it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { register, byte in
            (0..<8).reduce(register ^ UInt32(byte)) { shifted, _ in
                shifted & 1 == 1 ? 0xEDB8_8320 ^ (shifted >> 1) : shifted >> 1
            }
        }
    }
}
