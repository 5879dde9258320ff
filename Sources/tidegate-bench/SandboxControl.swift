import Glibc
import JSON

/// Tells a sandbox what is to happen, over one kept connection.
final class SandboxControl {
    private let port: Int
    private let descriptor: Int32
    /// The last request of the log that was counted.
    private var lastSequence = 0

    init(port: Int) throws {
        self.port = port
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw BenchProblem("the sandbox cannot be reached") }
    }

    deinit { close(descriptor) }

    /// How many streams are open and have logged in.
    func streams() throws -> Int { try ask("GET", "/sandbox/streams", "").split(separator: #""account":"load-"#).count - 1 }

    /// How many requests to a path were answered since this was asked last. The log keeps a thousand requests, so it has to be asked often.
    func answered(_ path: String) throws -> Int {
        let reply = try ask("GET", "/sandbox/log", "")
        guard let start = reply.firstIndex(of: "{"), let log = try? JSONDocument(parsing: Array(reply[start...].utf8)) else {
            throw BenchProblem("the sandbox's log cannot be read")
        }
        var count = 0
        for entry in log.root["entries"]?.elements ?? [] {
            guard let sequence = entry["sequence"]?.scalarText.flatMap({ Int($0) }), sequence > lastSequence else { continue }
            lastSequence = sequence
            if entry["path"]?.string?.hasPrefix(path) == true, entry["status"]?.scalarText == "200" { count += 1 }
        }
        return count
    }

    /// Sends a body to a control path, and waits until it was taken.
    func post(_ path: String, _ body: String) throws { _ = try ask("POST", path, body) }

    private func ask(_ method: String, _ path: String, _ body: String) throws -> String {
        let request = Array(
            """
            \(method) \(path) HTTP/1.1\r
            Host: 127.0.0.1:\(port)\r
            Content-Type: application/json\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """.utf8)
        guard write(descriptor, request, request.count) == request.count else { throw BenchProblem("the sandbox went away") }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while !Self.isWhole(answer) {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { throw BenchProblem("the sandbox went away") }
            answer += buffer[..<count]
        }
        let text = String(decoding: answer, as: UTF8.self)
        guard text.hasPrefix("HTTP/1.1 200") else { throw BenchProblem("the sandbox refused \(path): \(text.suffix(200))") }
        return text
    }

    private static func isWhole(_ answer: [UInt8]) -> Bool {
        let text = String(decoding: answer, as: UTF8.self)
        guard let end = text.utf8.indices.first(where: { text[$0...].hasPrefix("\r\n\r\n") }) else { return false }
        let length = text[..<end].lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst("content-length:".count).drop { $0 == " " }) }
        return text[end...].utf8.count - 4 >= (length ?? 0)
    }
}
