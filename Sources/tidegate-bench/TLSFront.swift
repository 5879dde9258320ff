import Glibc

/// A server in front of the sandbox that speaks TLS, with a certificate made for this run.
final class TLSFront {
    let port: Int
    let certificate: String
    private let child: Child

    /// `nil` where openssl or Python is missing.
    init?(_ setup: BenchSetup, port upstream: Int) throws {
        guard setup.installed("openssl") != nil, let python = setup.python ?? setup.installed("python3") else {
            return nil
        }
        let folder = setup.workshop.path
        certificate = folder + "/certificate.pem"
        let made = try Child.run(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                "/CN=127.0.0.1",
                "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder + "/key.pem", "-out", certificate,
            ], environment: setup.environment)
        guard made.status == 0 else { return nil }
        let file = try setup.workshop.write("", to: "front.txt")
        let output = open(file, O_WRONLY | O_CLOEXEC)
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { for descriptor in [output, null] { close(descriptor) } }
        child = try Child(
            [python, "-c", Peers.tlsFront, certificate, folder + "/key.pem", String(upstream)], environment: setup.environment,
            descriptors: [null, output, null])
        let end = Clock.milliseconds + 10_000
        while true {
            if let port = Int(try ProcessFigures.text(file).split(separator: "\n").first ?? "") {
                self.port = port
                return
            }
            guard Clock.milliseconds < end else { return nil }
            Clock.pause(milliseconds: 20)
        }
    }

    deinit { child.end(SIGTERM) }
}
