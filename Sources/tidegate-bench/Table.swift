import Glibc

/// The figures as a table: ours, and each peer's beside it with the ratio.
struct Table {
    struct Row {
        let name: String
        let unit: String
        let ours: Double?
        let peers: [(name: String, value: Double?)]
        /// What is to be reached, in words.
        var target = ""
    }

    static func heading(_ title: String) {
        write("\n\(title)")
    }

    static func row(_ row: Row) {
        var line = "  " + padded(row.name, 44) + number(row.ours, row.unit)
        for peer in row.peers {
            line += "   " + peer.name + " " + (peer.value == nil ? "not installed" : number(peer.value, row.unit).trimmed)
            if let ours = row.ours, let value = peer.value, value > 0 { line += " (×\(text(ours / value, 2)))" }
        }
        if !row.target.isEmpty { line += "   [\(row.target)]" }
        write(line)
    }

    static func note(_ words: String) {
        write("  " + words)
    }

    /// At once, because a run takes minutes.
    private static func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
    }

    private static func number(_ value: Double?, _ unit: String) -> String {
        guard let value, !value.isNaN else { return padded("-", 14, .leading) }
        return padded(text(value, abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 2) + " " + unit, 14, .leading)
    }

    static func text(_ value: Double, _ digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((abs(value) * scale).rounded())
        let sign = value < 0 ? "-" : ""
        guard digits > 0 else { return sign + String(scaled) }
        let fraction = String(scaled % Int(scale))
        return sign + String(scaled / Int(scale)) + "." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    private enum Side { case leading, trailing }

    private static func padded(_ text: String, _ width: Int, _ side: Side = .trailing) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        switch side {
        case .leading: return space + text
        case .trailing: return text + space
        }
    }
}

extension String {
    var trimmed: String { String(drop { $0 == " " }) }
}
