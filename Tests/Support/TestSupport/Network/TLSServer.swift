/// `openssl s_server` on a loopback port.
package struct TLSServer {
    /// The port that openssl has chosen.
    package let port: UInt16
    /// What it was told in the clear, with its own notes about the handshakes, is its output.
    package let process: RunningTool

    /// Starts a server with one of the certificates, and further options of `openssl s_server`; returns when it listens.
    package init(_ certificates: TestCertificates, _ name: String, _ extra: String...) async throws {
        let process = try RunningTool(
            "openssl",
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificates.certificate(name), "-key", certificates.key(name)] + extra)
        _ = await eventually { Self.port(in: process.output) != nil || !process.isRunning }
        guard let port = Self.port(in: process.output) else { throw Tool.Failed(complaint: process.output) }
        self.port = port
        self.process = process
    }

    /// The base address for clients.
    package var origin: String { "https://127.0.0.1:\(port)" }

    private static func port(in output: String) -> UInt16? {
        for line in output.split(separator: "\n").dropLast(output.hasSuffix("\n") ? 0 : 1) where line.hasPrefix("ACCEPT ") {
            return line.split(separator: ":").last.flatMap { UInt16($0) }
        }
        return nil
    }
}
