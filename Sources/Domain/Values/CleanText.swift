/// Text from outside, made fit to be shown: nothing in it moves the cursor, reorders its surroundings, hides or grows without bound.
public enum CleanText {
    /// One line of `text` without control, bidirectional, invisible and separator characters, at most `characters` grapheme
    /// clusters and four times as many scalars long. Line ends and tabs become spaces; what has no glyph becomes U+FFFD; the letters of a
    /// region behind a black flag, which are invisible, become plain ones; what was cut off leaves `…`.
    public static func line(_ text: some StringProtocol, characters limit: Int = 200) -> String {
        let limit = max(1, limit)
        var kept = String.UnicodeScalarView()
        var scalarCount = 0
        var isCut = false
        var isBehindFlag = false
        for scalar in text.unicodeScalars {
            guard let visible = visible(scalar) ?? (isBehindFlag ? letter(ofTag: scalar) : nil) else { continue }
            isBehindFlag = scalar == "\u{1F3F4}" || (isBehindFlag && letter(ofTag: scalar) != nil)
            if visible == " ", kept.isEmpty || kept.last == " " { continue }
            if scalarCount == limit * 4 {
                isCut = true
                break
            }
            kept.append(visible)
            scalarCount += 1
        }
        var line = String(kept)
        if line.count > limit {
            isCut = true
        }
        if isCut {
            line = String(line.prefix(limit - 1)) + "…"
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// The letter or digit that a tag character stands for (Unicode Technical Standard 51, emoji tag sequences).
    private static func letter(ofTag scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xE0030...0xE0039, 0xE0061...0xE007A: Unicode.Scalar(scalar.value - 0xE0000)
        default: nil
        }
    }

    /// The scalar to show for `scalar`; `nil` for one that must not reach the screen.
    private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if scalar.isASCII {
            switch scalar.value {
            case 0x20...0x7E: return scalar
            case 0x09...0x0D: return " "
            default: return nil
            }
        }
        let properties = scalar.properties
        // Hangul fillers, variation selectors and the like have a letter's category and no glyph.
        if properties.isDefaultIgnorableCodePoint { return nil }
        switch properties.generalCategory {
        case .lineSeparator, .paragraphSeparator: return " "
        case .control, .format, .surrogate: return nil
        case .privateUse, .unassigned: return "\u{FFFD}"
        case .spaceSeparator: return " "
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation,
            .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            return scalar
        @unknown default: return nil
        }
    }
}
