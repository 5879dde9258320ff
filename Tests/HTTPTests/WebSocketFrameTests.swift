import Crypto
import TestSupport
import Testing

@testable import HTTP

/// RFC 6455 on bytes alone: its own examples, whatever is against it, and anything at all.
@Suite("Frames of a WebSocket")
struct WebSocketFrameTests {
    private static func read(_ bytes: [UInt8], messageBytes: Int = 1 << 20, by piece: Int = .max) throws -> [WebSocketReader.Arrival] {
        var reader = WebSocketReader(messageBytes: messageBytes)
        var arrivals: [WebSocketReader.Arrival] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(piece))
            rest = rest.dropFirst(piece)
            part.withUnsafeBytes { reader.append($0) }
            while let arrival = try reader.next() { arrivals.append(arrival) }
        }
        return arrivals
    }

    private static let hello = WebSocketReader.Arrival.text(Array("Hello".utf8))

    /// RFC 6455, 5.7: what a server sends there, in pieces of every size.
    @Test(arguments: [1, 2, 3, 7, 100_000]) func readsTheExamplesOfTheStandard(piece: Int) throws {
        let long = [UInt8](repeating: 0x2A, count: 65_536)
        let examples: [([UInt8], WebSocketReader.Arrival)] = [
            ([0x81, 0x05] + Array("Hello".utf8), Self.hello),
            ([0x01, 0x03] + Array("Hel".utf8) + [0x80, 0x02] + Array("lo".utf8), Self.hello),
            ([0x89, 0x05] + Array("Hello".utf8), .ping(Array("Hello".utf8))),
            ([0x82, 0x7E, 0x01, 0x00] + long.prefix(256), .binary(Array(long.prefix(256)))),
            ([0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0] + long, .binary(long)),
        ]
        for (bytes, arrival) in examples { #expect(try Self.read(bytes, by: piece) == [arrival]) }
        #expect(try Self.read(examples.flatMap(\.0), by: piece) == examples.map(\.1))
    }

    /// RFC 6455, 5.7: the masked example, which is what a client sends.
    @Test func writesTheMaskedExampleOfTheStandard() throws {
        let frame = try "Hello".utf8.withContiguousStorageIfAvailable { text in
            try WebSocketFrame.masked(.text, UnsafeRawBufferPointer(text), mask: [0x37, 0xFA, 0x21, 0x3D])
        }
        let expected: [UInt8] = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
        #expect(try #require(frame).withUnsafeBytes { Array($0) } == expected)
    }

    @Test(arguments: [0, 1, 125, 126, 65_535, 65_536, 70_000]) func everyLengthIsWrittenInTheFewestBytes(count: Int) throws {
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let frame = try payload.withUnsafeBytes { try WebSocketFrame.masked(.binary, $0) }
        let bytes = frame.withUnsafeBytes { Array($0) }
        let head = count < 126 ? 2 : count < 65_536 ? 4 : 10
        #expect(bytes.count == head + 4 + count)
        // Unmasked it is what a server would send.
        let mask = bytes[head..<head + 4]
        var plain = Array(bytes[..<head]) + bytes[(head + 4)...].enumerated().map { $1 ^ mask[head + $0 & 3] }
        plain[1] &= 0x7F
        #expect(try Self.read(plain) == [.binary(payload)])
    }

    /// RFC 6455, 5.4: control frames come between the pieces of a message.
    @Test func aPingBetweenPiecesIsAPing() throws {
        let bytes = [0x01, 0x03] + Array("Hel".utf8) + [0x89, 0x00, 0x80, 0x02] + Array("lo".utf8)
        #expect(try Self.read(bytes, by: 1) == [.ping([]), Self.hello])
    }

    @Test func aGoodbyeHasItsCodeAndReason() throws {
        #expect(try Self.read([0x88, 0x00]) == [.close(code: nil, reason: "")])
        #expect(try Self.read([0x88, 0x06, 0x0F, 0xA7] + Array("key!".utf8)) == [.close(code: 4007, reason: "key!")])
    }

    @Test(
        arguments: [
            ("a reserved bit", [0xC1, 0x00], WebSocketViolation.frame),
            ("an unknown kind", [0x83, 0x00], .frame),
            ("an unknown control", [0x8B, 0x00], .frame),
            ("a masked frame of a server", [0x81, 0x80, 1, 2, 3, 4], .frame),
            ("a ping in pieces", [0x09, 0x00], .frame),
            ("a long ping", [0x89, 0x7E, 0x00, 0x7E], .frame),
            ("a piece of nothing", [0x80, 0x00], .frame),
            ("a message within another", [0x01, 0x00, 0x81, 0x00], .frame),
            ("a length in more bytes than it needs", [0x81, 0x7E, 0x00, 0x7D], .frame),
            ("a length in eight bytes that fits in two", [0x81, 0x7F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], .frame),
            ("a length beyond all bounds", [0x81, 0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0], .frame),
            ("more than is taken", [0x82, 0x7F, 0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF], .tooLarge),
            ("text that is none", [0x81, 0x02, 0xC3, 0x28], .text),
            ("a goodbye of one byte", [0x88, 0x01, 0x03], .frame),
            ("a goodbye with a code that is never sent", [0x88, 0x02, 0x03, 0xED], .frame),
            ("a goodbye whose reason is no text", [0x88, 0x03, 0x03, 0xE8, 0xFF], .text),
        ] as [(String, [UInt8], WebSocketViolation)])
    func whatIsAgainstTheStandardIsRefused(what: String, bytes: [UInt8], violation: WebSocketViolation) {
        #expect(throws: violation, "\(what)") { _ = try Self.read(bytes) }
        #expect(throws: violation, "\(what), byte by byte") { _ = try Self.read(bytes, by: 1) }
    }

    /// The bound holds for a message, however many pieces it comes in.
    @Test func piecesDoNotAddUpBeyondTheBound() {
        let piece: [UInt8] = [0x00, 0x7D] + [UInt8](repeating: 0x61, count: 125)
        let bytes: [UInt8] = [0x01, 0x00] + Array(repeatElement(piece, count: 100).joined())
        #expect(throws: WebSocketViolation.tooLarge) { _ = try Self.read(bytes, messageBytes: 1_000) }
    }

    /// Whatever arrives is read or refused, and nothing that was never sent comes out of it.
    @Test func aHundredThousandMutatedFramesTrapNowhere() {
        var chance = SeededGenerator(seed: 6_455)
        let samples: [[UInt8]] = [
            [0x81, 0x05] + Array("Hello".utf8), [0x01, 0x03] + Array("Hel".utf8) + [0x80, 0x02] + Array("lo".utf8),
            [0x89, 0x05] + Array("Hello".utf8), [0x82, 0x7E, 0x01, 0x00] + [UInt8](repeating: 7, count: 256),
            [0x88, 0x06, 0x0F, 0xA7] + Array("key!".utf8),
        ]
        for _ in 0..<100_000 {
            var bytes =
                samples[Int.random(in: 0..<samples.count, using: &chance)] + samples[Int.random(in: 0..<samples.count, using: &chance)]
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let place = Int.random(in: 0..<bytes.count, using: &chance)
                switch Int.random(in: 0..<3, using: &chance) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
                case 1: bytes.insert(UInt8.random(in: 0...255, using: &chance), at: place)
                default: if bytes.count > 1 { bytes.remove(at: place) }
                }
            }
            let sent = bytes.count
            guard let arrivals = try? Self.read(bytes, by: Int.random(in: 1...9, using: &chance)) else { continue }
            let received = arrivals.reduce(0) { sum, arrival in
                switch arrival {
                case .text(let bytes), .binary(let bytes), .ping(let bytes): sum + bytes.count
                case .close(_, let reason): sum + reason.utf8.count
                case .pong: sum
                }
            }
            #expect(received <= sent)
        }
    }
}
