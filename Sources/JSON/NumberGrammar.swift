/// Which texts are numbers (RFC 8259 6).
enum NumberGrammar {
    enum Scan {
        case number(end: Int)
        case malformed(position: Int)
    }

    /// Reads a number from `start` on, as far as its grammar goes.
    @inline(__always)
    static func scan(_ bytes: UnsafePointer<UInt8>, from start: Int, count: Int) -> Scan {
        var index = start
        if index < count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        if index < count, bytes[index] == UInt8(ascii: "0") {
            index += 1
        } else {
            let end = skipDigits(bytes, from: index, count: count)
            if end == index { return .malformed(position: index) }
            index = end
        }
        if index < count, bytes[index] == UInt8(ascii: ".") {
            let end = skipDigits(bytes, from: index + 1, count: count)
            if end == index + 1 { return .malformed(position: end) }
            index = end
        }
        if index < count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
            let end = skipDigits(bytes, from: index, count: count)
            if end == index { return .malformed(position: index) }
            index = end
        }
        return .number(end: index)
    }

    /// Whether the whole text is one number.
    static func accepts(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            switch scan(base, from: 0, count: buffer.count) {
            case .number(let end): return end == buffer.count
            case .malformed: return false
            }
        }
    }

    @inline(__always)
    private static func skipDigits(_ bytes: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        var index = start
        while index < count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index
    }
}
