import Crypto
import Foundation
import TestSupport
import Testing

@testable import HTTP

/// WebSockets on the wire, against servers that say exactly what a test wants.
@Suite("WebSockets")
struct WebSocketTests {
    private let transport = WebSocketTransport(userAgent: "Tidegate/test")

    /// Agrees to what a client asked, by RFC 6455, 4.2.2.
    private static func agree(_ connection: RawConnection, and more: [UInt8] = []) -> Bool {
        guard let request = connection.readRequest(), let key = header("Sec-WebSocket-Key", of: request) else { return false }
        return connection.send(Array(agreement(WebSocketHandshake.answer(to: key)).utf8) + more)
    }

    private static func agreement(_ accept: String) -> String {
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Accept: \(accept)\r\n\r\n"
    }

    private static func header(_ name: String, of request: String) -> String? {
        request.split(separator: "\r\n").first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) }
    }

    private func open(_ server: RawServer, _ change: (inout WebSocketLimits) -> Void = { _ in }) async -> Result<
        WebSocket, WebSocketRefusal
    > {
        var limits = WebSocketLimits()
        limits.closeMilliseconds = 100
        change(&limits)
        return await transport.open(WebSocketRequest(origin: "ws://127.0.0.1:\(server.port)", target: "/ws/v5/private?x=1", limits: limits))
    }

    private static func text(_ text: String) -> [UInt8] { [0x81, UInt8(text.utf8.count)] + Array(text.utf8) }

    @Test func theKeyOfTheStandardIsAnsweredAsTheStandardSays() {
        #expect(WebSocketHandshake.answer(to: "dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test func messagesGoBothWaysAndPingsAreAnswered() async throws {
        let server = try RawServer { connection in
            guard Self.agree(connection, and: Self.text("first") + [0x89, 0x02, 0x68, 0x69]) else { return }
            // The message and the answer to the ping, masked: 6 bytes about each.
            let start = connection.received.count
            _ = connection.awaitBytes(start + 6 + 5 + 6 + 2)
            connection.send(Self.text("done"))
            connection.readToEnd()
        }
        let socket = try await open(server).get()
        #expect(await socket.next().text == "first")
        socket.send(Array("login".utf8))
        #expect(await socket.next().text == "done")
        let request = try #require(server.receivedText.split(separator: "\r\n\r\n").first)
        #expect(request.hasPrefix("GET /ws/v5/private?x=1 HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n"))
        #expect(Self.header("User-Agent", of: String(request)) == "Tidegate/test")
        #expect(!request.lowercased().contains("extensions"))
        #expect(Self.unmasked(server.connections[0].received).sorted() == ["hi", "login"])
    }

    /// The payloads of what a client has sent, pongs included.
    private static func unmasked(_ bytes: [UInt8]) -> [String] {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return [] }
        var rest = bytes[end.upperBound...]
        var payloads: [String] = []
        while rest.count >= 6 {
            let count = Int(rest[rest.startIndex + 1] & 0x7F)
            let mask = Array(rest.dropFirst(2).prefix(4))
            let opcode = rest[rest.startIndex] & 0x0F
            let payload = rest.dropFirst(6).prefix(count).enumerated().map { $1 ^ mask[$0 & 3] }
            if opcode != 0x8 { payloads.append(String(decoding: payload, as: UTF8.self)) }
            rest = rest.dropFirst(6 + count)
        }
        return payloads
    }

    enum Answer: CaseIterable {
        case otherKey, noUpgrade, extensions, protocolChosen, twoAccepts

        func text(_ accept: String) -> String {
            let agreement = WebSocketTests.agreement(accept)
            return switch self {
            case .otherKey: WebSocketTests.agreement(WebSocketHandshake.answer(to: "x"))
            case .noUpgrade: agreement.replacingOccurrences(of: "Upgrade: websocket\r\n", with: "")
            case .extensions: agreement.dropLast(2) + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
            case .protocolChosen: agreement.dropLast(2) + "Sec-WebSocket-Protocol: chat\r\n\r\n"
            case .twoAccepts: agreement.dropLast(2) + "Sec-WebSocket-Accept: \(accept)\r\n\r\n"
            }
        }
    }

    @Test(arguments: Answer.allCases) func anAgreementThatIsNoneIsRefused(answer: Answer) async throws {
        let server = try RawServer { connection in
            guard let request = connection.readRequest(), let key = Self.header("Sec-WebSocket-Key", of: request) else { return }
            connection.send(answer.text(WebSocketHandshake.answer(to: key)))
            connection.readToEnd()
        }
        guard case .failure(.misunderstood) = await open(server) else {
            Issue.record("it was taken")
            return
        }
    }

    /// Whatever else a server says instead of agreeing reaches the caller, who knows what it means.
    @Test func aReplyInsteadOfAnAgreementIsHandedOn() async throws {
        let server = try RawServer.answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\nRetry-After: 7\r\n\r\n{\"no\":1}\n")
        guard case .failure(.declined(let reply)) = await open(server) else {
            Issue.record("it was taken")
            return
        }
        #expect(reply.status == 403 && reply.header("retry-after") == "7" && reply.body == Array("{\"no\":1}\n".utf8))
    }

    @Test func aServerThatKeepsSilentIsGivenUp() async throws {
        let server = try RawServer { $0.readToEnd() }
        guard case .failure(.unreached(.timedOut)) = await open(server, { $0.openMilliseconds = 50 }) else {
            Issue.record("it was waited for")
            return
        }
    }

    @Test func aServerThatTalksWithoutEndIsRefused() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 101 Switching Protocols\r\n")
            while connection.send("X-Line: \(String(repeating: "x", count: 1_000))\r\n") {}
        }
        guard case .failure(.unreached(.replyTooLarge)) = await open(server) else {
            Issue.record("it was read")
            return
        }
    }

    @Test func nothingUnencryptedLeavesThisComputer() async {
        let opened = await transport.open(WebSocketRequest(origin: "ws://192.0.2.1", target: "/"))
        guard case .failure(.unreached(.notAllowed(.plainTextBeyondLoopback))) = opened else {
            Issue.record("it was tried")
            return
        }
    }

    /// What the other side wants to hear now and then is said when it is silent, and costs nothing else.
    @Test func silenceIsToldAgainAndAgain() async throws {
        let server = try RawServer { connection in
            guard Self.agree(connection) else { return }
            connection.readToEnd()
        }
        let socket = try await open(server) { $0.silenceMilliseconds = 20 }.get()
        for _ in 0..<3 { #expect(await socket.next().isSilence) }
    }

    // MARK: Ends

    @Test func theGoodbyeOfTheServerIsToldAndAnswered() async throws {
        let server = try RawServer { connection in
            guard Self.agree(connection, and: Self.text("last") + [0x88, 0x05, 0x0F, 0xA7] + Array("key".utf8)) else { return }
            connection.readToEnd()
        }
        let socket = try await open(server).get()
        #expect(await socket.next().text == "last", "what came before the end is not lost")
        #expect(await socket.next().end == .closed(code: 4007, reason: "key"))
        #expect(await socket.next().end == .closed(code: 4007, reason: "key"), "and it stays the end")
        try await Deadline.until("the answer") { server.connections[0].received.suffix(8).starts(with: [0x88, 0x82]) }
    }

    @Test func aLineThatBreaksIsToldAsBroken() async throws {
        let server = try RawServer { connection in
            guard Self.agree(connection, and: [0x81, 0x7E, 0x01, 0x00, 0x41]) else { return }
            connection.shutDown()
        }
        #expect(await (try open(server).get()).next().end == .cut)
    }

    @Test func whatIsAgainstTheStandardEndsItWithTheCodeForIt() async throws {
        let server = try RawServer { connection in
            guard Self.agree(connection, and: [0x81, 0x02, 0xC3, 0x28]) else { return }
            connection.readToEnd()
        }
        #expect(await (try open(server).get()).next().end == .violated(.text))
        try await Deadline.until("the goodbye") { server.connections[0].received.suffix(8).starts(with: [0x88, 0x82]) }
    }

    /// More than is asked for is not gathered: the server has to wait until somebody takes what there is.
    @Test func nothingIsReadThatNobodyTakes() async throws {
        let message: [UInt8] = [0x82, 0x7E, 0x80, 0x00] + [UInt8](repeating: 7, count: 0x8000)
        let count = 1_000
        let server = try RawServer { connection in
            guard Self.agree(connection) else { return }
            for _ in 0..<count { guard connection.send(message) else { return } }
            connection.send(Self.text("end"))
            connection.readToEnd()
        }
        let socket = try await open(server) { $0.waitingBytes = 100_000 }.get()
        var taken = 0
        while case .binary(let bytes) = await socket.next(), bytes.count == 0x8000 { taken += 1 }
        #expect(taken == count, "and all of it arrives")
    }

    @Test func cancellingEndsTheWait() async throws {
        let server = try RawServer { connection in
            guard Self.agree(connection) else { return }
            connection.readToEnd()
        }
        let socket = try await open(server).get()
        let task = Task { await socket.next().end }
        task.cancel()
        #expect(await task.value == .closedHere)
        let opening = Task { await transport.open(WebSocketRequest(origin: "ws://127.0.0.1:\(server.port)", target: "/")) }
        opening.cancel()
        _ = await opening.value
    }

    @Test func whoeverLocksClosesAll() async throws {
        let server = try RawServer { connection in
            guard Self.agree(connection) else { return }
            connection.readToEnd()
        }
        let sockets = [try await open(server).get(), try await open(server).get()]
        transport.closeAll()
        for socket in sockets { #expect(await socket.next().end == .closedHere) }
        try await Deadline.until("the end of both") { server.connections.allSatisfy(\.hasEnded) }
    }
}

extension WebSocket.Event {
    var text: String? {
        if case .text(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
    }

    var isSilence: Bool { if case .silence = self { true } else { false } }

    var end: WebSocketEnd? {
        if case .ended(let end) = self { end } else { nil }
    }
}
