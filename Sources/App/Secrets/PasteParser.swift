import Core
import Domain
import Glibc
import Session

/// Finds the values of an exchange's key in pasted bytes. No part of the bytes is copied.
package enum PasteParser {
    /// Looks for the fields of the exchange that the vocabulary belongs to.
    package static func parse(_ bytes: UnsafeRawBufferPointer, _ words: PasteVocabulary) -> ParsedPaste {
        let text = ScalarText(bytes)
        let whole = text.trimmed(0..<bytes.count).range
        let all = PasteLine.lines(of: text, words)
        func parsed(
            _ layout: PasteFindings.Layout, _ values: [KeyField.ID: ParsedPaste.Value] = [:], trimmed: Int = 0,
            secrecy: PasteFindings.Secrecy = .mayBeSecret
        ) -> ParsedPaste {
            ParsedPaste(layout: layout, whole: whole, lineCount: all.count, values: values, trimmedCharacters: trimmed, secrecy: secrecy)
        }

        guard let first = all.first else { return parsed(.empty, secrecy: .plainText) }
        switch bytes[whole.lowerBound] {
        // Text that begins with a brace is JSON, or broken JSON.
        case UInt8(ascii: "{"):
            switch JSONCredentials.find(in: bytes, whole, words) {
            case .values(let values): return parsed(.json, values)
            case .twoKeys: return parsed(.twoKeys)
            case .nothing: return parsed(.brokenJSON)
            }
        // A bracket may begin a heading too.
        case UInt8(ascii: "["):
            switch JSONCredentials.find(in: bytes, whole, words) {
            case .values(let values): return parsed(.json, values)
            case .twoKeys: return parsed(.twoKeys)
            case .nothing: break
            }
        default: break
        }
        let lines = withoutPublicHalf(contents(of: all, words), bytes)
        if let bare = BareLines(lines, text, words) {
            return parsed(bare.isShaped ? .shapedLines : .bareLines, bare.values, trimmed: bare.trimmed)
        }
        switch LabelledValues(lines, bytes, words) {
        case let labelled where labelled.hasTwoKeys: return parsed(.twoKeys)
        case let labelled where !labelled.values.isEmpty: return parsed(.labelledLines, labelled.values, trimmed: labelled.trimmed)
        case _: break
        }
        if let part = BareLines(part: lines, text, words) {
            return parsed(part.isShaped ? .shapedLines : .bareLines, part.values, trimmed: part.trimmed)
        }
        // A PEM block goes into its own field or nowhere: a private key is never put into a field that is sent.
        if lines.count == 1, all.count == 1, first.block == nil {
            let secrecy = secrecy(of: UnsafeRawBufferPointer(rebasing: bytes[first.range]), words)
            let told = BareLines(single: first, text, words)?.values ?? [:]
            return parsed(.singleValue, told, trimmed: first.removed, secrecy: secrecy)
        }
        return parsed(haveTwoKeys(lines, text, words) ? .twoKeys : .unrecognised)
    }

    /// Without comments, unless what looks like one is needed for a whole key.
    private static func contents(of lines: [PasteLine], _ words: PasteVocabulary) -> [PasteLine] {
        let contents = lines.filter {
            switch $0.reading {
            case .comment: false
            case .bare, .labelled, .block, .label, .heading: true
            }
        }
        let needed = words.fields.missing { _ in false }.count
        return contents.isEmpty || (lines.count == needed && contents.count == needed - 1) ? lines : contents
    }

    /// Without the block of a public key, where that of a private one stands beside it.
    private static func withoutPublicHalf(_ lines: [PasteLine], _ bytes: UnsafeRawBufferPointer) -> [PasteLine] {
        // Whether each block is that of a public key; `nil` for other lines.
        let blocks = lines.map { line -> Bool? in
            guard let range = line.block else { return nil }
            return PEMBlock.isPublic(UnsafeRawBufferPointer(rebasing: bytes[range]))
        }
        guard blocks.contains(false) else { return lines }
        return lines.indices.filter { blocks[$0] != true }.map { lines[$0] }
    }

    /// Whether lines without labels hold the API keys of two accounts.
    private static func haveTwoKeys(_ lines: [PasteLine], _ text: ScalarText, _ words: PasteVocabulary) -> Bool {
        // Where a secret looks like a key, two of the kind are nothing strange.
        guard let usual = words.fields[.apiKey]?.shape, words.isTelling(usual), words.fields.filter({ $0.shape == usual }).count == 1 else {
            return false
        }
        let keys = lines.map { PasteLine.withoutPunctuation(text, $0.range) }.filter {
            SecretInspection.shape(of: UnsafeRawBufferPointer(rebasing: text.bytes[$0])) == usual
        }
        guard let first = keys.first else { return false }
        return keys.contains { !text.bytes[first].elementsEqual(text.bytes[$0]) }
    }

    /// Whether a single line can be shown as text: not where it has the shape of a credential, or of any long token.
    private static func secrecy(of bytes: UnsafeRawBufferPointer, _ words: PasteVocabulary) -> PasteFindings.Secrecy {
        switch SecretInspection.shape(of: bytes) {
        case .uuid, .hexadecimal32, .passphraseRule, .pem, .encryptedPEM, .unfinishedPEM, .publicPEM: return .mayBeSecret
        case .alphanumeric(let count) where words.isUsual(.alphanumeric(count: count)): return .mayBeSecret
        case .alphanumeric, .empty, .other: break
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
