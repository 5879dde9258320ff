public import Core

/// Turns the bytes that a terminal sends into keys and pastes, wherever they are cut into pieces.
///
/// It keeps no text: of an unfinished sequence it holds numbers, of an unfinished character the bits that have come.
/// Sequences that it does not know are swallowed whole.
public struct InputDecoder: Sendable {
    private enum Phase {
        /// Between keys.
        case ground
        /// After ESC; a key of its own if nothing follows.
        case escape
        /// After two ESC: rxvt's Alt with a cursor key, or the key twice.
        case doubleEscape
        /// After ESC [.
        case controlSequence
        /// After ESC O.
        case singleShift
        /// After ESC [ [.
        case linuxFunction
        /// After ESC [ M: the bytes of a mouse report that are to come.
        case mouseReport(left: Int)
        /// Within a string meant for programs, after ESC and one of ] P X ^ _; ends with BEL or ESC \.
        case string(introducer: UInt8)
        /// Within such a string, after an ESC that may begin its end.
        case stringEscape
        /// Within a character of several bytes.
        case character(left: Int, bits: UInt32, least: UInt32)
        /// Within a paste, after that many bytes of its end marker.
        case paste(matched: Int)
    }

    private enum Alt { case up, down }

    private static let escapeByte: UInt8 = 0x1B
    private static let pasteEnd: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    /// Longer sequences than this are swallowed without being looked at.
    private static let longestSequence = 32

    private let sequences: KeySequences
    private var phase = Phase.ground
    /// An Alt that was held down for the character in hand.
    private var altHeld = Alt.up
    /// The bytes after ESC of the sequence in hand, as far as they are worth looking at.
    private var sequence: [UInt8] = []
    private var sequenceLength = 0

    /// - Parameter terminfoKeys: what the terminal's description says its keys send, beyond the usual.
    public init(terminfoKeys: [(bytes: [UInt8], key: Key)] = []) {
        sequences = KeySequences(terminfo: terminfoKeys)
        sequence.reserveCapacity(Self.longestSequence)
    }

    /// Whether a key is held back until more bytes, or none for a while, tell what it is.
    public var awaitsMore: Bool {
        switch phase {
        case .escape, .doubleEscape, .linuxFunction, .mouseReport: true
        // The answer to a question of ours may come in pieces, and its rest is no text. What is too long for one is none.
        case .string, .stringEscape: !sequence.starts(with: BackgroundAnswer.prefix) || sequenceLength > Self.longestSequence
        // A sequence with something in it cannot have been typed by hand: it is waited for, so that its rest is never taken for text.
        case .controlSequence, .singleShift: sequenceLength == 1
        case .ground, .character, .paste: false
        }
    }

    /// Whether a paste has begun and not ended.
    public var isInPaste: Bool {
        switch phase {
        case .paste: true
        case .ground, .escape, .doubleEscape, .controlSequence, .singleShift, .linuxFunction, .mouseReport, .string, .stringEscape,
             .character: false
        }
    }

    /// Decodes the next bytes.
    public mutating func feed(_ bytes: UnsafeRawBufferPointer, into sink: some InputSink) {
        var position = 0
        while position < bytes.count {
            switch phase {
            case .paste(let matched):
                position = feedPaste(bytes, from: position, matched: matched, into: sink)
            case .ground, .escape, .doubleEscape, .controlSequence, .singleShift, .linuxFunction, .mouseReport, .string, .stringEscape,
                 .character:
                feed(bytes[position], into: sink)
                position += 1
            }
        }
    }

    /// Nothing has come for a while: what was held back is what it looks like, so that a lone ESC is the key.
    public mutating func timeout(into sink: some InputSink) {
        guard awaitsMore else { return }
        let ended = phase
        phase = .ground
        switch ended {
        case .escape, .stringEscape:
            sink.key(.escape)
        case .doubleEscape:
            sink.key(.escape)
            sink.key(.escape)
        case .controlSequence:
            sink.key(.alt("["))
        case .singleShift:
            sink.key(.alt("O"))
        case .string(let introducer) where sequenceLength == 1:
            sink.key(.alt(Unicode.Scalar(introducer)))
        case .ground, .linuxFunction, .mouseReport, .string, .character, .paste:
            break
        }
        altHeld = .up
    }

    /// Ends a paste whose end does not come.
    public mutating func endPaste(into sink: some InputSink) {
        guard isInPaste else { return }
        phase = .ground
        sink.pasteEnded()
    }

