internal import Themes

/// What a terminal answers to the question for its background (xterm, ctlseqs, OSC 11).
enum BackgroundAnswer {
    static let prefix = Array("]11;".utf8)

    /// The colour in an answer such as `]11;rgb:1e1e/1e1e/2e2e`, without its ESC and its end.
    static func colour(_ answer: [UInt8]) -> RGB? {
        guard answer.starts(with: prefix) else { return nil }
        let value = String(decoding: answer.dropFirst(prefix.count), as: UTF8.self)
        guard let kind = ["rgb:", "rgba:"].first(where: value.hasPrefix) else { return nil }
        let parts = value.dropFirst(kind.count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == kind.count - 1 else { return nil }
        var levels: [UInt8] = []
        for part in parts {
            guard (1...4).contains(part.count), part.allSatisfy({ $0.isHexDigit && $0.isASCII }), let level = Int(part, radix: 16) else {
                return nil
            }
            levels.append(UInt8(level * 255 / ((1 << (4 * part.count)) - 1)))
        }
        return RGB(red: levels[0], green: levels[1], blue: levels[2])
    }
}
