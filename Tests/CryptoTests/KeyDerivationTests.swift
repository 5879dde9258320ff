import Crypto
import Testing

@Suite struct KeyDerivationTests {
    @Test func hkdf() throws {
        // RFC 5869 A.1, A.2 and A.3.
        let short = try HKDFSHA256.derive(
            from: SecretBytes(repeatElement(0x0b, count: 22)), salt: hex("000102030405060708090a0b0c"),
            context: hex("f0f1f2f3f4f5f6f7f8f9"), count: 42)
        #expect(short.contents == hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"))
        let long = try HKDFSHA256.derive(
            from: SecretBytes(0x00...0x4f), salt: Array(0x60...0xaf), context: Array(0xb0...0xff), count: 82)
        #expect(
            long.contents
                == hex(
                    """
                    b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09
                    da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
                    """))
        let bare = try HKDFSHA256.derive(from: SecretBytes(repeatElement(0x0b, count: 22)), count: 42)
        #expect(bare.contents == hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"))
    }

    @Test func hkdfRefusesLengthsItCannotGive() {
        for count in [-1, 0, 255 * 32 + 1] {
            #expect(throws: CryptoError.unsuitableLength) { try HKDFSHA256.derive(from: SecretBytes([1]), count: count) }
        }
    }

    // RFC 7914 section 12; the first one with an empty passphrase and salt.
    @Test(arguments: [
        (
            "", "", 4, 1, 1,
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", 10, 8, 16,
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", 14, 8, 1,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ])
    func scrypt(passphrase: String, salt: String, logN: Int, r: Int, p: Int, key: String) throws {
        let derived = try Scrypt.derive(from: SecretBytes(passphrase.utf8), salt: Array(salt.utf8), logN: logN, r: r, p: p, count: 64)
        #expect(derived.contents == hex(key))
    }

    @Test(arguments: [(0, 8, 1), (31, 8, 1), (-1, 8, 1), (16, 1, 1), (10, 0, 1), (10, 8, 0), (10, 1 << 40, 1), (10, 8, 1 << 40)])
    func scryptRefusesCostsOutOfRange(logN: Int, r: Int, p: Int) {
        #expect(throws: CryptoError.unsuitableParameter) {
            try Scrypt.derive(from: SecretBytes([1]), salt: [1], logN: logN, r: r, p: p, count: 32)
        }
    }
}