    private mutating func feed(_ byte: UInt8, into sink: some InputSink) {
        switch phase {
        case .ground, .paste: begin(byte, into: sink)
        case .escape: afterEscape(byte, into: sink)
        case .doubleEscape: afterDoubleEscape(byte, into: sink)
        case .controlSequence: inControlSequence(byte, into: sink)
        case .singleShift: inSingleShift(byte, into: sink)
        case .linuxFunction:
            phase = .ground
            if let key = KeySequences.linuxFunction(final: byte) { sink.key(key) } else if byte < 0x20 { begin(byte, into: sink) }
        case .mouseReport(let left):
            inMouseReport(byte, left: left, into: sink)
        case .string(let introducer): inString(byte, introducer, into: sink)
        case .stringEscape:
            if byte == 0x5C { endString(into: sink) } else { afterEscape(byte, into: sink) }
        case .character(let left, let bits, let least): inCharacter(byte, left: left, bits: bits, least: least, into: sink)
        }
    }

    private mutating func begin(_ byte: UInt8, into sink: some InputSink) {
        phase = .ground
        switch byte {
        case Self.escapeByte: phase = .escape
        case 0x0D, 0x0A: emit(.enter, into: sink)
        case 0x09: emit(.tab, into: sink)
        case 0x08, 0x7F: emit(.backspace, into: sink)
        case 0x01...0x1A: emit(.control(Unicode.Scalar(byte + 0x60)), into: sink)
        case 0x20..<0x7F: emit(.character(Unicode.Scalar(byte)), into: sink)
        // Well-formed UTF-8: Unicode 15.0, table 3-7. A byte that cannot begin a character is dropped.
        case 0xC2...0xDF: phase = .character(left: 1, bits: UInt32(byte & 0x1F), least: 0x80)
        case 0xE0...0xEF: phase = .character(left: 2, bits: UInt32(byte & 0x0F), least: 0x800)
        case 0xF0...0xF4: phase = .character(left: 3, bits: UInt32(byte & 0x07), least: 0x10000)
        default: altHeld = .up
        }
    }

    private mutating func emit(_ key: Key, into sink: some InputSink) {
        let alt = altHeld
        altHeld = .up
        switch (alt, key) {
        case (.down, .character(let scalar)): sink.key(.alt(scalar))
        case (.up, _), (.down, _): sink.key(key)
        }
    }

    private mutating func inCharacter(_ byte: UInt8, left: Int, bits: UInt32, least: UInt32, into sink: some InputSink) {
        guard byte & 0xC0 == 0x80 else {
            altHeld = .up
            return begin(byte, into: sink)
        }
        let bits = bits << 6 | UInt32(byte & 0x3F)
        guard left == 1 else {
            phase = .character(left: left - 1, bits: bits, least: least)
            return
        }
        phase = .ground
        // The controls from U+0080 to U+009F would be ESC sequences to an 8-bit terminal; no key sends them.
        if bits >= least, bits >= 0xA0, let scalar = Unicode.Scalar(bits) { emit(.character(scalar), into: sink) } else { altHeld = .up }
    }

    private mutating func afterEscape(_ byte: UInt8, into sink: some InputSink) {
        sequence.removeAll(keepingCapacity: true)
        sequenceLength = 0
        switch byte {
        case 0x5B:
            note(byte)
            phase = .controlSequence
        case 0x4F:
            note(byte)
            phase = .singleShift
        case 0x5D, 0x50, 0x58, 0x5E, 0x5F:
            note(byte)
            phase = .string(introducer: byte)
        case Self.escapeByte:
            phase = .doubleEscape
        default:
            phase = .ground
            if let key = sequences.key(ofTerminal: CollectionOfOne(byte)) { return sink.key(key) }
            altHeld = .down
            begin(byte, into: sink)
        }
    }

    private mutating func afterDoubleEscape(_ byte: UInt8, into sink: some InputSink) {
        switch byte {
        case 0x5B, 0x4F:
            afterEscape(byte, into: sink)
        case Self.escapeByte:
            sink.key(.escape)
        default:
            sink.key(.escape)
            afterEscape(byte, into: sink)
        }
    }

    private mutating func note(_ byte: UInt8) {
        if sequence.count < Self.longestSequence { sequence.append(byte) }
        sequenceLength = min(sequenceLength + 1, Self.longestSequence + 1)
    }

    private mutating func inControlSequence(_ byte: UInt8, into sink: some InputSink) {
        switch byte {
        // rxvt ends Shift with a number in $, which elsewhere is followed by more.
        case 0x24 where isNumberAlone:
            note(byte)
            endControlSequence(byte, into: sink)
        case 0x20...0x3F:
            note(byte)
        case 0x5B where sequenceLength == 1:
            phase = .linuxFunction
        case 0x4D where sequenceLength == 1 && sequences.key(ofTerminal: [0x5B, 0x4D]) == nil:
            phase = .mouseReport(left: 3)
        case 0x40...0x7E:
            note(byte)
            endControlSequence(byte, into: sink)
        default:
            begin(byte, into: sink)
        }
    }

