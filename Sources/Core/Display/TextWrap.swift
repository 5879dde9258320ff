/// Breaks text into lines of a given width.
package enum TextWrap {
    /// The lines of plain text.
    package static func lines(of text: String, columns: Int) -> [String] {
        lines([Span(text)], columns: columns).map { $0.map(\.text).joined() }
    }

    /// The lines that the spans fill, broken between words, and between any two characters in Chinese text; words longer than a
    /// line are cut. Punctuation does not begin a line where that can be helped.
    static func lines(_ spans: [Span], columns: Int) -> [[Span]] {
        guard columns > 0 else { return [] }
        var lines: [[Span]] = [[]]
        var used = 0
        for piece in pieces(of: spans) {
            if piece.text == "\n" {
                lines.append([])
                used = 0
                continue
            }
            let width = TextWidth.columns(of: piece.text)
            if used + width <= columns {
                append(piece, to: &lines)
                used += width
                continue
            }
            if piece.text == " " {
                lines.append([])
                used = 0
                continue
            }
            if used > 0 {
                trimEnd(&lines[lines.count - 1])
                lines.append([])
                used = 0
            }
            for part in piece.text.flatMap({ parts(of: $0, columns: columns) }) {
                let step = TextWidth.columns(of: part)
                if used + step > columns, used > 0 {
                    lines.append([])
                    used = 0
                }
                append(piece.with(part), to: &lines)
                used += step
            }
        }
        return lines
    }

    /// The character, in parts where it is wider than a line.
    private static func parts(of character: Character, columns: Int) -> [String] {
        if TextWidth.columns(of: character) <= columns { return [String(character)] }
        var parts = [""]
        for scalar in character.unicodeScalars {
            let longer = parts[parts.count - 1] + String(scalar)
            if TextWidth.columns(of: longer) <= columns || parts[parts.count - 1].isEmpty {
                parts[parts.count - 1] = longer
            } else {
                parts.append(String(scalar))
            }
        }
        return parts
    }

    private static func append(_ piece: Span, to lines: inout [[Span]]) {
        let last = lines.count - 1
        if piece.text == " ", lines[last].isEmpty { return }
        if let end = lines[last].last, end.role == piece.role, end.press == piece.press {
            lines[last][lines[last].count - 1].text += piece.text
        } else {
            lines[last].append(piece)
        }
    }

    private static func trimEnd(_ line: inout [Span]) {
        while let end = line.last, end.text.last == " " {
            line[line.count - 1].text.removeLast()
            if line[line.count - 1].text.isEmpty { line.removeLast() }
        }
    }

    /// Words, single spaces, line ends, and single wide characters with the punctuation that clings to them.
    private static func pieces(of spans: [Span]) -> [Span] {
        var result: [Span] = []
        for span in spans {
            var word = ""
            func flush() {
                if !word.isEmpty { result.append(span.with(word)) }
                word = ""
            }
            for character in span.text {
                if character == " " || character == "\n" {
                    flush()
                    result.append(span.with(String(character)))
                } else if TextWidth.isWide(character) {
                    if closing.contains(character) {
                        if word.isEmpty, let last = result.last, last.text != " ", last.text != "\n", last.role == span.role,
                            last.press == span.press
                        {
                            result[result.count - 1].text.append(character)
                        } else {
                            word.append(character)
                            flush()
                        }
                    } else if let last = word.last, opening.contains(last) {
                        word.append(character)
                        flush()
                    } else {
                        flush()
                        word.append(character)
                        if !opening.contains(character) { flush() }
                    }
                } else if word.isEmpty, closing.contains(character), let last = result.last, last.role == span.role,
                    last.press == span.press,
                    last.text.last.map(TextWidth.isWide) == true
                {
                    // A quotation mark is narrow and clings to Chinese text all the same.
                    result[result.count - 1].text.append(character)
                } else {
                    word.append(character)
                }
            }
            flush()
        }
        return result
    }

    private static let closing: Set<Character> = ["，", "。", "、", "；", "：", "！", "？", "）", "”", "’", "》", "」", "】"]
    private static let opening: Set<Character> = ["（", "“", "‘", "《", "「", "【"]
}
