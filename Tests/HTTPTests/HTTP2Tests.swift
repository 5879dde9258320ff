import Foundation
import HTTP
import TestSupport
import Testing

@Suite("Transport over HTTP/2", .enabled(if: Tool.canRun("openssl", "nghttpd")))
struct HTTP2Tests {
    @Test func requestsShareOneConnection() async throws {
        let certificates = try TestCertificates.shared()
        let documents = certificates.folder + "/documents"
        try FileManager.default.createDirectory(atPath: documents, withIntermediateDirectories: true)
        try "over two".write(toFile: documents + "/file", atomically: true, encoding: .utf8)
        let (process, port) = try await Self.start(certificates, documents)
        let transport = HTTPTransport(userAgent: "Tidegate/test")
        let replies = await withTaskGroup(of: HTTPReply?.self) { group in
            for number in 0..<20 {
                let request = HTTPRequest(
                    origin: "https://localhost:\(port)", target: "/file?ccy=BTC%2CETH,\(number)", headers: [.init("X-Number", "\(number)")],
                    certificateFile: certificates.authority)
                group.addTask { await transport.send(request).reply }
            }
            return await group.reduce(into: [HTTPReply?]()) { $0.append($1) }
        }
        #expect(replies.count == 20)
        for reply in replies {
            #expect(reply?.status == 200)
            #expect(reply?.text == "over two")
            #expect(reply?.protocolVersion == .http2)
        }
        #expect(await eventually { process.output.contains(":path: /file?ccy=BTC%2CETH,19") })
        #expect(process.output.contains("[id=1]"))
        #expect(!process.output.contains("[id=2]"))

        let post = HTTPRequest(
            method: .post, origin: "https://localhost:\(port)", target: "/file", body: .bytes(Array("{}".utf8)),
            certificateFile: certificates.authority)
        #expect(await transport.send(post).reply?.protocolVersion == .http2)
    }

    /// `nghttpd` cannot choose a port, and one that was free may be taken a moment later.
    private static func start(_ certificates: TestCertificates, _ documents: String) async throws -> (RunningTool, UInt16) {
        var output = ""
        for _ in 0..<5 {
            let port = try Loopback.freePort()
            let process = try RunningTool(
                "nghttpd",
                ["-v", "-a", "127.0.0.1", "-d", documents, "\(port)", certificates.key("good"), certificates.certificate("good")])
            _ = await eventually { process.output.contains("listen") || !process.isRunning }
            if process.isRunning { return (process, port) }
            output = process.output
        }
        throw Tool.Failed(complaint: output)
    }
}
