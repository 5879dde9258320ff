/// Unicode scalars in borrowed UTF-8. A byte that is not part of valid UTF-8 counts as one U+FFFD, so any bytes can be walked.
package struct ScalarText {
    /// The bytes that are walked; they belong to the caller and are not copied.
    package let bytes: UnsafeRawBufferPointer

    /// A view of bytes, which have to stay valid as long as it is used.
    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The scalar that begins at `offset`, and how many bytes it takes (1 to 4).
    package func scalar(at offset: Int, before end: Int) -> (value: UInt32, byteCount: Int) {
        let first = bytes[offset]
        if first < 0x80 { return (UInt32(first), 1) }
        let byteCount: Int
        switch first {
        case 0xC2...0xDF: byteCount = 2
        case 0xE0...0xEF: byteCount = 3
        case 0xF0...0xF4: byteCount = 4
        default: return (Self.replacement, 1)
        }
        guard offset + byteCount <= end else { return (Self.replacement, 1) }
        var value = UInt32(first) & (0x7F >> UInt32(byteCount))
        for index in offset + 1..<offset + byteCount {
            guard bytes[index] & 0xC0 == 0x80 else { return (Self.replacement, 1) }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        let isShortest = byteCount == 2 || (byteCount == 3 ? value >= 0x800 : value >= 0x1_0000)
        return isShortest && Unicode.Scalar(value) != nil ? (value, byteCount) : (Self.replacement, 1)
    }

    /// The scalar that ends just before `end`, and how many bytes it takes.
    package func scalar(endingAt end: Int, after start: Int) -> (value: UInt32, byteCount: Int) {
        var offset = end - 1
        while offset > start, end - offset < 4, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
        let found = scalar(at: offset, before: end)
        return offset + found.byteCount == end ? found : (Self.replacement, 1)
    }

    /// Calls `body` with each scalar of `range` and where it begins, until it answers `false`.
    package func forEach(in range: Range<Int>, _ body: (_ value: UInt32, _ offset: Int) -> Bool) {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (value, byteCount) = scalar(at: offset, before: range.upperBound)
            guard body(value, offset) else { return }
            offset += byteCount
        }
    }

    /// How many scalars a range of bytes has.
    package func count(in range: Range<Int>) -> Int {
        var count = 0
        forEach(in: range) { _, _ in
            count += 1
            return true
        }
        return count
    }

    /// `range` without what may be taken off the edges of a value, and how many scalars that were.
    package func trimmed(_ range: Range<Int>) -> (range: Range<Int>, removed: Int) {
        var (start, end) = (range.lowerBound, range.upperBound)
        var removed = 0
        while start < end {
            let (value, byteCount) = scalar(at: start, before: end)
            guard ScalarKind(value).isTrimmedAtEdges else { break }
            start += byteCount
            removed += 1
        }
        while start < end {
            let (value, byteCount) = scalar(endingAt: end, after: start)
            guard ScalarKind(value).isTrimmedAtEdges else { break }
            end -= byteCount
            removed += 1
        }
        return (start..<end, removed)
    }

    private static let replacement: UInt32 = 0xFFFD
}
