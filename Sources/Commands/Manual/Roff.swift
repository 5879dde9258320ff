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

    /// Backslashes and hyphens as they are typed, and signs that not every device has.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
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

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
