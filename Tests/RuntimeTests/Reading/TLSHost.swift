import Foundation
import Synchronization

/// `openssl s_server` on a loopback port, and what it was told.
final class TLSHost: Sendable {
    struct Failed: Error { let words: String }

    let origin: String
    private let process: Mutex<Process>
    private let printed: Printed

    private final class Printed: Sendable {
        let text = Mutex("")
    }

    static var canRun: Bool {
        ProcessInfo.processInfo.environment["CI"] == "true" || FileManager.default.isExecutableFile(atPath: CertificateFolder.openssl)
    }

    init(_ folder: CertificateFolder, _ name: String, _ extra: String...) async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CertificateFolder.openssl)
        process.arguments =
            ["s_server", "-accept", "127.0.0.1:0", "-cert", folder.file(name, "pem"), "-key", folder.file(name, "key")] + extra
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let printed = Printed()
        let descriptor = dup(output.fileHandleForReading.fileDescriptor)
        let port = await withCheckedContinuation { (continuation: CheckedContinuation<String?, Never>) in
            Thread.detachNewThread {
                var waiting: CheckedContinuation<String?, Never>? = continuation
                var buffer = [UInt8](repeating: 0, count: 4_096)
                while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
                    let part = String(decoding: buffer[..<count], as: UTF8.self)
                    let text = printed.text.withLock { text in
                        text += part
                        return text
                    }
                    guard waiting != nil, let port = Self.port(in: text) else { continue }
                    waiting?.resume(returning: port)
                    waiting = nil
                }
                waiting?.resume(returning: nil)
                close(descriptor)
            }
        }
        guard let port else { throw Failed(words: printed.text.withLock { $0 }) }
        origin = "https://127.0.0.1:\(port)"
        self.printed = printed
        self.process = Mutex(process)
    }

    /// From the whole line that says where the host listens.
    private static func port(in text: String) -> String? {
        text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .first { $0.hasPrefix("ACCEPT ") }.flatMap { $0.split(separator: ":").last }.map(String.init)
    }

    deinit { process.withLock { _ = kill($0.processIdentifier, SIGKILL) } }

    /// What the host was told in the clear, with its own notes about the handshakes.
    var seen: String { printed.text.withLock { $0 } }
}

/// Certificates made once for a run.
final class CertificateFolder: Sendable {
    static let openssl =
        ["/usr/bin/openssl", "/usr/local/bin/openssl"].first { FileManager.default.isExecutableFile(atPath: $0) } ?? "/usr/bin/openssl"

    static func shared() async throws -> CertificateFolder {
        try await withCheckedThrowingContinuation { continuation in
            // Programs are waited for beside the threads that tests run on.
            Thread.detachNewThread { continuation.resume(with: made) }
        }
    }

    private static let made: Result<CertificateFolder, any Error> = Result {
        let folder = try CertificateFolder()
        atexit { if case .success(let folder) = CertificateFolder.made { try? FileManager.default.removeItem(atPath: folder.path) } }
        return folder
    }

    let path: String

    private init() throws {
        path = FileManager.default.temporaryDirectory.path + "/tidegate-certificates-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for authority in ["authority", "stranger"] {
            try run(
                ["req", "-x509"] + Self.newKey + [
                    "-days", "2", "-subj", "/CN=Test \(authority)", "-keyout", file(authority, "key"), "-out", file(authority, "pem"),
                ])
        }
        try issue("good", by: "authority", names: "IP:127.0.0.1", days: 2)
        try issue("wrongHost", by: "authority", names: "DNS:elsewhere.invalid", days: 2)
        try issue("expired", by: "authority", names: "IP:127.0.0.1", days: -1)
        try issue("unknownIssuer", by: "stranger", names: "IP:127.0.0.1", days: 2)
        try run(
            ["req", "-x509"] + Self.newKey + [
                "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", file("selfSigned", "key"),
                "-out",
                file("selfSigned", "pem"),
            ])
    }

    var authority: String { file("authority", "pem") }

    func file(_ name: String, _ kind: String) -> String { "\(path)/\(name).\(kind)" }

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]

    private func issue(_ name: String, by authority: String, names: String, days: Int) throws {
        try "subjectAltName=\(names)\n".write(toFile: file(name, "ext"), atomically: true, encoding: .utf8)
        try run(["req", "-new"] + Self.newKey + ["-subj", "/CN=\(name)", "-keyout", file(name, "key"), "-out", file(name, "csr")])
        try run([
            "x509", "-req", "-in", file(name, "csr"), "-CA", file(authority, "pem"), "-CAkey", file(authority, "key"), "-CAcreateserial",
            "-days",
            "\(days)", "-extfile", file(name, "ext"), "-out", file(name, "pem"),
        ])
    }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.openssl)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TLSHost.Failed(words: arguments.joined(separator: " ")) }
    }
}

/// Accepts connections and closes them at once.
final class CutListener: Sendable {
    let origin: String
    private let descriptor: Int32

    init?() {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard listening else { return nil }
        origin = "https://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        Thread.detachNewThread {
            while case let connection = accept(descriptor, nil, nil), connection >= 0 { Glibc.close(connection) }
        }
    }

    func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        Glibc.close(descriptor)
    }
}
