/// Text for the formatter of manual pages (man(7)).
struct Roff {
    private(set) var text = ""

    /// A line that is a request of the formatter.
    mutating func request(_ request: String) { text += "." + request + "\n" }

    mutating func section(_ title: String) { request("SH " + Self.argument(title)) }

    mutating func paragraph(_ words: String) {
        request("PP")
        line(words)
    }

    /// A term, and what it means below it.
    mutating func entry(_ term: String, _ meaning: String) {
        request("TP")
        request("B " + Self.argument(term))
        line(meaning)
    }

    /// Lines as they are.
    mutating func verbatim(_ lines: [String]) {
        request("PP")
        request("nf")
        for each in lines { line(each) }
        request("fi")
    }

    mutating func line(_ words: String) {
        let escaped = Self.escaped(words)
        // A period or an apostrophe at the beginning would make it a request.
        text += (escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" : "") + escaped + "\n"
    }

    private static func argument(_ text: String) -> String { "\"" + escaped(text).replacing("\"", with: "\\(dq") + "\"" }

    /// Backslashes and hyphens as they are typed, and signs that not every device has. Between characters without spaces, as in Chinese, a
    /// line may end, except where punctuation would then begin or end one.
    static func escaped(_ text: String) -> String {
        var result = ""
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if let last, isUnspaced(last) || isUnspaced(scalar), !opening.contains(last), !closing.contains(scalar), last != " ",
                scalar != " "
            {
                result += "\\:"
            }
            last = scalar
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "“": result += "\\(lq"
            case "”": result += "\\(rq"
            case "’": result += "\\(cq"
            case "…": result += "..."
            case "·": result += "\\(bu"
            case "–": result += "\\(en"
            case "\n": result += "\n"
            case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
            case _: result += "\\[u\(hexadecimal(scalar.value))]"
            }
        }
        return result
    }

    private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool { (0x2E80...0xFFEF).contains(scalar.value) }

    private static let opening: Set<Unicode.Scalar> = ["（", "“", "《"]
    private static let closing: Set<Unicode.Scalar> = ["，", "。", "、", "；", "：", "！", "？", "）", "”", "》"]

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
