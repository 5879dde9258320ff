import App
import Glibc

/// A line that the user types in plain sight.
struct ShownLine {
    let descriptor: Int32
    let signals: SignalWait

    private static let longestBytes = 1_024

    /// The line without its end and without spaces around it; what is longer than any answer is cut. Throws `Interrupted`.
    func read() throws(Interrupted) -> String {
        var line: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 256)
        while line.count < Self.longestBytes, !line.contains(UInt8(ascii: "\n")) {
            try signals.wait(for: descriptor)
            let count = Glibc.read(descriptor, &part, part.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { break }
            line += part[..<count]
        }
        var text = Substring(String(decoding: line.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
