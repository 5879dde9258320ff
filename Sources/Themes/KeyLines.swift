/// Where keys stand in a TOML text, as well as that can be told from its lines: the parser reports places only for syntax errors.
struct KeyLines {
    private var lineByPath: [[String]: Int] = [:]

    init(text: String) {
        var section: [String] = []
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            if trimmed.hasPrefix("[") {
                section = Self.path(trimmed.dropFirst().prefix { $0 != "]" })
                note(section, number)
            } else if let equals = trimmed.firstIndex(of: "="), !trimmed.hasPrefix("#") {
                note(section + Self.path(trimmed[..<equals]), number)
            }
        }
    }

    /// The line of a key, counted from 1, or of the nearest table around it.
    func line(of path: [String]) -> Int? {
        var path = path
        while !path.isEmpty {
            if let line = lineByPath[path] { return line }
            path.removeLast()
        }
        return nil
    }

    private mutating func note(_ path: [String], _ line: Int) {
        if lineByPath[path] == nil { lineByPath[path] = line }
    }

    private static func path(_ text: Substring) -> [String] {
        text.split(separator: ".").map { String($0.filter { !" \t\"'".contains($0) }) }
    }
}