    private var isNumberAlone: Bool {
        sequence.count > 1 && sequence.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    private mutating func endControlSequence(_ final: UInt8, into sink: some InputSink) {
        phase = .ground
        guard sequenceLength <= Self.longestSequence else { return }
        if sequence.dropFirst().elementsEqual(Self.pasteBegin) {
            phase = .paste(matched: 0)
            return sink.pasteBegan()
        }
        if let key = sequences.key(ofTerminal: sequence) { return sink.key(key) }
        if sequence.dropFirst().first == 0x3C { return endMouseReport(final, into: sink) }
        guard let parameters = parameters() else { return }
        if let key = KeySequences.controlSequence(parameters: parameters, final: final) { sink.key(key) }
    }

    /// `ESC [ < button ; column ; row M`, or `m` where the button was let go (xterm, "SGR (1006)").
    private func endMouseReport(_ final: UInt8, into sink: some InputSink) {
        let numbers = sequence.dropFirst(2).dropLast().split(separator: 0x3B, omittingEmptySubsequences: false).map {
            Int(String(decoding: $0, as: UTF8.self)) ?? -1
        }
        guard final == 0x4D, numbers.count == 3, let report = MouseReport(button: numbers[0], column: numbers[1], row: numbers[2]) else { return }
        sink.mouse(report)
    }

    /// The older form, `ESC [ M` and three bytes of which each is a number and 32.
    private mutating func inMouseReport(_ byte: UInt8, left: Int, into sink: some InputSink) {
        if byte == Self.escapeByte { return begin(byte, into: sink) }
        note(byte)
        guard left == 1 else {
            phase = .mouseReport(left: left - 1)
            return
        }
        phase = .ground
        let numbers = sequence.suffix(3).map { Int($0) - 32 }
        guard numbers.count == 3, let report = MouseReport(button: numbers[0], column: numbers[1], row: numbers[2]) else { return }
        sink.mouse(report)
    }

    private static let pasteBegin: [UInt8] = [0x32, 0x30, 0x30, 0x7E]

    /// The numbers between the introducer and the final byte; `nil` where there is anything else, such as the marker of a report.
    private func parameters() -> [Int]? {
        var numbers: [Int] = []
        var number: Int?
        for byte in sequence.dropFirst().dropLast() {
            switch byte {
            case 0x30...0x39: number = min((number ?? 0) * 10 + Int(byte) - 0x30, 0x11_0000)
            case 0x3B:
                numbers.append(number ?? 0)
                number = nil
            // After a colon come details of the number before it.
            case 0x3A: return numbers + [number ?? 0]
            default: return nil
            }
        }
        if let number { numbers.append(number) }
        return numbers
    }

    private mutating func inSingleShift(_ byte: UInt8, into sink: some InputSink) {
        switch byte {
        // Some put the modifier between, as in ESC O 5 A.
        case 0x30...0x39, 0x3B:
            note(byte)
        case 0x20...0x7E:
            note(byte)
            phase = .ground
            if let key = sequences.key(ofTerminal: sequence) ?? KeySequences.singleShift(final: byte) { sink.key(key) }
        default:
            begin(byte, into: sink)
        }
    }

    private mutating func inString(_ byte: UInt8, _ introducer: UInt8, into sink: some InputSink) {
        switch byte {
        case Self.escapeByte: phase = .stringEscape
        case 0x07: endString(into: sink)
        case 0x18, 0x1A: phase = .ground
        // Of the strings that a terminal sends by itself, none is worth keeping.
        default: if introducer == BackgroundAnswer.prefix[0] { note(byte) } else { sequenceLength = 2 }
        }
    }

    private mutating func endString(into sink: some InputSink) {
        phase = .ground
        guard sequenceLength <= Self.longestSequence, let colour = BackgroundAnswer.colour(sequence) else { return }
        sink.background(colour)
    }

    private mutating func feedPaste(_ bytes: UnsafeRawBufferPointer, from start: Int, matched: Int, into sink: some InputSink) -> Int {
        var matched = matched
        // Bytes that may belong to the end marker are not given until that is decided.
        var begun = matched == 0 ? start : bytes.count
        for position in start..<bytes.count {
            let byte = bytes[position]
            if byte == Self.pasteEnd[matched] {
                if matched == 0 {
                    give(bytes, begun..<position, to: sink)
                    begun = bytes.count
                }
                matched += 1
                if matched == Self.pasteEnd.count {
                    phase = .ground
                    sink.pasteEnded()
                    return position + 1
                }
            } else if matched > 0 {
                // What looked like the end was none. ESC stands only at its start, so no other match can lie within.
                Self.pasteEnd.withUnsafeBytes { sink.paste(UnsafeRawBufferPointer(rebasing: $0[..<matched])) }
                matched = byte == Self.escapeByte ? 1 : 0
                begun = matched == 0 ? position : bytes.count
            }
        }
        if begun < bytes.count { give(bytes, begun..<bytes.count, to: sink) }
        phase = .paste(matched: matched)
        return bytes.count
    }

    private func give(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, to sink: some InputSink) {
        if !range.isEmpty { sink.paste(UnsafeRawBufferPointer(rebasing: bytes[range])) }
    }
}
