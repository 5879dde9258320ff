/// Both directions of RFC 4648 over memory that the caller owns.
struct Base64Codec {
    let padding: Base64Padding

    private static let pad: UInt8 = 0x3D

    func encodedCount(_ plainCount: Int) -> Int {
        let rest = plainCount % 3
        let whole = plainCount / 3 * 4
        guard rest > 0 else { return whole }
        switch padding {
        case .required: return whole + 4
        case .absent: return whole + rest + 1
        }
    }

    /// Fills `text`, which has `encodedCount` bytes.
    func encode(_ plain: UnsafeRawBufferPointer, into text: UnsafeMutableRawBufferPointer) {
        var source = 0
        for target in stride(from: 0, to: text.count, by: 4) {
            let present = min(3, plain.count - source)
            var group = Int(plain[source]) << 16
            if present > 1 { group |= Int(plain[source + 1]) << 8 }
            if present > 2 { group |= Int(plain[source + 2]) }
            source += present
            for position in 0..<min(4, text.count - target) {
                text[target + position] = position <= present ? Base64Alphabet.character(group >> (18 - 6 * position) & 63) : Self.pad
            }
        }
    }

    /// The number of bytes that `text` stands for if it is well formed. Throws `malformedEncoding` for an impossible length.
    func decodedCount(_ text: UnsafeRawBufferPointer) throws(CryptoError) -> Int {
        let significant = try significantCount(text)
        return significant / 4 * 3 + max(0, significant % 4 - 1)
    }

    /// Fills `plain`, which has `decodedCount` bytes. False when a character is foreign or bits are left over that are not zero.
    func decode(_ text: UnsafeRawBufferPointer, into plain: UnsafeMutableRawBufferPointer) -> Bool {
        var foreign = 0
        var target = 0
        var group = 0
        var bits = 0
        for source in 0..<(plain.count * 8 + 5) / 6 {
            let sixBits = Base64Alphabet.sixBits(text[source])
            foreign |= sixBits
            group = (group << 6 | sixBits & 63) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                plain[target] = UInt8(truncatingIfNeeded: group >> bits)
                target += 1
            }
        }
        return foreign >= 0 && group & ((1 << bits) - 1) == 0
    }

    private func significantCount(_ text: UnsafeRawBufferPointer) throws(CryptoError) -> Int {
        var significant = text.count
        switch padding {
        case .required:
            guard text.count % 4 == 0 else { throw .malformedEncoding }
            while significant > max(0, text.count - 2), text[significant - 1] == Self.pad { significant -= 1 }
        case .absent:
            break
        }
        guard significant % 4 != 1 else { throw .malformedEncoding }
        return significant
    }

    func encode(_ plain: some Sequence<UInt8>) -> String {
        let bytes = Array(plain)
        let text = [UInt8](unsafeUninitializedCapacity: encodedCount(bytes.count)) { buffer, count in
            count = encodedCount(bytes.count)
            bytes.withUnsafeBytes {
                encode($0, into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    func decode(_ text: some Sequence<UInt8>) throws(CryptoError) -> [UInt8] {
        let characters = Array(text)
        let result: Result<[UInt8], CryptoError> = characters.withUnsafeBytes { bytes in
            do throws(CryptoError) {
                var plain = [UInt8](repeating: 0, count: try decodedCount(bytes))
                let isWellFormed = plain.withUnsafeMutableBytes { decode(bytes, into: $0) }
                return isWellFormed ? .success(plain) : .failure(.malformedEncoding)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
