internal import CGuard
internal import Glibc

/// Bytes that were entered and not yet used, in locked memory that is wiped as they are taken: complete lines and the beginning of one.
final class EnteredBytes {
    static let capacity = 16_384

    private let buffer: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    private static let newline = UInt8(ascii: "\n")
    private static let escape: UInt8 = 0x1B

    init() {
        buffer = .allocate(byteCount: Self.capacity, alignment: 16)
        _ = mlock(buffer.baseAddress, buffer.count)
    }

    deinit {
        wipe()
        munlock(buffer.baseAddress, buffer.count)
        buffer.deallocate()
    }

    /// Whether anything is there.
    var isEmpty: Bool { count == 0 }

    private var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<count]) }

    /// Whether more was entered than there is room for; everything was dropped then.
    var isOverfull = false

    func endLine() { put(Self.newline) }

    /// Drops the present line, and records that Esc was pressed.
    func escape() {
        removeLine()
        put(Self.escape)
    }

    func put(_ scalar: Unicode.Scalar) {
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { put(unit) }
    }

    func put(_ bytes: UnsafeRawBufferPointer, but left: [UInt8] = []) {
        for byte in bytes where !left.contains(byte) { put(byte) }
    }

    private func put(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
        guard count == Self.capacity else { return }
        wipe()
        isOverfull = true
    }

    private var lineStart: Int { bytes.lastIndex(of: Self.newline).map { $0 + 1 } ?? 0 }

    func removeLine() { shorten(to: lineStart) }

    func removeLastCharacter() {
        let start = lineStart
        guard count > start else { return }
        var end = count - 1
        while end > start, buffer[end] & 0xC0 == 0x80 { end -= 1 }
        shorten(to: end)
    }

    private func shorten(to end: Int) {
        guard end < count, let base = buffer.baseAddress else { return }
        cguard_wipe(base + end, count - end)
        count = end
    }

    func wipe() { shorten(to: 0) }

    /// Whether a line is complete.
    var hasLine: Bool { bytes.contains(Self.newline) }

    /// How many lines are not empty, an unfinished one included.
    var filledLines: Int {
        bytes.split(separator: Self.newline).count { line in line.contains { $0 != 0x20 && $0 != 0x09 } }
    }

    /// Whether the first line is complete, and a certain word.
    func firstLine(is word: String) -> Bool {
        guard let end = bytes.firstIndex(of: Self.newline) else { return false }
        return word.utf8.elementsEqual(bytes[..<end])
    }

    /// Lends everything, and wipes it afterwards.
    func takeAll(_ body: (UnsafeRawBufferPointer) -> Void) {
        body(bytes)
        wipe()
    }

    /// Lends the first line without its end, and wipes it afterwards. Does nothing without a complete line.
    func takeLine(_ body: (UnsafeRawBufferPointer) -> Void) {
        guard let end = bytes.firstIndex(of: Self.newline), let base = buffer.baseAddress else { return }
        body(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
        let rest = count - end - 1
        memmove(base, base + end + 1, rest)
        shorten(to: rest)
    }

    /// A key that stands alone where a line would begin.
    enum LoneKey: Hashable {
        case tab
        case escape
    }

    /// Takes a lone key. The sequence of a cursor key is dropped.
    func takeLoneKey() -> LoneKey? {
        guard !hasLine, let first = bytes.first, first == Self.escape || first == 0x09 else { return nil }
        defer { wipe() }
        return count > 1 ? nil : first == Self.escape ? .escape : .tab
    }
}
