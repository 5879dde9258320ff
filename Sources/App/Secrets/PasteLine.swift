import Core

/// One line of a paste that is not blank.
struct PasteLine {
    /// Without its edges.
    let range: Range<Int>
    /// How many scalars the edges had.
    let removed: Int
    let reading: Reading

    enum Reading {
        case bare
        /// A label and a value, in one line.
        case labelled(PasteLabel, value: Range<Int>, removed: Int)
        /// A label whose value may follow in the next line.
        case label(PasteLabel)
    }

    /// The lines of `text`. Line ends are LF, CR, both, NEL, and the line and paragraph separators.
    static func lines(of text: ScalarText) -> [PasteLine] {
        var lines: [PasteLine] = []
        var start = 0
        func close(at end: Int) {
            let (range, removed) = text.trimmed(start ..< end)
            if !range.isEmpty { lines.append(PasteLine(range: range, removed: removed, reading: read(text, range))) }
        }
        text.forEach(in: 0 ..< text.bytes.count) { value, offset in
            if ScalarKind(value) == .lineEnd {
                close(at: offset)
                start = offset + text.scalar(at: offset, before: text.bytes.count).byteCount
            }
            return true
        }
        close(at: text.bytes.count)
        return lines
    }

    private static func read(_ text: ScalarText, _ range: Range<Int>) -> Reading {
        if let label = PasteLabel.match(text, range) { return .label(label) }
        var separator: Range<Int>?
        var lastSpace: Range<Int>?
        text.forEach(in: range) { value, offset in
            let place = offset ..< offset + text.scalar(at: offset, before: range.upperBound).byteCount
            switch value {
            case 0x3A, 0x3D, 0x09, 0xFF1A, 0xFF1D:
                separator = place
                return false
            case 0x20, 0x3000, 0xA0:
                lastSpace = place
            default: break
            }
            return true
        }
        guard let gap = separator ?? lastSpace else { return .bare }
        guard let label = PasteLabel.match(text, range.lowerBound ..< gap.lowerBound) else { return .bare }
        let rest = gap.upperBound ..< range.upperBound
        let (trimmed, _) = text.trimmed(rest)
        if trimmed.isEmpty { return .label(label) }
        let value = withoutPunctuation(text, trimmed)
        // "Key 1" is a name that someone gave; only what looks like a credential is taken for one behind a mere space.
        if separator == nil, label.credential != nil,
           SecretInspection.shape(of: UnsafeRawBufferPointer(rebasing: text.bytes[value])) == .other { return .bare }
        return .labelled(label, value: value, removed: unexpectedEdges(text, rest, value))
    }

    /// A value without the quotes around it and the comma or semicolon behind them.
    private static func withoutPunctuation(_ text: ScalarText, _ range: Range<Int>) -> Range<Int> {
        let bytes = text.bytes
        var end = range.upperBound
        if range.count >= 3, bytes[end - 1] == UInt8(ascii: ",") || bytes[end - 1] == UInt8(ascii: ";"), isQuote(bytes[end - 2]) { end -= 1 }
        guard end - range.lowerBound >= 2, isQuote(bytes[range.lowerBound]), bytes[range.lowerBound] == bytes[end - 1] else { return range }
        return text.trimmed(range.lowerBound + 1 ..< end - 1).range
    }

    static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    /// The scalars between a label's separator and the value that are neither blanks nor plain quotes with their punctuation.
    private static func unexpectedEdges(_ text: ScalarText, _ rest: Range<Int>, _ value: Range<Int>) -> Int {
        var count = 0
        for edge in [rest.lowerBound ..< value.lowerBound, value.upperBound ..< rest.upperBound] {
            text.forEach(in: edge) { scalar, _ in
                switch ScalarKind(scalar) {
                case .ordinary, .space, .tab: break
                case .lineEnd, .control, .invisible, .fullWidthEdge, .fullWidth, .curlyQuote, .notASCII: count += 1
                }
                return true
            }
        }
        return count
    }
}
