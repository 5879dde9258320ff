import Crypto
import HTTP
import TestSupport
import Testing

@Suite("Requests that are not sent")
struct RefusalTests {
    let transport = HTTPTransport(userAgent: "Tidegate/test")

    @Test(arguments: [
        "", "www.okx.com", "ftp://www.okx.com", "HTTPS://www.okx.com", "https://", "https://www.okx.com/", "https://www.okx.com/x",
        "https://user@www.okx.com", "https://user:pass@www.okx.com", "https://www.okx.com?x", "https://www.okx.com#x",
        "https://www.okx.com:", "https://www.okx.com:0", "https://www.okx.com:65536", "https://www.okx.com:+443",
        "https://www.okx.com: 443", "https://www.okx.com:443:443", "https://www okx.com", "https://www.okx.com\r\nX: y",
        "https://www.okx.com\0", "https://wwẃ.okx.com", "https://www%2eokx.com", "https://www.okx.com\\@evil.com", "https://[::1",
        "https://[::1]x", "https://[fe80::1%25lo]", "https://[]", "https://.okx.com", "https:///etc/passwd", "file:///etc/passwd",
    ])
    func aMalformedOrigin(origin: String) async {
        #expect(await transport.send(HTTPRequest(origin: origin, target: "/")).failure == .notAllowed(.originMalformed))
    }

    @Test(arguments: [
        "http://www.okx.com", "http://10.0.0.1", "http://127.0.0.1.evil.com", "http://localhost.evil.com", "http://evil-localhost",
        "http://127.1", "http://2130706433", "http://0177.0.0.1", "http://127.0.0.256", "http://128.0.0.1", "http://0.0.0.0",
        "http://127.0.0.01", "http://127.0.0.1.", "http://localhost.", "http://[::2]", "http://[::ffff:127.0.0.1]", "http://[::]",
    ])
    func plainTextBeyondLoopback(origin: String) async {
        #expect(await transport.send(HTTPRequest(origin: origin, target: "/")).failure == .notAllowed(.plainTextBeyondLoopback))
    }

    @Test(arguments: ["http://127.0.0.1", "http://127.255.255.254", "http://LOCALHOST", "http://[::1]"])
    func plainTextOnLoopbackIsTried(host: String) async throws {
        let request = HTTPRequest(origin: try "\(host):\(Loopback.freePort())", target: "/")
        #expect(await transport.send(request).failure == .connectionFailed)
    }

    @Test(arguments: [
        "", "x", "?x", "*", "http://evil.com/", "/a b", "/a\r\nX: y", "/a\n", "/\0", "/\u{7f}", "/é", "/a#b", "/a\tb",
    ])
    func aMalformedTarget(target: String) async {
        let request = HTTPRequest(origin: "http://127.0.0.1:1", target: target)
        #expect(await transport.send(request).failure == .notAllowed(.targetMalformed))
    }

    @Test(arguments: [
        ("X", "a\r\nY: b"), ("X", "a\nb"), ("X", "a\0b"), ("X", "a\tb"), ("X", "\u{7f}"), ("X", "pässword"), ("", "a"),
        ("X Y", "a"), ("X:", "a"), ("X\r\nY", "a"), ("X\0", "a"), ("Ü", "a"), ("X(", "a"),
    ])
    func aMalformedHeader(name: String, value: String) async {
        let secret = SecretBytes(value.utf8)
        for header in [HTTPRequest.Header(name, value), HTTPRequest.Header(name, secret: secret)] {
            let request = HTTPRequest(origin: "http://127.0.0.1:1", target: "/", headers: [header])
            #expect(await transport.send(request).failure == .notAllowed(.headerMalformed))
        }
    }

    @Test(arguments: ["Host", "content-length", "Transfer-Encoding", "Connection", "EXPECT", "Upgrade", "TE", "Accept-Encoding"])
    func aHeaderOfTheTransport(name: String) async {
        let request = HTTPRequest(origin: "http://127.0.0.1:1", target: "/", headers: [.init(name, "x")])
        #expect(await transport.send(request).failure == .notAllowed(.headerReserved))
    }

    @Test func aBodyWithGet() async {
        for body in [HTTPRequest.Body.bytes([1]), .secret(SecretBytes([1]))] {
            let request = HTTPRequest(origin: "http://127.0.0.1:1", target: "/", body: body)
            #expect(await transport.send(request).failure == .notAllowed(.bodyMisplaced))
        }
    }

    @Test(arguments: [
        HTTPLimits(connectMilliseconds: 0), HTTPLimits(totalMilliseconds: -1), HTTPLimits(totalMilliseconds: .max),
        HTTPLimits(replyBytes: 0), HTTPLimits(headerBytes: 0),
    ])
    func aLimitThatWouldBeNone(limits: HTTPLimits) async {
        let request = HTTPRequest(origin: "http://127.0.0.1:1", target: "/", limits: limits)
        #expect(await transport.send(request).failure == .notAllowed(.limitMalformed))
    }
}
