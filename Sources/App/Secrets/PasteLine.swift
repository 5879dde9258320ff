import Core
import Domain
import Session

/// One line of a paste that is not blank.
struct PasteLine {
    /// The line without the blanks at its edges.
    let range: Range<Int>
    /// How many scalars the edges had.
    let removed: Int
    /// How many of these followed the line; what comes before a label is indentation.
    let removedBehind: Int
    let reading: Reading

    enum Reading {
        case bare
        /// A label and a value, in one line.
        case labelled(PasteLabel, value: Range<Int>, coding: ParsedPaste.Value.Coding, removed: Int)
        /// A private key's whole block of lines, and a label before it.
        case block(PasteLabel?, value: Range<Int>)
        /// A label whose value may follow in the next line.
        case label(PasteLabel)
        /// A heading that names the owner of the lines below it.
        case heading(PasteLabel.Owner, Scope)
        /// A comment.
        case comment
    }

    enum Scope {
        /// Ends the section above.
        case whole
        /// Belongs to the section above, or stands beside it.
        case part
    }

    /// The lines of `text`. Line ends are LF, CR, both, NEL, and the line and paragraph separators.
    /// A block of lines counts as one.
    static func lines(of text: ScalarText, _ words: PasteVocabulary) -> [PasteLine] {
        var lines: [PasteLine] = []
        var start = 0
        let blocks = PEMBlock.ranges(in: text.bytes)
        var next = 0
        func close(at end: Int) {
            let (range, removed) = text.trimmed(start..<end)
            guard !range.isEmpty else { return }
            let before = text.count(in: start..<range.lowerBound)
            lines.append(PasteLine(range: range, removed: removed, removedBehind: removed - before, reading: reading(range)))
        }
        func reading(_ range: Range<Int>) -> Reading {
            guard let block = blocks.first(where: { range.contains($0.lowerBound) }) else { return read(text, range, words) }
            return .block(label(text, range.lowerBound..<block.lowerBound, words), value: block)
        }
        text.forEach(in: 0..<text.bytes.count) { value, offset in
            while next < blocks.count, blocks[next].upperBound <= offset { next += 1 }
            if ScalarKind(value) == .lineEnd, next == blocks.count || offset < blocks[next].lowerBound {
                close(at: offset)
                start = offset + text.scalar(at: offset, before: text.bytes.count).byteCount
            }
            return true
        }
        close(at: text.bytes.count)
        return lines
    }

    /// The label that stands before a block in its first line.
    private static func label(_ text: ScalarText, _ range: Range<Int>, _ words: PasteVocabulary) -> PasteLabel? {
        let end = range.last { !isQuote(text.bytes[$0]) && ![0x20, 0x09, 0x3A, 0x3D, 0x3E].contains(text.bytes[$0]) }
        return end.flatMap { PasteLabel.match(text, range.lowerBound..<$0 + 1, words) }
    }

    private static func read(_ text: ScalarText, _ range: Range<Int>, _ words: PasteVocabulary) -> Reading {
        let bytes = text.bytes
        if bytes[range.lowerBound] == UInt8(ascii: "["), bytes[range.upperBound - 1] == UInt8(ascii: "]"),
            !bytes[range].contains(where: isQuote)
        {
            return .heading(PasteLabel.owner(text, range, words), .whole)
        }
        let isCommented = beginsComment(bytes, range)
        if let label = PasteLabel.match(text, range, words) { return .label(label) }
        if isCommented == .withSpace { return .comment }
        if bytes[range.upperBound - 1] == UInt8(ascii: ":"), !bytes[range.dropLast()].contains(UInt8(ascii: "=")) {
            return .heading(PasteLabel.owner(text, range.dropLast(), words), .part)
        }
        var lastSpace: Range<Int>?
        var reading: Reading?
        text.forEach(in: range) { value, offset in
            let place = offset..<offset + text.scalar(at: offset, before: range.upperBound).byteCount
            switch value {
            case 0x3A, 0x3D, 0x09, 0xFF1A, 0xFF1D:
                // The first that has a label before it: others may belong to the label's surroundings, or to the value.
                reading = labelled(text, range, gap: place, .separator, words)
                return reading == nil
            case 0x20, 0x3000, 0xA0: lastSpace = place
            default: break
            }
            return true
        }
        if reading == nil, let lastSpace { reading = labelled(text, range, gap: lastSpace, .space, words) }
        switch (reading, isCommented) {
        // A setting that was commented out.
        case (.labelled?, .withSpace), (.labelled?, .close): return .comment
        case (let reading?, _): return reading
        case (nil, _): return .bare
        }
    }

    private enum Gap {
        case separator
        case space
    }

    private static func labelled(
        _ text: ScalarText, _ range: Range<Int>, gap: Range<Int>, _ kind: Gap, _ words: PasteVocabulary
    ) -> Reading? {
        guard let label = PasteLabel.match(text, range.lowerBound..<gap.lowerBound, words) else { return nil }
        var start = gap.upperBound
        // `=>` and `:=`.
        if start < range.upperBound, text.bytes[gap.lowerBound] == UInt8(ascii: "="), text.bytes[start] == UInt8(ascii: ">") { start += 1 }
        if start < range.upperBound, text.bytes[gap.lowerBound] == UInt8(ascii: ":"), text.bytes[start] == UInt8(ascii: "=") { start += 1 }
        let rest = start..<range.upperBound
        let (trimmed, _) = text.trimmed(rest)
        if trimmed.isEmpty { return .label(label) }
        let found = value(text, trimmed, words)
        switch kind {
        case .separator: break
        // "Key 1" is a name that someone gave; only what looks like a value of a key is taken for one behind a mere space.
        case .space where label.field != nil:
            if !words.isUsual(SecretInspection.shape(of: UnsafeRawBufferPointer(rebasing: text.bytes[found.range]))) { return nil }
        case .space: break
        }
        return .labelled(label, value: found.range, coding: found.coding, removed: unexpectedEdges(text, rest, found.range) + found.comment)
    }

