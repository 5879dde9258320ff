import Core
import Domain
import Glibc
import Session

/// Finds the three credentials in pasted bytes. No part of the bytes is copied.
package enum PasteParser {
    package static func parse(_ bytes: UnsafeRawBufferPointer) -> ParsedPaste {
        let text = ScalarText(bytes)
        let whole = text.trimmed(0..<bytes.count).range
        let all = PasteLine.lines(of: text)
        func parsed(
            _ layout: PasteFindings.Layout, _ values: [Credential: ParsedPaste.Value] = [:], trimmed: Int = 0,
            secrecy: PasteFindings.Secrecy = .mayBeSecret
        ) -> ParsedPaste {
            ParsedPaste(layout: layout, whole: whole, lineCount: all.count, values: values, trimmedCharacters: trimmed, secrecy: secrecy)
        }

        guard let first = all.first else { return parsed(.empty, secrecy: .plainText) }
        switch bytes[whole.lowerBound] {
        // What begins with a brace is JSON, or it is not what it promises to be.
        case UInt8(ascii: "{"):
            switch JSONCredentials.find(in: bytes, whole) {
            case .values(let values): return parsed(.json, values)
            case .twoKeys: return parsed(.twoKeys)
            case .nothing: return parsed(.brokenJSON)
            }
        // A bracket may begin a heading too.
        case UInt8(ascii: "["):
            switch JSONCredentials.find(in: bytes, whole) {
            case .values(let values): return parsed(.json, values)
            case .twoKeys: return parsed(.twoKeys)
            case .nothing: break
            }
        default: break
        }
        let lines = contents(of: all)
        if lines.count == 3, areBare(lines, text) {
            let (ranges, isShaped) = sorted(unquoted(lines, text), text)
            let values = zip(Credential.allCases, ranges).map { ($0, ParsedPaste.Value(range: $1, coding: .verbatim)) }
            return parsed(
                isShaped ? .shapedLines : .bareLines, Dictionary(uniqueKeysWithValues: values), trimmed: lines.reduce(0) { $0 + $1.removed }
            )
        }
        switch LabelledValues(lines, bytes) {
        case let labelled where labelled.hasTwoKeys: return parsed(.twoKeys)
        case let labelled where !labelled.values.isEmpty: return parsed(.labelledLines, labelled.values, trimmed: labelled.trimmed)
        case _: break
        }
        if lines.count == 1, all.count == 1 {
            return parsed(.singleValue, trimmed: first.removed, secrecy: secrecy(of: UnsafeRawBufferPointer(rebasing: bytes[first.range])))
        }
        return parsed(haveTwoKeys(lines, text) ? .twoKeys : .unrecognised)
    }

    /// Without comments, unless what looks like one is needed.
    private static func contents(of lines: [PasteLine]) -> [PasteLine] {
        let contents = lines.filter {
            switch $0.reading {
            case .comment: false
            case .bare, .labelled, .label, .heading: true
            }
        }
        return contents.isEmpty || (lines.count == 3 && contents.count == 2) ? lines : contents
    }

    /// Whether three lines are to be read as key, secret and passphrase whatever a passphrase may look like.
    private static func areBare(_ lines: [PasteLine], _ text: ScalarText) -> Bool {
        let shapes = lines.map { shape(text, $0.range) }
        if shapes.contains(.uuid), shapes.contains(.hexadecimal32) { return true }
        var labelCount = 0
        for (index, line) in lines.enumerated() {
            switch line.reading {
            case .bare, .heading, .comment: continue
            case .labelled(let label, let value, _, _):
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
        let ranges = lines.map { PasteLine.withoutPunctuation(text, $0.range) }
        return zip(lines, ranges).allSatisfy { $0.range != $1 } ? ranges : lines.map(\.range)
    }

    /// Three values in the order of the fields. Another order is understood where one of them can only be the key, another only the secret,
    /// and the third neither.
    private static func sorted(_ ranges: [Range<Int>], _ text: ScalarText) -> (ranges: [Range<Int>], isShaped: Bool) {
        let shapes = ranges.map { shape(text, $0) }
        guard let key = shapes.firstIndex(of: .uuid), let secret = shapes.firstIndex(of: .hexadecimal32),
            let passphrase = shapes.firstIndex(where: { $0 != .uuid && $0 != .hexadecimal32 }), (key, secret, passphrase) != (0, 1, 2)
        else { return (ranges, false) }
        return ([ranges[key], ranges[secret], ranges[passphrase]], true)
    }

    /// Whether lines without labels hold the API keys of two accounts.
    private static func haveTwoKeys(_ lines: [PasteLine], _ text: ScalarText) -> Bool {
        let keys = lines.map { PasteLine.withoutPunctuation(text, $0.range) }.filter { shape(text, $0) == .uuid }
        guard let first = keys.first else { return false }
        return keys.contains { !text.bytes[first].elementsEqual(text.bytes[$0]) }
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
