import Sandbox
import Testing

/// What a client may take of the server for one request, wherever it puts it.
@Suite struct RequestBoundsTests {
    @Test func aChunkExtensionIsBounded() async throws {
        try await withSandbox { _, client in
            func ask(extensionBytes: Int) -> RawClient.Reply? {
                let head = "POST /sandbox/faults HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2;"
                return RawClient.reply(
                    from: client.exchange(Array((head + String(repeating: "x", count: extensionBytes) + "\r\n{}\r\n0\r\n\r\n").utf8)))
            }
            #expect(ask(extensionBytes: 100) != nil)
            #expect(ask(extensionBytes: 4 << 20) == nil)
            #expect(client.send("GET", "/api/v5/public/time")?.code == "0")
        }
    }

    @Test func trailersAreBounded() async throws {
        try await withSandbox { _, client in
            func ask(trailers: Int) -> RawClient.Reply? {
                let head =
                    "POST /sandbox/faults HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n"
                return RawClient.reply(
                    from: client.exchange(
                        Array((head + String(repeating: "x: \(String(repeating: "y", count: 1_000))\r\n", count: trailers) + "\r\n").utf8)))
            }
            #expect(ask(trailers: 10) != nil)
            // The reader of HTTP may come to its own bound first.
            let reply = ask(trailers: 4_000)
            #expect(reply == nil || reply?.status == 400)
            #expect(client.send("GET", "/api/v5/public/time")?.code == "0")
        }
    }

    /// The count begins anew with each request of a connection.
    @Test func manyRequestsOnOneConnectionAreNotOneLongOne() async throws {
        try await withSandbox({ $0.rateLimits = .off }) { _, client in
            let padding = String(repeating: "a", count: 20_000)
            let request = "GET /api/v5/public/time HTTP/1.1\r\nHost: a\r\nX-Padding: \(padding)\r\n\r\n"
            let last = "GET /api/v5/public/time HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let text = String(decoding: client.exchange(Array((String(repeating: request, count: 40) + last).utf8)), as: UTF8.self)
            #expect(text.split(separator: "HTTP/1.1 200 OK").count == 41)
        }
    }
}
