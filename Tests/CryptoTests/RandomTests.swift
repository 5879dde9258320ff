import Crypto
import Testing

@Suite struct RandomTests {
    @Test func bytesDifferAndHaveTheLengthAskedFor() throws {
        #expect(SecureRandom.bytes(0).isEmpty)
        #expect(try SecureRandom.secretBytes(0).isEmpty)
        let some = SecureRandom.bytes(24)
        let others = SecureRandom.bytes(24)
        #expect(some.count == 24)
        #expect(some != others)
        #expect(try SecureRandom.secretBytes(1000).count == 1000)
    }

    @Test func constantTimeComparisonIsRight() {
        #expect(ConstantTime.equal([], []))
        #expect(ConstantTime.equal([1, 2], [1, 2]))
        #expect(!ConstantTime.equal([1, 2], [1, 3]))
        #expect(!ConstantTime.equal([1, 2], [1]))
    }
}
