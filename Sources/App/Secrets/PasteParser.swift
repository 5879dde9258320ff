import Core
import Domain

/// Finds the three credentials in pasted bytes. No part of the bytes is copied.
package enum PasteParser {
    package static func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedPaste {
        let text = ScalarText(bytes)
        let whole = text.trimmed(0 ..< bytes.count).range
        let lines = PasteLine.lines(of: text)
        func parsed(
            _ layout: PasteFindings.Layout, _ values: [Credential: ParsedPaste.Value] = [:], trimmed: Int = 0,
            secrecy: PasteFindings.Secrecy = .mayBeSecret
        ) -> ParsedPaste {
            ParsedPaste(layout: layout, whole: whole, lineCount: lines.count, values: values, trimmedCharacters: trimmed, secrecy: secrecy)
        }

        guard let first = lines.first else { return parsed(.empty, secrecy: .plainText) }
        if bytes[whole.lowerBound] == UInt8(ascii: "{"), let values = JSONCredentials.find(in: bytes, whole) {
            return parsed(.json, values)
        }
        if lines.count == 3, areBare(lines, text) {
            let ranges = unquoted(lines, text)
            let values = zip(Credential.allCases, ranges).map { ($0, ParsedPaste.Value(range: $1, coding: .verbatim)) }
            return parsed(.bareLines, Dictionary(uniqueKeysWithValues: values), trimmed: lines.reduce(0) { $0 + $1.removed })
        }
        let labelled = labelledValues(lines)
        if !labelled.values.isEmpty { return parsed(.labelledLines, labelled.values, trimmed: labelled.trimmed) }
        if lines.count == 1 {
            return parsed(.singleValue, trimmed: first.removed, secrecy: secrecy(of: UnsafeRawBufferPointer(rebasing: bytes[first.range])))
        }
        return parsed(.unrecognised)
    }

    /// Whether three lines are to be read as key, secret and passphrase whatever a passphrase may look like.
    private static func areBare(_ lines: [PasteLine], _ text: ScalarText) -> Bool {
        let shapes = lines.map { shape(text, $0.range) }
        if shapes.contains(.uuid), shapes.contains(.hexadecimal32) { return true }
        var labelCount = 0
        for (index, line) in lines.enumerated() {
            switch line.reading {
            case .bare: continue
            case .labelled(let label, let value, _):
                if label.credential != nil, [.uuid, .hexadecimal32].contains(shape(text, value)) { return false }
            case .label:
                if index < lines.count - 1 { return false }
            }
            labelCount += 1
        }
        return labelCount <= 1
    }

    private static func shape(_ text: ScalarText, _ range: Range<Int>) -> SecretSummary.Shape {
        SecretInspection.shape(of: UnsafeRawBufferPointer(rebasing: text.bytes[range]))
    }

    /// Quotes are part of a bare value unless every line has them.
    private static func unquoted(_ lines: [PasteLine], _ text: ScalarText) -> [Range<Int>] {
        let areQuoted = lines.allSatisfy { line in
            let (first, last) = (text.bytes[line.range.lowerBound], text.bytes[line.range.upperBound - 1])
            return line.range.count >= 2 && first == last && PasteLine.isQuote(first)
        }
        guard areQuoted else { return lines.map(\.range) }
        return lines.map { text.trimmed($0.range.lowerBound + 1 ..< $0.range.upperBound - 1).range }
    }

    private static func labelledValues(_ lines: [PasteLine]) -> (values: [Credential: ParsedPaste.Value], trimmed: Int) {
        var values: [Credential: ParsedPaste.Value] = [:]
        var trimmed = 0
        func keep(_ credential: Credential, _ range: Range<Int>, removed: Int) {
            guard values[credential] == nil, !range.isEmpty else { return }
            values[credential] = ParsedPaste.Value(range: range, coding: .verbatim)
            trimmed += removed
        }
        var pending: PasteLabel?
        for (index, line) in lines.enumerated() {
            let label = pending
            pending = nil
            switch line.reading {
            case .bare:
                if let credential = label?.credential { keep(credential, line.range, removed: line.removed) }
            case .labelled(let own, let value, let removed):
                // A passphrase on a line of its own may look like a labelled value.
                if label == .credential(.passphrase), index == lines.count - 1 {
                    keep(.passphrase, line.range, removed: line.removed)
                } else if let credential = own.credential {
                    keep(credential, value, removed: line.removed + removed)
                }
            case .label(let own):
                pending = own
            }
        }
        return (values, trimmed)
    }

    /// Whether a single line can be shown as text: not where it has the shape of a credential, or of any long token.
    private static func secrecy(of bytes: UnsafeRawBufferPointer) -> PasteFindings.Secrecy {
        switch SecretInspection.shape(of: bytes) {
        case .uuid, .hexadecimal32, .passphraseRule: return .mayBeSecret
        case .empty, .other: break
        }
        var run = 0
        var hexadecimalRun = 0
        var runHasDigit = false
        for byte in bytes {
            if (0x21...0x7E).contains(byte) {
                run += 1
                runHasDigit = runHasDigit || (0x30...0x39).contains(byte)
            } else {
                (run, runHasDigit) = (0, false)
            }
            hexadecimalRun = SecretInspection.isHexadecimal(byte) ? hexadecimalRun + 1 : 0
            if hexadecimalRun >= 12 || (run >= 20 && runHasDigit) { return .mayBeSecret }
        }
        return bytes.count <= longestPlainTextBytes ? .plainText : .mayBeSecret
    }

    private static let longestPlainTextBytes = 256
}
