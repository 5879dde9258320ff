import Foundation

/// Certificates made for one run: an authority, those that it issued, and untrusted ones.
package final class TestCertificates: Sendable {
    private let temporary: TemporaryFolder

    /// The folder that certificates and keys lie in.
    package var folder: String { temporary.path }

    /// Made once, removed when the run ends.
    package static func shared() throws -> TestCertificates { try made.get() }

    private static let made: Result<TestCertificates, any Error> = Result {
        let certificates = try TestCertificates()
        atexit { try? made.get().temporary.remove() }
        return certificates
    }

    private init() throws {
        temporary = try TemporaryFolder()
        for authority in ["authority", "stranger"] {
            try openssl(
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                "-subj", "/CN=Test \(authority)", "-keyout", key(authority), "-out", certificate(authority))
        }
        try issue("good", by: "authority", names: "DNS:localhost,IP:127.0.0.1", days: 2)
        try issue("wrongHost", by: "authority", names: "DNS:elsewhere.invalid", days: 2)
        try issue("expired", by: "authority", names: "IP:127.0.0.1", days: -1)
        try issue("unknownIssuer", by: "stranger", names: "IP:127.0.0.1", days: 2)
        try openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
            "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key("selfSigned"), "-out",
            certificate("selfSigned"))
    }

    /// The certificate that clients trust.
    package var authority: String { certificate("authority") }
    /// The path of a certificate in PEM: `good`, `wrongHost`, `expired`, `unknownIssuer` or `selfSigned`.
    package func certificate(_ name: String) -> String { "\(folder)/\(name).pem" }
    /// The path of the private key to a certificate, in PEM.
    package func key(_ name: String) -> String { "\(folder)/\(name).key" }

    private func issue(_ name: String, by authority: String, names: String, days: Int) throws {
        let (request, extensions) = ("\(folder)/\(name).csr", "\(folder)/\(name).ext")
        try "subjectAltName=\(names)\n".write(toFile: extensions, atomically: true, encoding: .utf8)
        try openssl(
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)", "-keyout",
            key(name), "-out", request)
        try openssl(
            "x509", "-req", "-in", request, "-CA", certificate(authority), "-CAkey", key(authority), "-CAcreateserial", "-days",
            "\(days)", "-extfile", extensions, "-out", certificate(name))
    }

    private func openssl(_ arguments: String...) throws {
        try Tool.run("openssl", arguments)
    }
}
