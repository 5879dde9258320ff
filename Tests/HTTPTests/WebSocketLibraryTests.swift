import Crypto
import Foundation
import TestSupport
import Testing

@testable import HTTP

/// The Python that has websockets; `.ci/run` names it.
private let python = ProcessInfo.processInfo.environment["CLIENTS_PYTHON"]

/// Our side of RFC 6455 against a library that shares nothing with it.
@Suite("WebSockets of another library", .enabled(if: python != nil))
struct WebSocketLibraryTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "clients/websocket_server.py").path()

    private let transport = WebSocketTransport(userAgent: "Tidegate/test")

    private static func start(_ arguments: String...) async throws -> (tool: RunningTool, port: UInt16) {
        let tool = try RunningTool(try #require(python), [script] + arguments)
        let port = try await Deadline.wait(for: "its port", state: { tool.output }) {
            tool.output.hasPrefix("PORT ") && tool.output.hasSuffix("\n") ? UInt16(tool.output.dropFirst(5).dropLast()) : nil
        }
        return (tool, port)
    }

    @Test func textsAndBytesOfEveryLengthComeBackAsTheyWent() async throws {
        let (tool, port) = try await Self.start()
        defer { withExtendedLifetime(tool) {} }
        let socket = try await transport.open(WebSocketRequest(origin: "ws://127.0.0.1:\(port)", target: "/echo")).get()
        for count in [0, 1, 125, 126, 65_535, 65_536, 300_000] {
            let text = String(repeating: "余额🌊x", count: count / 4) + String(repeating: "y", count: count % 4)
            socket.send(Array(text.utf8))
            #expect(await socket.next().text == text)
        }
        socket.send(SecretBytes(Array("a secret".utf8)))
        #expect(await socket.next().text == "a secret")
    }

    @Test func piecesArePutTogether() async throws {
        let (tool, port) = try await Self.start()
        defer { withExtendedLifetime(tool) {} }
        let socket = try await transport.open(WebSocketRequest(origin: "ws://127.0.0.1:\(port)", target: "/pieces")).get()
        #expect(await socket.next().text == "one two three")
        guard case .binary(let bytes) = await socket.next() else {
            Issue.record("no bytes")
            return
        }
        #expect(bytes == [UInt8](repeating: 0, count: 70_000) + [UInt8](repeating: 1, count: 70_000))
    }

    @Test func pingsAreAnsweredAndGoodbyesUnderstood() async throws {
        let (tool, port) = try await Self.start()
        defer { withExtendedLifetime(tool) {} }
        let pinged = try await transport.open(WebSocketRequest(origin: "ws://127.0.0.1:\(port)", target: "/ping")).get()
        #expect(await pinged.next().text == "answered")
        let left = try await transport.open(WebSocketRequest(origin: "ws://127.0.0.1:\(port)", target: "/bye")).get()
        #expect(await left.next().end == .closed(code: 4007, reason: "your key was changed"))
    }

    @Test(.enabled(if: Tool.canRun("openssl"))) func overTLSTheCertificateIsVerified() async throws {
        let certificates = try TestCertificates.shared()
        let (tool, port) = try await Self.start(certificates.certificate("good"), certificates.key("good"))
        defer { withExtendedLifetime(tool) {} }
        func open(trusting file: String?) async -> Result<WebSocket, WebSocketRefusal> {
            await transport.open(WebSocketRequest(origin: "wss://127.0.0.1:\(port)", target: "/echo", certificateFile: file))
        }
        guard case .failure(.unreached(.tls(.untrustedIssuer))) = await open(trusting: nil) else {
            Issue.record("it was trusted")
            return
        }
        let socket = try await open(trusting: certificates.authority).get()
        for round in 0..<50 {
            socket.send(Array("round \(round)".utf8))
            #expect(await socket.next().text == "round \(round)")
        }
    }

    /// A hundred WebSockets to one host, with requests beside them: none is closed because of another, and none waits for another.
    @Test func aHundredLinesStandBesideEachOther() async throws {
        let (tool, port) = try await Self.start()
        defer { withExtendedLifetime(tool) {} }
        var sockets: [WebSocket] = []
        for _ in 0..<100 {
            sockets.append(try await transport.open(WebSocketRequest(origin: "ws://127.0.0.1:\(port)", target: "/echo")).get())
        }
        for round in 0..<3 {
            for (index, socket) in sockets.enumerated() { socket.send(Array("\(round) \(index)".utf8)) }
            for (index, socket) in sockets.enumerated() { #expect(await socket.next().text == "\(round) \(index)") }
        }
    }
}