    private enum Comment {
        case none
        case close
        case withSpace
    }

    /// Whether a line begins as comments do in the files that keys are kept in.
    private static func beginsComment(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Comment {
        let line = bytes[range]
        let markLength: Int
        switch line.first {
        case UInt8(ascii: "#"), UInt8(ascii: ";"): markLength = 1
        case UInt8(ascii: "/") where line.dropFirst().first == UInt8(ascii: "/"): markLength = 2
        default: return .none
        }
        guard let next = line.dropFirst(markLength).first else { return .withSpace }
        return next == 0x20 || next == 0x09 ? .withSpace : .close
    }

    /// A value without the quotes around it, and without what stands behind it in programs and files: a comma, a semicolon, a comment.
    /// Of a comment behind a value without quotes the characters are counted, for it might belong to the value.
    private static func value(_ text: ScalarText, _ range: Range<Int>, _ words: PasteVocabulary) -> (
        range: Range<Int>, coding: ParsedPaste.Value.Coding, comment: Int
    ) {
        let bytes = text.bytes
        let first = bytes[range.lowerBound]
        if isQuote(first) {
            var places = (range.lowerBound + 1..<range.upperBound).filter { bytes[$0] == first }
            if first == UInt8(ascii: "\"") {
                // One that is escaped ends nothing, where all of it is text as JSON writes it.
                if let end = places.first(where: {
                    isEnd(bytes, $0 + 1..<range.upperBound) && JSONCredentials.isEscapedText(in: bytes, range.lowerBound..<$0 + 1)
                }) {
                    return (range.lowerBound..<end + 1, .jsonString, 0)
                }
                places = places.filter { isEnd(bytes, $0 + 1..<range.upperBound) }
            } else {
                places = places.filter { isEnd(bytes, $0 + 1..<range.upperBound) }
            }
            if let end = places.first { return (text.trimmed(range.lowerBound + 1..<end).range, .verbatim, 0) }
            return (range, .verbatim, 0)
        }
        var end = range.upperBound
        if let mark = (range.lowerBound + 1..<range.upperBound).first(where: {
            (bytes[$0 - 1] == 0x20 || bytes[$0 - 1] == 0x09) && isCommentMark(bytes, $0..<range.upperBound)
        }) {
            end = text.trimmed(range.lowerBound..<mark).range.upperBound
        }
        let comment = text.count(in: end..<range.upperBound)
        let short = range.lowerBound..<end - 1
        if !short.isEmpty, bytes[end - 1] == UInt8(ascii: ",") || bytes[end - 1] == UInt8(ascii: ";") {
            if words.isTelling(SecretInspection.shape(of: UnsafeRawBufferPointer(rebasing: bytes[short]))) {
                return (short, .verbatim, comment)
            }
        }
        return (range.lowerBound..<end, .verbatim, comment)
    }

    /// Whether nothing that matters is behind a closing quote.
    private static func isEnd(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        var rest = range.drop { bytes[$0] == UInt8(ascii: ")") || bytes[$0] == UInt8(ascii: "]") || bytes[$0] == UInt8(ascii: "}") }
        rest = rest.drop { bytes[$0] == UInt8(ascii: ",") || bytes[$0] == UInt8(ascii: ";") }
        rest = rest.drop { bytes[$0] == 0x20 || bytes[$0] == 0x09 }
        return rest.isEmpty || isCommentMark(bytes, rest)
    }

    private static func isCommentMark(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        bytes[range.lowerBound] == UInt8(ascii: "#")
            || (range.count > 1 && bytes[range.lowerBound] == UInt8(ascii: "/") && bytes[range.lowerBound + 1] == UInt8(ascii: "/"))
    }

    /// A bare value without the quotes around it and the comma or semicolon behind them.
    static func withoutPunctuation(_ text: ScalarText, _ range: Range<Int>) -> Range<Int> {
        let bytes = text.bytes
        var end = range.upperBound
        if range.count >= 3, bytes[end - 1] == UInt8(ascii: ",") || bytes[end - 1] == UInt8(ascii: ";"), isQuote(bytes[end - 2]) {
            end -= 1
        }
        guard end - range.lowerBound >= 2, isQuote(bytes[range.lowerBound]), bytes[range.lowerBound] == bytes[end - 1] else { return range }
        return text.trimmed(range.lowerBound + 1..<end - 1).range
    }

    static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    /// The scalars between a label's separator and the value that are neither blanks nor plain quotes with their punctuation.
    private static func unexpectedEdges(_ text: ScalarText, _ rest: Range<Int>, _ value: Range<Int>) -> Int {
        var count = 0
        for edge in [rest.lowerBound..<value.lowerBound, value.upperBound..<rest.upperBound] {
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
