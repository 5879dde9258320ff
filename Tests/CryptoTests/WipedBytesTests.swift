import Crypto
import Testing

/// Secret bytes of any length.
struct WipedBytesTests {
    private struct Contents {
        static func of(_ bytes: WipedBytes) -> [UInt8] { bytes.withUnsafeBytes { Array($0) } }
    }

    @Test(arguments: [0, 1, 4_096, 4_097, 70_000, 3_000_000])
    func keepsWhatWasWritten(byteCount: Int) throws {
        let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let copy = try bytes.withUnsafeBytes { try WipedBytes(copying: $0) }
        #expect(copy.count == byteCount)
        #expect(Contents.of(copy) == bytes)
    }

    @Test func keepsNoMoreThanWasWritten() throws {
        let part = try WipedBytes(capacity: 100_000) { room in
            #expect(room.count == 100_000)
            #expect(room.allSatisfy { $0 == 0 })
            room[0] = 7
            return 1
        }
        #expect(Contents.of(part) == [7])
    }

    @Test func refusesImpossibleCounts() {
        #expect(throws: CryptoError.unsuitableLength) { try WipedBytes(capacity: -1) { _ in 0 } }
        #expect(throws: CryptoError.unsuitableLength) { try WipedBytes(capacity: 1) { _ in 2 } }
        #expect(throws: CryptoError.unsuitableLength) { try WipedBytes(capacity: 1) { _ in -1 } }
        #expect(throws: CryptoError.lockedMemoryExhausted) { try WipedBytes(capacity: .max) { _ in 0 } }
        #expect(throws: CryptoError.malformedEncoding) {
            try WipedBytes(capacity: 9_000) { _ throws(CryptoError) in throw .malformedEncoding }
        }
    }

    @Test(.disabled(if: Sanitizer.isActive)) func largeOnesStayOutOfCoreFilesAndChildren() throws {
        let bytes = try WipedBytes(capacity: 100_000) { $0.count }
        let flags = try #require(try ProcessMap.flags(of: bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }))
        #expect(flags.contains("dd"))
        #expect(flags.contains("wf"))
    }

    @Test func printingShowsNothing() throws {
        let bytes = try Array("hunter2".utf8).withUnsafeBytes { try WipedBytes(copying: $0) }
        var shown = "\(bytes) \(String(reflecting: bytes))"
        dump(bytes, to: &shown)
        #expect(!shown.contains("hunter2"))
        #expect(!shown.contains("104"))
    }
}
