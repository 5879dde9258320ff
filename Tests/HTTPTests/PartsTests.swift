import Crypto
import TestSupport
import Testing

@testable import HTTP

@Suite("Parts of a transfer")
struct PartsTests {
    @Test func aBodyGoesOutWholeInPiecesOfAnySize() {
        let bytes = [UInt8](0..<100)
        for pieceCount in [1, 7, 99, 100, 1_000] {
            for body in [HTTPRequest.Body.bytes(bytes), .secret(SecretBytes(bytes))] {
                var source = BodySource(body)
                var sent: [UInt8] = []
                var piece = [UInt8](repeating: 0, count: pieceCount)
                while let count = piece.withUnsafeMutableBytes({ source.fill($0) }), count > 0 { sent += piece[..<count] }
                #expect(sent == bytes)
            }
        }
    }

    @Test func aSecretWipedOnTheWayStopsTheBody() {
        let secret = SecretBytes([1, 2, 3, 4])
        var source = BodySource(.secret(secret))
        var piece: [UInt8] = [0, 0]
        #expect(piece.withUnsafeMutableBytes { source.fill($0) } == 2)
        secret.wipe()
        #expect(piece.withUnsafeMutableBytes { source.fill($0) } == nil)
    }

    @Test func theFirstAnswerCounts() async {
        let pending = PendingReply()
        #expect(!pending.isSettled)
        pending.settle(.failure(.cancelled))
        pending.settle(.failure(.timedOut))
        #expect(pending.isSettled)
        let answer = await withCheckedContinuation { pending.wait(with: $0) }
        #expect(answer.failure == .cancelled)
    }

    @Test func anyHeaderLinesAreTakenWithinTheirBound() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("HTTP/1.1 200:a\r\n\t\0".utf8) + [0x80, 0xff]
        for _ in 0..<2_000 {
            let limits = HTTPLimits(replyBytes: 64, headerBytes: 256)
            var collector = ReplyCollector(limits: limits)
            var takenByteCount = 0
            for _ in 0..<Int.random(in: 0..<40, using: &generator) {
                let line = (0..<Int.random(in: 0..<24, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! }
                let verdict = line.withUnsafeBytes { collector.take(headerLine: $0) }
                takenByteCount += line.count
                #expect((verdict == .tooLarge) == (takenByteCount > limits.headerBytes), "seed \(seed)")
                if verdict == .tooLarge { break }
            }
            #expect(collector.headers.allSatisfy { !$0.name.isEmpty && $0.name == $0.name.lowercased() }, "seed \(seed)")
            var bodyByteCount = 0
            for _ in 0..<8 {
                let part = [UInt8](repeating: 1, count: Int.random(in: 0..<20, using: &generator))
                bodyByteCount += part.count
                guard part.withUnsafeBytes({ collector.take(bodyPart: $0) }) == .goOn else { break }
                #expect(collector.body.count == bodyByteCount, "seed \(seed)")
            }
            #expect(collector.body.count <= limits.replyBytes, "seed \(seed)")
        }
    }

    @Test(arguments: [
        ("https://www.okx.com", "https://www.okx.com:443", false), ("http://LocalHost", "http://localhost:80", true),
        ("https://127.0.0.1:8443", "https://127.0.0.1:8443", true), ("http://[::1]:8080", "http://[::1]:8080", true),
        ("https://okx_lab.internal", "https://okx_lab.internal:443", false),
    ])
    func anOriginIsReadAndWrittenBack(text: String, url: String, isLoopback: Bool) throws {
        let origin = try #require(Origin(text))
        #expect(origin.url == url)
        #expect(origin.isLoopback == isLoopback)
    }
}
