import Foundation
import HTTP
import TestSupport
import Testing

@testable import HTTP

/// The environment belongs to the whole process, so what reads it is tried in a process of its own.
@Suite("Proxies of the environment")
struct ProxyTests {
    @Test func loopbackIsNeverProxied() async {
        await #expect(processExitsWith: .success) {
            let proxy = try RawServer.answering("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")
            for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] { setenv(name, proxy.origin, 1) }
            let server = try RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            let transport = HTTPTransport(userAgent: "Tidegate/test")
            for host in ["127.0.0.1", "localhost"] {
                let reply = await transport.send(HTTPRequest(origin: "http://\(host):\(server.port)", target: "/")).reply
                #expect(reply?.text == "ok")
            }
            let encryptedServer = try RawServer { $0.shutDown() }
            let encrypted = await transport.send(HTTPRequest(origin: "https://127.0.0.1:\(encryptedServer.port)", target: "/"))
            #expect(encrypted.failure == .tls(.handshakeFailed))
            #expect(proxy.connections.isEmpty)
        }
    }

    @Test func othersGoThroughTheProxyAndItsRefusalIsNamed() async {
        await #expect(processExitsWith: .success) {
            let proxy = try RawServer.answering("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            setenv("https_proxy", proxy.origin, 1)
            let transport = HTTPTransport(userAgent: "Tidegate/test")
            let request = HTTPRequest(origin: "https://exchange.invalid", target: "/secret-path", headers: [.init("X-Key", "key")])
            #expect(await transport.send(request).failure == .proxyFailed(.loginWanted))
            #expect(proxy.receivedText.hasPrefix("CONNECT exchange.invalid:443 HTTP/1.1\r\n"))
            #expect(!proxy.receivedText.contains("secret-path"))
            #expect(!proxy.receivedText.contains("X-Key"))
        }
    }

    @Test func aProxyThatIsNotThereIsNamed() async {
        await #expect(processExitsWith: .success) {
            setenv("HTTPS_PROXY", try "http://127.0.0.1:\(Loopback.freePort())", 1)
            let transport = HTTPTransport(userAgent: "Tidegate/test")
            #expect(
                await transport.send(HTTPRequest(origin: "https://exchange.invalid", target: "/")).failure == .proxyFailed(.unreachable))
        }
    }

    @Test func theKeyLogOfTheEnvironmentIsForgotten() async {
        await #expect(processExitsWith: .success) {
            setenv("SSLKEYLOGFILE", "/nonexistent/keys", 1)
            _ = HTTPTransport(userAgent: "Tidegate/test")
            #expect(getenv("SSLKEYLOGFILE") == nil)
        }
    }

    @Test(
        arguments: [
            ([:], false), (["https_proxy": "http://p:1"], true), (["ALL_PROXY": "socks5://p:1"], true),
            (["http_proxy": "http://p:1"], false),
            (["https_proxy": ""], false), (["HTTPS_PROXY": "p", "no_proxy": "*"], false),
            (["HTTPS_PROXY": "p", "NO_PROXY": "a.b, okx.com"], false),
            (["HTTPS_PROXY": "p", "no_proxy": ".okx.com"], false), (["HTTPS_PROXY": "p", "no_proxy": "kx.com"], true),
        ] as [([String: String], Bool)])
    func readsTheEnvironmentAsLibcurlDoes(environment: [String: String], applies: Bool) throws {
        let origin = try #require(Origin("https://www.okx.com"))
        #expect(ProxyEnvironment { environment[$0] }.applies(to: origin) == applies)
    }
}
