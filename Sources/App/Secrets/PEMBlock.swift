import Crypto

/// The textual encoding of a private key (RFC 7468): `-----BEGIN … PRIVATE KEY-----`, lines of Base64, `-----END … PRIVATE KEY-----`; that of a
/// public key is known too, because it is taken for the private one. Pure; nothing of the bytes is kept.
enum PEMBlock {
    private static let publicKind = Array("PUBLIC KEY".utf8)
    private static let kinds = [Array("PRIVATE KEY".utf8), publicKind]
    /// RFC 7468, 2.
    private static let lineLength = 64

    /// The whole blocks in bytes, in their order.
    static func ranges(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while let opening = marker(.begin, in: bytes, from: start) {
            guard let closing = closing(of: opening, in: bytes) else {
                start = opening.range.upperBound
                continue
            }
            ranges.append(opening.range.lowerBound..<closing.range.upperBound)
            start = closing.range.upperBound
        }
        return ranges
    }

    /// Whether the bytes are one block and nothing else.
    static func isWhole(_ bytes: UnsafeRawBufferPointer) -> Bool { ranges(in: bytes) == [0..<bytes.count] }

    /// Whether a passphrase is needed for a whole block (RFC 5958, 3).
    static func isEncrypted(_ bytes: UnsafeRawBufferPointer) -> Bool {
        marker(.begin, in: bytes, from: 0).map { bytes[$0.label].starts(with: "ENCRYPTED ".utf8) } ?? false
    }

    /// Whether a whole block is that of a public key.
    static func isPublic(_ bytes: UnsafeRawBufferPointer) -> Bool {
        marker(.begin, in: bytes, from: 0).map { bytes[$0.label].suffix(publicKind.count).elementsEqual(publicKind) } ?? false
    }

    /// Whether a block begins in the bytes that does not end there.
    static func isUnfinished(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let start = ranges(in: bytes).last?.upperBound ?? 0
        return marker(.begin, in: bytes, from: start) != nil
    }

    /// Lends a block as RFC 7468 writes it: its markers on lines of their own, 64 characters of Base64 in a line, nothing at the edges of lines
    /// nor behind the last one. Line ends may have been anything, `\n` in letters and blanks included. What has a header keeps its lines. The
    /// copy is wiped afterwards.
    static func withNormalised<Result>(_ block: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard isWhole(block), let opening = marker(.begin, in: block, from: 0), let closing = closing(of: opening, in: block) else {
            return body(block)
        }
        let content = UnsafeRawBufferPointer(rebasing: block[opening.range.upperBound..<closing.range.lowerBound])
        // A line end after each line, and one after each marker.
        let capacity = block.count + block.count / lineLength + 8
        return withUnsafeTemporaryAllocation(byteCount: capacity, alignment: 1) { room in
            defer { room.wipe() }
            var text = Text(room: room)
            text.append(block[opening.range])
            text.endLine()
            if content.contains(UInt8(ascii: ":")) { text.appendLines(content) } else { text.appendWrapped(content) }
            text.append(block[closing.range])
            return body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<text.count]))
        }
    }

    // MARK: Markers

    private static func marker(_ end: PEMMarker.End, in bytes: UnsafeRawBufferPointer, from start: Int) -> PEMMarker? {
        PEMMarker.first(end, in: bytes, from: start) { label in kinds.contains { label.suffix($0.count).elementsEqual($0) } }
    }

    /// The end of a block of the same kind, with no other beginning before it.
    private static func closing(of opening: PEMMarker, in bytes: UnsafeRawBufferPointer) -> PEMMarker? {
        guard let closing = marker(.end, in: bytes, from: opening.range.upperBound),
            bytes[closing.label].elementsEqual(bytes[opening.label])
        else { return nil }
        if let next = marker(.begin, in: bytes, from: opening.range.upperBound), next.range.lowerBound < closing.range.lowerBound {
            return nil
        }
        return closing
    }

    // MARK: Lines

    /// A normalised block in the making.
    private struct Text {
        let room: UnsafeMutableRawBufferPointer
        private(set) var count = 0
        private var column = 0

        init(room: UnsafeMutableRawBufferPointer) {
            self.room = room
        }

        mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
            for byte in bytes { append(byte) }
        }

        mutating func endLine() {
            append(0x0A)
            column = 0
        }

        /// Everything but blanks and line ends, in lines of the usual length.
        mutating func appendWrapped(_ content: UnsafeRawBufferPointer) {
            PEMBlock.forEachCharacter(of: content) { byte, _ in
                guard byte > 0x20 else { return }
                if column == PEMBlock.lineLength { endLine() }
                append(byte)
            }
            if column > 0 { endLine() }
        }

        /// The lines as they are, without blanks at their edges and without empty ones before the first.
        mutating func appendLines(_ content: UnsafeRawBufferPointer) {
            var pendingBlanks = 0
            var hasText = false
            var wasReturn = false
            PEMBlock.forEachCharacter(of: content) { byte, _ in
                defer { wasReturn = byte == 0x0D }
                switch byte {
                case 0x0A where wasReturn: break
                case 0x0A, 0x0D:
                    pendingBlanks = 0
                    if hasText { endLine() }
                case 0x20, 0x09: pendingBlanks += column > 0 ? 1 : 0
                default:
                    for _ in 0..<pendingBlanks { append(0x20) }
                    (pendingBlanks, hasText) = (0, true)
                    append(byte)
                }
            }
            if column > 0 { endLine() }
        }

        private mutating func append(_ byte: UInt8) {
            guard count < room.count else { return }
            room[count] = byte
            count += 1
            column += 1
        }
    }

    /// Each byte, with the escapes of line ends as what they stand for: Base64 has no backslash.
    private static func forEachCharacter(of content: UnsafeRawBufferPointer, _ body: (UInt8, Int) -> Void) {
        var place = 0
        while place < content.count {
            let byte = content[place]
            if byte == UInt8(ascii: "\\"), place + 1 < content.count, let meant = escapes[content[place + 1]] {
                body(meant, place)
                place += 2
            } else {
                body(byte, place)
                place += 1
            }
        }
    }

    private static let escapes: [UInt8: UInt8] = [UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D]
}
