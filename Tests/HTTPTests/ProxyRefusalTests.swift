import Foundation
import HTTP
import TestSupport
import Testing

@testable import HTTP

/// What a proxy says is told apart. The environment belongs to the whole process, so each is tried in a process of its own.
@Suite("Refusals of proxies")
struct ProxyRefusalTests {
    private static func failure(through proxy: String) async -> HTTPFailure? {
        setenv("https_proxy", proxy, 1)
        let transport = HTTPTransport(userAgent: "Tidegate/test")
        return await transport.send(HTTPRequest(origin: "https://exchange.invalid", target: "/")).failure
    }

    @Test func theStatusOfItsReplyDecides() async {
        await #expect(processExitsWith: .success) {
            let expected: [(String, ProxyProblem)] = [
                ("407 Proxy Authentication Required", .loginWanted), ("403 Forbidden", .refused(status: 403)),
                ("502 Bad Gateway", .destinationUnreachable(status: 502)),
                ("503 Service Unavailable", .destinationUnreachable(status: 503)),
                ("504 Gateway Timeout", .destinationUnreachable(status: 504)), ("302 Found", .signInPage(status: 302)),
                ("511 Network Authentication Required", .signInPage(status: 511)), ("400 Bad Request", .failed(status: 400)),
            ]
            for (line, problem) in expected {
                let proxy = try RawServer.answering("HTTP/1.1 \(line)\r\nLocation: http://portal.invalid/\r\nContent-Length: 0\r\n\r\n")
                #expect(await Self.failure(through: proxy.origin) == .proxyFailed(problem), "\(line)")
            }
        }
    }

    @Test func aLoginThatIsNotAcceptedIsNamed() async {
        await #expect(processExitsWith: .success) {
            let proxy = try RawServer.answering("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")
            #expect(await Self.failure(through: "http://name:wrong@127.0.0.1:\(proxy.port)") == .proxyFailed(.loginWanted))
        }
    }

    /// RFC 1928 and 1929.
    @Test func theAnswersOfSOCKSAreToldApart() async {
        await #expect(processExitsWith: .success) {
            let nothingAcceptable = try RawServer { connection in
                if connection.awaitBytes(3) { connection.send([5, 0xFF]) }
                connection.readToEnd()
            }
            #expect(await Self.failure(through: "socks5h://127.0.0.1:\(nothingAcceptable.port)") == .proxyFailed(.loginWanted))
            let wrongPassword = try RawServer { connection in
                guard connection.awaitBytes(3) else { return }
                let greeting = connection.received.count
                connection.send([5, 2])
                if connection.awaitBytes(greeting + 1) { connection.send([1, 1]) }
                connection.readToEnd()
            }
            #expect(await Self.failure(through: "socks5h://name:wrong@127.0.0.1:\(wrongPassword.port)") == .proxyFailed(.loginWanted))
            let replies: [(UInt8, ProxyProblem)] = [
                (2, .refused(status: nil)), (3, .destinationUnreachable(status: nil)), (4, .destinationUnreachable(status: nil)),
                (5, .destinationUnreachable(status: nil)),
            ]
            for (code, problem) in replies {
                let proxy = try RawServer { connection in
                    guard connection.awaitBytes(3) else { return }
                    let greeting = connection.received.count
                    connection.send([5, 0])
                    if connection.awaitBytes(greeting + 7) { connection.send([5, code, 0, 1, 0, 0, 0, 0, 0, 0]) }
                    connection.readToEnd()
                }
                #expect(await Self.failure(through: "socks5h://127.0.0.1:\(proxy.port)") == .proxyFailed(problem), "\(code)")
            }
        }
    }

    @Test func itsOwnCertificateIsNamedAsTheProxys() async {
        await #expect(processExitsWith: .success) {
            let expected: [(String, TLSProblem)] = [
                ("unknownIssuer", .untrustedIssuer), ("selfSigned", .selfSigned), ("good", .untrustedIssuer),
            ]
            for (name, problem) in expected {
                let proxy = try await TLSServer(try TestCertificates.shared(), name)
                #expect(await Self.failure(through: "https://127.0.0.1:\(proxy.port)") == .proxyFailed(.tls(problem)), "\(name)")
            }
            let noTLS = try RawServer { connection in
                if connection.awaitBytes(1) { connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n") }
            }
            let failure = await Self.failure(through: "https://127.0.0.1:\(noTLS.port)")
            #expect(failure == .proxyFailed(.tls(.handshakeFailed)))
        }
    }
}
