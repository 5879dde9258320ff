import Crypto
import Testing

@Suite struct DigestTests {
    @Test func sha256() {
        // FIPS 180-4 examples.
        #expect(SHA256.digest(of: "abc".utf8) == hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
        #expect(SHA256.digest(of: [UInt8]()) == hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
        #expect(SHA256.digest(of: SecretBytes("abc".utf8)) == SHA256.digest(of: "abc".utf8))
    }

    // RFC 4231 sections 4.2 to 4.4 and 4.7.
    @Test(
        arguments: [
            (
                Array(repeating: UInt8(0x0b), count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                Array(repeating: 0xaa, count: 20), Array(repeating: 0xdd, count: 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                Array(repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ] as [([UInt8], [UInt8], String)])
    func hmac(key: [UInt8], message: [UInt8], code: String) {
        let key = SecretBytes(key)
        #expect(HMACSHA256.code(for: message, key: key) == hex(code))
        let computation = HMACSHA256Computation(key: key)
        computation.update(message.prefix(3))
        computation.update(message.dropFirst(3))
        computation.update([])
        #expect(computation.code() == hex(code))
    }

    @Test func anEmptyKeyIsAKey() {
        #expect(HMACSHA256.code(for: [], key: SecretBytes([])) == hex("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"))
    }

    @Test(arguments: [
        ("mock-secret", "2020-12-08T09:08:57.715ZGET/api/v5/account/balance?ccy=BTC", "pS6nHuBl6Qc9S0h+soCkCVHaVHZzS19KqFpeI/doTlE="),
        ("22582BD0CFF14C41EDBF1AB98506286D", "1704876947GET/users/self/verify", "5/36BgGV6m/6pmdc20zdqk0mzF5ZalmzzPD2fo3wavU="),
    ])
    func exchangeSignatures(secret: String, message: String, signature: String) {
        #expect(Base64.encode(HMACSHA256.code(for: message.utf8, key: SecretBytes(secret.utf8))) == signature)
    }
}
