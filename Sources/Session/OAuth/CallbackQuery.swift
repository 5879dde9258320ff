import Crypto

/// The parameters of a callback, out of bytes that may hold a code. Pure; values stay in locked memory.
struct CallbackQuery: Sendable {
    let parameters: [(name: String, value: SecretBytes)]

    private static let mostParameters = 16
    private static let longestValueBytes = 1_024

    /// Reads what follows the question mark. `nil` where it is not a query of a callback: too much of anything, broken encoding, or
    /// no locked memory.
    init?(_ query: UnsafeRawBufferPointer) {
        var parameters: [(name: String, value: SecretBytes)] = []
        for part in query.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true) {
            guard parameters.count < Self.mostParameters else { return nil }
            let end = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let name = part[part.startIndex..<end]
            // The names of RFC 6749 (appendix A) and OKX's own.
            guard (1...32).contains(name.count), name.allSatisfy({ (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x5F })
            else { continue }
            let value = end == part.endIndex ? part[end...] : part[(end + 1)...]
            guard value.count <= Self.longestValueBytes * 3, let decoded = Self.decoded(UnsafeRawBufferPointer(rebasing: value)) else {
                return nil
            }
            parameters.append((String(decoding: name, as: UTF8.self), decoded))
        }
        self.parameters = parameters
    }

    /// The value of a parameter that stands exactly once; RFC 6749 3.1 allows no repetition.
    func only(_ name: String) -> SecretBytes? {
        let all = parameters.filter { $0.name == name }
        return all.count == 1 ? all[0].value : nil
    }

    func has(_ name: String) -> Bool { parameters.contains { $0.name == name } }

    /// A value that is no secret, as text; `nil` where it is not plain ASCII of a sensible length.
    func text(_ name: String) -> String? {
        only(name)?.withUnsafeBytes { bytes in
            bytes.count <= 256 && bytes.allSatisfy { (0x21...0x7E).contains($0) } ? String(decoding: bytes, as: UTF8.self) : nil
        }
    }

    /// Whether a decoded value still has something encoded in it. Neither a code nor our state has.
    static func isEncoded(_ value: SecretBytes) -> Bool {
        value.withUnsafeBytes { bytes in
            bytes.indices.contains {
                bytes[$0] == UInt8(ascii: "%") && $0 + 2 < bytes.count && digit(bytes[$0 + 1]) != nil && digit(bytes[$0 + 2]) != nil
            }
        }
    }

    /// A value with what is encoded in it decoded once; `nil` where the encoding is broken, or it is too long.
    static func decoded(_ value: UnsafeRawBufferPointer) -> SecretBytes? {
        guard let secret = try? SecretBytes(capacity: value.count) else { return nil }
        var index = value.startIndex
        while index < value.endIndex {
            var byte = value[index]
            index += 1
            if byte == UInt8(ascii: "%") {
                guard index + 1 < value.endIndex, let high = digit(value[index]), let low = digit(value[index + 1]) else { return nil }
                byte = high << 4 | low
                index += 2
            } else if byte == UInt8(ascii: "+") {
                byte = UInt8(ascii: " ")
            }
            guard (try? secret.append(byte)) != nil else { return nil }
        }
        return secret.count <= longestValueBytes ? secret : nil
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
