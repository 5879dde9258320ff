import TestSupport
import Testing

@testable import Crypto

@Suite struct SecretBytesTests {
    @Test func remembersWhatItWasGiven() throws {
        let secret = try SecretBytes(capacity: 8)
        #expect(secret.isEmpty)
        try secret.append(7)
        try [1, 2, 3].withUnsafeBytesOfElements { try secret.append($0) }
        #expect(secret.contents == [7, 1, 2, 3])
        #expect(secret.count == 4)
        #expect(secret.capacity == 8)
    }

    @Test func refusesMoreThanItsCapacityAndKeepsWhatItHad() throws {
        let secret = try SecretBytes(capacity: 3)
        try secret.append(1)
        #expect(throws: CryptoError.capacityExceeded(capacityBytes: 3)) {
            try [2, 3, 4].withUnsafeBytesOfElements { try secret.append($0) }
        }
        #expect(throws: CryptoError.capacityExceeded(capacityBytes: 3)) {
            try [2, 3, 4].withUnsafeBytesOfElements { try secret.replaceSubrange(0..<0, with: $0) }
        }
        #expect(secret.contents == [1])
        try [2, 3].withUnsafeBytesOfElements { try secret.append($0) }
        #expect(throws: CryptoError.capacityExceeded(capacityBytes: 3)) { try secret.append(4) }
        #expect(secret.contents == [1, 2, 3])
    }

    @Test func refusesWhatTheArenaCannotHold() {
        #expect(throws: CryptoError.lockedMemoryExhausted) { try SecretBytes(capacity: ProcessGuard.lockedMemoryBytes + 1) }
        #expect(throws: CryptoError.lockedMemoryExhausted) { try SecretBytes(capacity: .max) }
        #expect(throws: CryptoError.unsuitableLength) { try SecretBytes(capacity: -1) }
    }

    @Test func anEmptyOneIsHarmless() throws {
        let secret = try SecretBytes(capacity: 0)
        secret.removeLast(3)
        secret.wipe()
        try secret.append(UnsafeRawBufferPointer(start: nil, count: 0))
        #expect(secret.contents == [])
        #expect(throws: CryptoError.capacityExceeded(capacityBytes: 0)) { try secret.append(1) }
    }

    @Test func editsLikeAnArrayUnderRandomOperations() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let secret = try SecretBytes(capacity: 40)
        var model: [UInt8] = []
        for step in 0..<4000 {
            let bytes = (0..<Int.random(in: 0...6, using: &generator)).map { _ in UInt8.random(in: 1...255, using: &generator) }
            let offset = Int.random(in: 0...45, using: &generator)
            let end = offset + Int.random(in: 0...8, using: &generator)
            let clamped = (offset..<end).clamped(to: 0..<model.count)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0:
                let fits = model.count + bytes.count <= 40
                #expect((try? bytes.withUnsafeBytes { try secret.append($0) }) != nil || !fits)
                if fits { model += bytes }
            case 1:
                let fits = model.count + bytes.count <= 40
                try? bytes.withUnsafeBytes { try secret.replaceSubrange(offset..<offset, with: $0) }
                if fits { model.insert(contentsOf: bytes, at: min(offset, model.count)) }
            case 2:
                let fits = model.count - clamped.count + bytes.count <= 40
                try? bytes.withUnsafeBytes { try secret.replaceSubrange(offset..<end, with: $0) }
                if fits { model.replaceSubrange(clamped, with: bytes) }
            case 3:
                try? [].withUnsafeBytesOfElements { try secret.replaceSubrange(offset..<end, with: $0) }
                model.removeSubrange(clamped)
            case 4:
                secret.removeLast(bytes.count)
                model.removeLast(min(bytes.count, model.count))
            default:
                if offset == 45 {
                    secret.wipe()
                    model = []
                }
            }
            #expect(secret.contents == model, "seed \(seed), step \(step)")
            let roomIsWiped = secret.room.allSatisfy { $0 == 0 }
            #expect(roomIsWiped, "seed \(seed), step \(step)")
            if secret.contents != model || !roomIsWiped { return }
        }
    }

    @Test func appendsAnotherSecretAndItself() throws {
        let secret = try SecretBytes(capacity: 6)
        try secret.append(SecretBytes([1, 2, 3]))
        try secret.append(secret)
        #expect(secret.contents == [1, 2, 3, 1, 2, 3])
    }

    @Test func wipingLeavesNothingBehind() throws {
        let secret = try SecretBytes(capacity: 100)
        try Array("correct horse battery staple".utf8).withUnsafeBytes { try secret.append($0) }
        secret.wipe()
        #expect(secret.isEmpty)
        #expect(secret.room == Array(repeating: 0, count: 100))
    }

    @Test func comparesContent() {
        let secret = SecretBytes([1, 2, 3])
        #expect(secret.isEqual(to: secret))
        #expect(secret.isEqual(to: SecretBytes([1, 2, 3])))
        #expect(!secret.isEqual(to: SecretBytes([1, 2, 4])))
        #expect(!secret.isEqual(to: SecretBytes([1, 2])))
        #expect(SecretBytes([]).isEqual(to: SecretBytes([])))
    }

    @Test func printingShowsTheCountOnly() {
        let secret = SecretBytes("hunter2-canary".utf8)
        var dumped = ""
        dump(["holder": secret], to: &dumped)
        var shown = [
            dumped, "\(secret)", String(reflecting: secret), String(describing: Mirror(reflecting: secret).children.map { "\($0)" }),
        ]
        shown.append(String(describing: [secret]))
        for text in shown {
            #expect(text.contains("14"))
            #expect(!text.contains("canary"))
            #expect(!text.contains("0x"))
            #expect(!text.contains("104"))
        }
    }

    @Test func manyThreadsMayUseOne() async throws {
        let secret = try SecretBytes(capacity: 64)
        let other = SecretBytes(repeatElement(9, count: 4))
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for _ in 0..<500 {
                        try? secret.append(other)
                        // Every change is by fours, so that a torn one would show.
                        secret.withUnsafeBytes { bytes in
                            if bytes.count % 4 != 0 || !bytes.allSatisfy({ $0 == 9 }) { Issue.record("torn") }
                        }
                        if task % 2 == 0 { secret.removeLast(4) } else if secret.count > 48 { secret.wipe() }
                        _ = secret.isEqual(to: other)
                        _ = other.isEqual(to: secret)
                        _ = SecretBytes([1, 2, 3])
                    }
                }
            }
        }
        #expect(secret.count % 4 == 0)
    }
}
