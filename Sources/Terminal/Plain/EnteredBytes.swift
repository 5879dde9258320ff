internal import CGuard
internal import Glibc

/// Bytes that were entered and not yet used, in locked memory that is wiped as they are taken: lines, and the beginning of one.
///
/// Where the terminal does not edit lines itself, because they are not shown, it does: Backspace and Ctrl-U change the line, Esc drops it.
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

    /// What came of bytes that were to be kept.
    enum Outcome: Hashable {
        case kept
        /// There were too many; all were thrown away.
        case tooMany
    }

    /// Adds bytes, and wipes them where they came from.
    func append(_ added: UnsafeMutableRawBufferPointer) -> Outcome {
        defer { if let base = added.baseAddress { cguard_wipe(base, added.count) } }
        for byte in added {
            switch byte {
            case 0x7F, 0x08: removeLastCharacter()
            case 0x15: removeLine()
            case 0x0D, Self.newline: put(Self.newline)
            case Self.escape:
                removeLine()
                put(byte)
            case 0x09: put(byte)
            case 0x00..<0x20: break
            default: put(byte)
            }
            guard count < Self.capacity else {
                wipe()
                return .tooMany
            }
        }
        return .kept
    }

    private func put(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }

    private var lineStart: Int { bytes.lastIndex(of: Self.newline).map { $0 + 1 } ?? 0 }

    private func removeLine() { shorten(to: lineStart) }

    private func removeLastCharacter() {
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

    /// How many lines have something in them, the one that has no end yet among them.
    var filledLines: Int {
        bytes.split(separator: Self.newline).count { line in line.contains { $0 != 0x20 && $0 != 0x09 } }
    }

    /// Whether the first line is complete, and a certain word.
    func firstLine(is word: String) -> Bool {
        guard let end = bytes.firstIndex(of: Self.newline) else { return false }
        return word.utf8.elementsEqual(bytes[..<end])
    }

    /// Lends everything, and wipes it then.
    func takeAll(_ body: (UnsafeRawBufferPointer) -> Void) {
        body(bytes)
        wipe()
    }

    /// Lends the first line without its end, and wipes it then. Without a complete one nothing happens.
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

    /// Takes such a key. What a cursor key sends is dropped.
    func takeLoneKey() -> LoneKey? {
        guard !hasLine, let first = bytes.first, first == Self.escape || first == 0x09 else { return nil }
        defer { wipe() }
        return count > 1 ? nil : first == Self.escape ? .escape : .tab
    }
}
