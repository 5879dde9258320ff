/// Finds the line on which a key of a TOML text stands. The parser tells lines for syntax errors only.
struct ConfigurationLines {
    private let entries: [(path: [String], line: Int)]

    init(_ text: String) {
        var entries: [(path: [String], line: Int)] = []
        var table: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let code = line.drop { $0 == " " || $0 == "\t" }
            switch code.first {
            case "[":
                table = Self.keys(in: code.drop { $0 == "[" }.prefix { $0 != "]" })
                entries.append((table, index + 1))
            case nil, "#": continue
            default:
                guard let equals = code.firstIndex(of: "=") else { continue }
                entries.append((table + Self.keys(in: code[..<equals]), index + 1))
            }
        }
        self.entries = entries
    }

    /// The line of the key or of the nearest table around it, counted from 1.
    func line(of path: [String]) -> Int? {
        for count in stride(from: path.count, to: 0, by: -1) {
            let wanted = path.prefix(count)
            if let entry = entries.first(where: { $0.path.elementsEqual(wanted) }) { return entry.line }
        }
        return nil
    }

    private static func keys(in text: Substring) -> [String] {
        text.split(separator: ".").map { part in
            String(part.filter { $0 != " " && $0 != "\t" && $0 != "\"" && $0 != "'" })
        }
    }
}
