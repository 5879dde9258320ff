import Foundation
import HTTP
import TestSupport
import Testing

@testable import HTTP

/// What a server or a file may take of memory, time and work, whatever it sends.
@Suite("Bounds of replies and files")
struct BoundsTests {
    private let transport = HTTPTransport(userAgent: "Tidegate/test")

    /// The failure for a reply with this beginning that then repeats the same bytes until the client gives up.
    private func failure(_ head: String, endless more: String, limits: HTTPLimits = HTTPLimits(replyBytes: 1 << 20)) async throws
        -> HTTPFailure?
    {
        let server = try RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send(head)
            let bytes = Array(String(repeating: more, count: max(1, 16_384 / more.utf8.count)).utf8)
            while connection.send(bytes) {}
        }
        var limits = limits
        // The limit has to end it, and not the timeout.
        limits.totalMilliseconds = 120_000
        return await transport.send(HTTPRequest(origin: server.origin, target: "/", limits: limits)).failure
    }

    @Test func aChunkExtensionWithoutEndIsCutOff() async throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;"
        #expect(try await failure(head, endless: "x") == .replyTooLarge)
    }

    @Test func extensionsOfTinyChunksAreCutOff() async throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(try await failure(head, endless: "1;" + String(repeating: "x", count: 4_000) + "\r\n \r\n") == .replyTooLarge)
    }

    @Test(arguments: ["X-Trailer: y\r\n", "x"]) func trailersWithoutEndAreCutOff(more: String) async throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
        let failure = try await failure(head, endless: more)
        // A line without end has a bound of libcurl's own, which calls the connection broken.
        #expect([.replyTooLarge, .protocolError, .cut].contains(failure), "\(String(describing: failure))")
    }

    @Test(arguments: ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"])
    func interimRepliesWithoutEndAreCutOff(more: String) async throws {
        #expect(try await failure("", endless: more) == .replyTooLarge)
    }

    @Test(arguments: ["X: y\r\n", "X", ":\r\n", " folded\r\n"]) func headersWithoutEndAreCutOff(more: String) async throws {
        let failure = try await failure("HTTP/1.1 200 OK\r\n", endless: more)
        #expect([.replyTooLarge, .protocolError].contains(failure), "\(String(describing: failure))")
    }

    @Test func nothingButEmptyCompressedBlocksIsCutOff() async throws {
        // gzip (RFC 1952) with stored blocks of no bytes (RFC 1951 3.2.4), of which there may be as many as one likes.
        let server = try RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
            connection.send([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])
            let blocks = [UInt8](repeatElement([0, 0, 0, 0xFF, 0xFF], count: 4_096).joined())
            while connection.send(blocks) {}
        }
        var limits = HTTPLimits(replyBytes: 1 << 20)
        limits.totalMilliseconds = 120_000
        #expect(await transport.send(HTTPRequest(origin: server.origin, target: "/", limits: limits)).failure == .replyTooLarge)
    }

    @Test func aReplyInSmallChunksWithExtensionsIsStillRead() async throws {
        let server = try RawServer.answering(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "1;name=value\r\na\r\n1\r\nb\r\n0\r\nX-Trailer: y\r\n\r\n")
        let reply = await transport.send(
            HTTPRequest(origin: server.origin, target: "/", limits: HTTPLimits(replyBytes: 2, headerBytes: 1_000))
        ).reply
        #expect(reply?.text == "ab")
    }

    @Test func whatAProxyAnswersIsBounded() async {
        await #expect(processExitsWith: .success) {
            for more in ["X: y\r\n", "X"] {
                let proxy = try RawServer { connection in
                    guard connection.readRequest() != nil else { return }
                    connection.send("HTTP/1.1 200 OK\r\n")
                    let bytes = Array(String(repeating: more, count: 4_096).utf8)
                    while connection.send(bytes) {}
                }
                setenv("https_proxy", proxy.origin, 1)
                let transport = HTTPTransport(userAgent: "Tidegate/test")
                var limits = HTTPLimits()
                (limits.connectMilliseconds, limits.totalMilliseconds) = (120_000, 120_000)
                limits.replyBytes = 100_000
                let failure = await transport.send(HTTPRequest(origin: "https://exchange.invalid", target: "/", limits: limits)).failure
                #expect(failure != nil && failure != .timedOut && failure != .connectTimedOut)
            }
        }
    }

    // MARK: The file of certificates

    private func failure(trusting path: String) async throws -> HTTPFailure? {
        let server = try await TLSServer(try TestCertificates.shared(), "good", "-www")
        return await transport.send(HTTPRequest(origin: server.origin, target: "/", certificateFile: path)).failure
    }

    @Test func aPipeADeviceAndAFolderAreNoFilesOfCertificates() async throws {
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let folder = temporary.path
        try #require(mkfifo(folder + "/pipe", 0o600) == 0)
        try #require(symlink(folder + "/pipe", folder + "/link") == 0)
        for path in [folder + "/pipe", folder + "/link", "/dev/zero", "/dev/null", folder] {
            #expect(try await failure(trusting: path) == .tls(.certificateFileUnsuitable), "\(path)")
        }
    }

    @Test func aFileOfCertificatesIsBounded() async throws {
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let folder = temporary.path
        let sparse = folder + "/sparse"
        #expect(FileManager.default.createFile(atPath: sparse, contents: nil))
        try #require(truncate(sparse, 1 << 40) == 0)
        #expect(try await failure(trusting: sparse) == .tls(.certificateFileUnsuitable))
        #expect(FileManager.default.createFile(atPath: folder + "/empty", contents: nil))
        #expect(try await failure(trusting: folder + "/empty") == .tls(.certificateFileUnreadable))
        try "no certificate".write(toFile: folder + "/text", atomically: true, encoding: .utf8)
        #expect(try await failure(trusting: folder + "/text") == .tls(.certificateFileUnreadable))
        #expect(try await failure(trusting: TestCertificates.shared().authority) == nil)
    }
}
