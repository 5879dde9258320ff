public import Core

/// Turns the bytes that a terminal sends into keys and pastes, however the bytes are split into reads.
///
/// It keeps no text: of an unfinished sequence it holds numbers, of an unfinished character the bits that have come. Sequences that it does
/// not know are swallowed whole.
///
/// Only a lone ESC is decided by silence: sequences and pastes continue whenever their rest arrives. Also after ESC was reported as a key,
/// or a paste was given up, bytes that can only be their rest are never reported as keys.
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
        /// ESC was reported as the key; the rest of a sequence that it began may still arrive.
        case escapeGiven
        /// A paste was given up before its end marker, of which that many bytes have arrived; its rest may still arrive.
        case pasteGivenUp(matched: Int)
    }

    private enum Alt { case up, down }

    /// What preceded the introducer of the present sequence, or was reported of it already.
    private enum Prelude {
        case escape
        case twoEscapes
        /// ESC was reported as the key, and the introducer may be a typed character.
        case givenEscape
        /// ESC and the introducer were reported as Alt with a character.
        case givenIntroducer
    }

    private static let escapeByte: UInt8 = 0x1B
    private static let pasteEnd: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    /// Longer sequences are discarded undecoded. A key may come with the text of several characters.
    private static let longestSequence = 128
    /// The same for strings; the answers to our questions are short.
    private static let longestString = 32

    private let sequences: KeySequences
    private var phase = Phase.ground
    /// Whether Alt was held for the present character.
    private var altHeld = Alt.up
    private var prelude = Prelude.escape
    /// The bytes after ESC of the present sequence, as far as they are needed.
    private var sequence: [UInt8] = []
    private var sequenceLength = 0

    /// - Parameter terminfoKeys: what the terminal's description says its keys send, beyond the usual.
    public init(terminfoKeys: [(bytes: [UInt8], key: Key)] = []) {
        sequences = KeySequences(terminfo: terminfoKeys)
        sequence.reserveCapacity(Self.longestSequence)
    }

    /// What kind of input is incomplete.
    public enum Wait: Hashable, Sendable {
        /// ESC has arrived; a sequence may follow.
        case escape
        /// The introducer of a sequence or a string has arrived.
        case sequence
        /// More of a paste.
        case paste
    }

    /// What is incomplete, and decided by silence; `nil` where nothing is. After a paste has been silent call `endPaste`, otherwise
    /// `timeout`.
    public var wait: Wait? {
        guard awaitsMore else { return isInPaste ? .paste : nil }
        return switch phase {
        case .escape, .doubleEscape, .stringEscape, .pasteGivenUp: .escape
        case .controlSequence, .singleShift, .string: .sequence
        case .ground, .linuxFunction, .mouseReport, .character, .escapeGiven, .paste: nil
        }
    }

    /// Whether a key is held back until more bytes, or none for a while, tell what it is.
    public var awaitsMore: Bool {
        switch phase {
        case .escape, .doubleEscape: true
        // The answer to our question may arrive in pieces, whose rest is not typed text. A string too long for one is something else.
        case .string, .stringEscape: !sequence.starts(with: BackgroundAnswer.prefix) || sequenceLength > Self.longestString
        // A sequence with parameters cannot have been typed by hand: its rest is waited for, so that it is never taken for text.
        case .controlSequence, .singleShift:
            switch prelude {
            case .escape, .twoEscapes: sequenceLength == 1
            case .givenEscape, .givenIntroducer: false
            }
        case .pasteGivenUp(let matched): matched == 1
        case .ground, .character, .paste, .linuxFunction, .mouseReport, .escapeGiven: false
        }
    }

    /// Whether a paste has begun and not ended.
    public var isInPaste: Bool {
        switch phase {
        case .paste: true
        case .ground, .escape, .doubleEscape, .controlSequence, .singleShift, .linuxFunction, .mouseReport, .string, .stringEscape,
            .character, .escapeGiven, .pasteGivenUp:
            false
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
                .character, .escapeGiven, .pasteGivenUp:
                feed(bytes[position], into: sink)
                position += 1
            }
        }
    }

    /// Nothing has arrived for a while: reports what was held back, such as a lone ESC as the key.
    public mutating func timeout(into sink: some InputSink) {
        guard awaitsMore else { return }
        let ended = phase
        phase = .ground
        switch ended {
        case .escape, .stringEscape:
            phase = .escapeGiven
            sink.key(.escape)
        case .doubleEscape:
            phase = .escapeGiven
            sink.key(.escape)
            sink.key(.escape)
        case .controlSequence:
            give("[", going: ended, to: sink)
        case .singleShift:
            give("O", going: ended, to: sink)
        case .string(let introducer) where sequenceLength == 1:
            sink.key(.alt(Unicode.Scalar(introducer)))
        // Either the user presses Esc to type on, or the end marker was cut after its first byte. Neither is reported as the key.
        case .pasteGivenUp: phase = .escapeGiven
        case .ground, .linuxFunction, .mouseReport, .string, .character, .paste, .escapeGiven:
            break
        }
        altHeld = .up
    }

    /// Reports the introducer of a sequence as Alt with a character; the rest of the sequence may still arrive.
    private mutating func give(_ introducer: Unicode.Scalar, going: Phase, to sink: some InputSink) {
        prelude = .givenIntroducer
        phase = going
        sink.key(.alt(introducer))
    }

    /// Ends a paste whose end marker does not arrive. What arrives later is dropped, until something that no paste contains, such as a
    /// control character or a cursor key.
    public mutating func endPaste(into sink: some InputSink) {
        guard case .paste(let matched) = phase else { return }
        phase = .pasteGivenUp(matched: matched)
        sink.pasteEnded()
        // If the end marker has begun, the content is complete.
        if matched == 0 { sink.pasteLeftOpen() }
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
        case .escapeGiven:
            guard byte == 0x5B else { return begin(byte, into: sink) }
            introduce(byte, after: .givenEscape)
            phase = .controlSequence
        case .pasteGivenUp(let matched): afterPaste(byte, matched: matched, into: sink)
        }
    }

    private mutating func afterPaste(_ byte: UInt8, matched: Int, into sink: some InputSink) {
        if byte == Self.pasteEnd[matched] {
            phase = matched + 1 == Self.pasteEnd.count ? .ground : .pasteGivenUp(matched: matched + 1)
            return
        }
        // Another sequence shows that the paste is over.
        if matched > 0 {
            phase = .ground
            for byte in Self.pasteEnd[..<matched] { feed(byte, into: sink) }
            return feed(byte, into: sink)
        }
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x80...0xFF: break
        default: begin(byte, into: sink)
        }
    }

    private mutating func introduce(_ byte: UInt8, after prelude: Prelude) {
        sequence.removeAll(keepingCapacity: true)
        sequenceLength = 0
        self.prelude = prelude
        note(byte)
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

    private mutating func afterEscape(_ byte: UInt8, prelude: Prelude = .escape, into sink: some InputSink) {
        switch byte {
        case 0x5B:
            introduce(byte, after: prelude)
            phase = .controlSequence
        case 0x4F:
            introduce(byte, after: prelude)
            phase = .singleShift
        case 0x5D, 0x50, 0x58, 0x5E, 0x5F:
            introduce(byte, after: prelude)
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
            afterEscape(byte, prelude: .twoEscapes, into: sink)
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
        // rxvt ends numbered keys with Shift in `$`, which elsewhere is an intermediate byte.
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
            giveIntroducer(to: sink)
            begin(byte, into: sink)
        }
    }

    /// Reports a character that could have been the introducer of a sequence.
    private func giveIntroducer(to sink: some InputSink) {
        guard case .givenEscape = prelude, sequence.count == 1 else { return }
        sink.key(.character(Unicode.Scalar(sequence[0])))
    }

    /// An introducer that arrived after a silence, and a final byte, were two typed keys.
    private mutating func giveTyped(_ final: UInt8, into sink: some InputSink) {
        guard sequence.count == 2 else { return }
        switch prelude {
        case .escape, .twoEscapes: return
        case .givenEscape: sink.key(.character(Unicode.Scalar(sequence[0])))
        case .givenIntroducer: break
        }
        begin(final, into: sink)
    }

    private var isNumberAlone: Bool {
        sequence.count > 1 && sequence.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    private mutating func endControlSequence(_ final: UInt8, into sink: some InputSink) {
        phase = .ground
        guard sequenceLength <= Self.longestSequence else { return }
        if sequence.dropFirst().elementsEqual(Self.pasteBegin) {
            // A paste marker has no Alt: the first ESC was a key.
            if case .twoEscapes = prelude { sink.key(.escape) }
            phase = .paste(matched: 0)
            return sink.pasteBegan()
        }
        if let key = sequences.key(ofTerminal: sequence) { return sink.key(key) }
        if sequence.dropFirst().first == 0x3C { return endMouseReport(final, into: sink) }
        guard let parameters = parameters() else { return }
        let keys = KeySequences.controlSequence(parameters: parameters, final: final)
        for key in keys { sink.key(key) }
        if keys.isEmpty { giveTyped(final, into: sink) }
    }

    /// `ESC [ < button ; column ; row M`, or `m` where the button was let go (xterm, "SGR (1006)").
    private func endMouseReport(_ final: UInt8, into sink: some InputSink) {
        let numbers = sequence.dropFirst(2).dropLast().split(separator: 0x3B, omittingEmptySubsequences: false).map {
            Int(String(decoding: $0, as: UTF8.self)) ?? -1
        }
        guard final == 0x4D, numbers.count == 3, let report = MouseReport(button: numbers[0], column: numbers[1], row: numbers[2]) else {
            return
        }
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

    /// The numbers between the introducer and the final byte, each with the details that follow it after colons, `nil` where one was left out.
    /// `nil` where there is anything else, such as the marker of a report.
    private func parameters() -> [[Int?]]? {
        var numbers: [[Int?]] = []
        var group: [Int?] = []
        var number: Int?
        for byte in sequence.dropFirst().dropLast() {
            switch byte {
            case 0x30...0x39: number = min((number ?? 0) * 10 + Int(byte) - 0x30, 0x11_0000)
            case 0x3A, 0x3B:
                group.append(number)
                number = nil
                guard byte == 0x3B else { continue }
                numbers.append(group)
                group = []
            default: return nil
            }
        }
        if number != nil || !group.isEmpty || !numbers.isEmpty { numbers.append(group + [number]) }
        return numbers
    }

    private mutating func inSingleShift(_ byte: UInt8, into sink: some InputSink) {
        switch byte {
        // Some terminals put the modifier in between, as in ESC O 5 A.
        case 0x30...0x39, 0x3B:
            note(byte)
        case 0x20...0x7E:
            note(byte)
            phase = .ground
            if let key = sequences.key(ofTerminal: sequence) ?? KeySequences.singleShift(final: byte) {
                sink.key(key)
            } else {
                giveTyped(byte, into: sink)
            }
        default:
            begin(byte, into: sink)
        }
    }

    private mutating func inString(_ byte: UInt8, _ introducer: UInt8, into sink: some InputSink) {
        switch byte {
        case Self.escapeByte: phase = .stringEscape
        case 0x07: endString(into: sink)
        case 0x18, 0x1A: phase = .ground
        // Strings that are not the answer to our question are dropped.
        default: if introducer == BackgroundAnswer.prefix[0] { note(byte) } else { sequenceLength = 2 }
        }
    }

    private mutating func endString(into sink: some InputSink) {
        phase = .ground
        guard sequenceLength <= Self.longestString, let colour = BackgroundAnswer.colour(sequence) else { return }
        sink.background(colour)
    }

    private mutating func feedPaste(_ bytes: UnsafeRawBufferPointer, from start: Int, matched: Int, into sink: some InputSink) -> Int {
        var matched = matched
        // Bytes that may belong to the end marker are held back until that is decided.
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
                // The bytes that looked like the end marker are content. ESC occurs only at its start, so no other match can begin within
                // them.
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
