import Crypto
import Foundation
import HTTP
import TestSupport
import Testing

@Suite("Transport over TLS", .enabled(if: Tool.canRun("openssl")))
struct TLSTests {
    let transport = HTTPTransport(userAgent: "Tidegate/test")
    let certificates: TestCertificates

    init() throws {
        certificates = try TestCertificates.shared()
    }

    private func request(_ origin: String, trusting file: String?) -> HTTPRequest {
        HTTPRequest(
            method: .post, origin: origin, target: "/canary", headers: [.init("X-Canary", secret: SecretBytes("canary".utf8))],
            body: .secret(SecretBytes("canary".utf8)), certificateFile: file)
    }

    @Test func aCertificateOfTheFilesAuthorityIsTrusted() async throws {
        let server = try await TLSServer(certificates, "good", "-www")
        for host in ["127.0.0.1", "localhost"] {
            let reply = try await transport.send(
                HTTPRequest(origin: "https://\(host):\(server.port)", target: "/", certificateFile: certificates.authority)
            ).get()
            #expect(reply.status == 200)
        }
    }

    @Test(arguments: [
        ("wrongHost", TLSProblem.wrongHost), ("expired", .expired), ("selfSigned", .selfSigned),
        ("unknownIssuer", .untrustedIssuer),
    ])
    func aBadCertificateIsRefusedBeforeAnythingIsSaid(name: String, problem: TLSProblem) async throws {
        let server = try await TLSServer(certificates, name)
        #expect(await transport.send(request(server.origin, trusting: certificates.authority)).failure == .tls(problem))
        #expect(!server.process.output.contains("canary"))
    }

    @Test func theFileReplacesTheSystemsTrustAndNothingElseIsTrusted() async throws {
        let server = try await TLSServer(certificates, "good")
        #expect(await transport.send(request(server.origin, trusting: nil)).failure == .tls(.untrustedIssuer))
        #expect(
            await transport.send(request(server.origin, trusting: certificates.certificate("stranger"))).failure
                == .tls(.untrustedIssuer))
        #expect(!server.process.output.contains("canary"))
    }

    @Test func trustInOneRequestIsNotTrustInTheNext() async throws {
        let server = try await TLSServer(certificates, "good", "-www")
        let trusting = HTTPRequest(origin: server.origin, target: "/", certificateFile: certificates.authority)
        #expect(await transport.send(trusting).reply?.status == 200)
        #expect(await transport.send(request(server.origin, trusting: nil)).failure == .tls(.untrustedIssuer))
    }

    @Test(arguments: ["-tls1", "-tls1_1"])
    func anOldProtocolIsRefused(version: String) async throws {
        let server = try await TLSServer(certificates, "good", version, "-cipher", "ALL:@SECLEVEL=0")
        #expect(
            await transport.send(request(server.origin, trusting: certificates.authority)).failure == .tls(.oldProtocol))
        #expect(!server.process.output.contains("canary"))
    }

    @Test func theOldestAcceptedProtocolIsAccepted() async throws {
        let server = try await TLSServer(certificates, "good", "-tls1_2", "-www")
        let request = HTTPRequest(origin: server.origin, target: "/", certificateFile: certificates.authority)
        #expect(await transport.send(request).reply?.status == 200)
    }

    @Test func secretsTravelOverHTTP1Only() async throws {
        // This server negotiates HTTP/2 but cannot speak it, so that only a client that asks for HTTP/1.1 gets an answer.
        let server = try await TLSServer(certificates, "good", "-alpn", "h2,http/1.1", "-www")
        func reply(to header: HTTPRequest.Header, limits: HTTPLimits = HTTPLimits()) async -> HTTPReply? {
            await transport.send(
                HTTPRequest(origin: server.origin, target: "/", headers: [header], certificateFile: certificates.authority, limits: limits)
            ).reply
        }
        #expect(await reply(to: .init("X-Canary", secret: SecretBytes("canary".utf8)))?.status == 200)
        #expect(await reply(to: .init("X-Canary", "canary"), limits: HTTPLimits(totalMilliseconds: 1_000)) == nil)
    }

    @Test(arguments: ["", "HTTP/1.1 400 Bad Request\r\n\r\n"])
    func aHandshakeThatEndsEarlyFails(answer: String) async throws {
        let server = try RawServer { connection in
            connection.send(answer)
            connection.shutDown()
        }
        let origin = "https://127.0.0.1:\(server.port)"
        #expect(await transport.send(request(origin, trusting: certificates.authority)).failure == .tls(.handshakeFailed))
        #expect(!server.receivedText.contains("canary"))
    }

    @Test func aMissingOrEmptyCertificateFileIsNamed() async throws {
        let server = try RawServer { $0.readToEnd() }
        let empty = certificates.certificate("empty")
        try "".write(toFile: empty, atomically: true, encoding: .utf8)
        for file in [certificates.folder + "/absent.pem", empty, ""] {
            #expect(
                await transport.send(request("https://127.0.0.1:\(server.port)", trusting: file)).failure
                    == .tls(.certificateFileUnreadable))
        }
    }
}
