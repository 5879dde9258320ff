import Crypto
import TestSupport
import Testing

@testable import Age

/// What holds for every file: it opens again, and no change of it goes unnoticed.
struct PropertyTests {
    private let identity: X25519Identity
    private var keys: [AgeKey] { [.identity(identity)] }

    init() throws { identity = try X25519Identity.generate() }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000], [AgeEncoding.binary, .armored])
    func sealedFileOpens(plainBytes: Int, encoding: AgeEncoding) throws {
        var generator = SeededGenerator(seed: UInt64(plainBytes))
        let plain = (0..<plainBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(try AgeFile.open(AgeFile.seal(plain, to: [identity.recipient], as: encoding), with: keys, as: encoding) == plain)
    }

    @Test func everyRecipientOpens() throws {
        let others = try (0..<3).map { _ in try X25519Identity.generate() }
        let file = try AgeFile.seal([1, 2], to: others.map(\.recipient))
        for other in others { #expect(try AgeFile.open(file, with: [.passphrase("x"), .identity(identity), .identity(other)]) == [1, 2]) }
        #expect(AgeFile.refusal(of: file, with: keys) == .noMatch)
    }

    @Test func everyFileHasItsOwnKeys() throws {
        let first = try AgeFile.seal([1, 2, 3], passphrase: "same")
        let second = try AgeFile.seal([1, 2, 3], passphrase: "same")
        #expect(first.count == second.count)
        #expect(first.suffix(35).prefix(16) != second.suffix(35).prefix(16))
        #expect(first[0..<60] != second[0..<60])
    }

    @Test func anyFlippedBitIsRefused() throws {
        let file = try AgeFile.seal(Array("some content".utf8), to: [identity.recipient])
        for place in file.indices {
            for bit in 0..<8 {
                var changed = file
                changed[place] ^= 1 << UInt8(bit)
                #expect(AgeFile.refusal(of: changed, with: keys) != nil, "byte \(place), bit \(bit)")
            }
        }
    }

    @Test func anyFlippedBitOfAPassphraseFileIsRefused() throws {
        let file = try AgeFile.seal([1], passphrase: "x")
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(seed: seed)
        for place in file.indices {
            var changed = file
            changed[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            // A cost that a flip raised is bounded like any other.
            #expect(
                AgeFile.refusal(of: changed, with: [.passphrase("x")], limits: AgeLimits(greatestWorkFactor: 12)) != nil,
                "byte \(place), seed \(seed)")
        }
    }

    @Test func anyCutIsRefused() throws {
        let file = try AgeFile.seal(Array("some content".utf8), to: [identity.recipient])
        for count in 0..<file.count { #expect(AgeFile.refusal(of: Array(file[..<count]), with: keys) != nil, "\(count) bytes") }
        let long = try AgeFile.seal([UInt8](repeating: 1, count: 70_000), to: [identity.recipient])
        let start = long.count - 70_000 - 32
        for count in [start, start + 1, start + 16, start + 65_552, start + 65_551, start + 65_553, long.count - 1] {
            #expect(AgeFile.refusal(of: Array(long[..<count]), with: keys) == .payload, "\(count) bytes")
        }
        let armored = try AgeFile.seal(Array("some content".utf8), to: [identity.recipient], as: .armored)
        for count in 0..<(armored.count - 1) {
            #expect(AgeFile.refusal(of: Array(armored[..<count]), with: keys, as: .armored) == .armor, "\(count) bytes")
        }
    }

    @Test func garbageIsRefused() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(seed: seed)
        let file = try AgeFile.seal(Array("some content".utf8), to: [identity.recipient])
        let words = ["age-encryption.org/v1\n", "-> ", "-> X25519 ", "-> scrypt ", "--- ", "---", "\n", " ", "AAAA", "10", "\r\n", "\u{0}"]
        for _ in 0..<2_000 {
            var garbage: [UInt8]
            switch Int.random(in: 0...2, using: &generator) {
            case 0:
                garbage = (0..<Int.random(in: 0...300, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            case 1:
                garbage = Array("age-encryption.org/v1\n".utf8)
                for _ in 0..<Int.random(in: 0...30, using: &generator) { garbage += Array(words.randomElement(using: &generator)!.utf8) }
            default:
                garbage = file
                let from = Int.random(in: 0..<file.count, using: &generator)
                let to = Int.random(in: from...file.count, using: &generator)
                garbage.replaceSubrange(from..<to, with: Array(words.randomElement(using: &generator)!.utf8))
                if garbage == file { continue }
            }
            #expect(
                AgeFile.refusal(of: garbage, with: keys + [.passphrase("x")], limits: AgeLimits(greatestWorkFactor: 10)) != nil,
                "seed \(seed)")
            _ = AgeFile.refusal(of: garbage, with: keys, as: .armored)
        }
    }
}
