/// Walks over the lines of bytes; a line ends with LF.
struct LineReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var rest: Slice<UnsafeRawBufferPointer> { bytes[offset...] }

    mutating func skip(while isSkipped: (UInt8) -> Bool) {
        while offset < bytes.count, isSkipped(bytes[offset]) { offset += 1 }
    }

    /// The next line without its end; what follows the last LF counts as one too. `nil` at the end.
    mutating func next() -> Slice<UnsafeRawBufferPointer>? {
        guard offset < bytes.count else { return nil }
        let end = rest.firstIndex(of: 0x0A) ?? bytes.count
        defer { offset = min(end + 1, bytes.count) }
        return bytes[offset..<end]
    }

    /// The next line without its end; `nil` where no LF follows.
    mutating func nextTerminated() -> Slice<UnsafeRawBufferPointer>? {
        guard let end = rest.firstIndex(of: 0x0A) else { return nil }
        defer { offset = end + 1 }
        return bytes[offset..<end]
    }
}
