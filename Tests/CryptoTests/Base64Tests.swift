import Crypto
import TestSupport
import Testing

@Suite struct Base64Tests {
    // RFC 4648 section 10.
    static let vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: vectors)
    func followsTheStandard(plain: String, text: String) throws {
        let bare = text.filter { $0 != "=" }
        #expect(Base64.encode(plain.utf8) == text)
        #expect(Base64.encode(plain.utf8, padding: .absent) == bare)
        #expect(try Base64.decode(text.utf8) == Array(plain.utf8))
        #expect(try Base64.decode(bare.utf8, padding: .absent) == Array(plain.utf8))
    }

    @Test func theAlphabetIsWhole() throws {
        let standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        let bytes = try Base64.decode(standard.utf8)
        #expect(bytes.count == 48)
        #expect(Base64.encode(bytes) == standard)
    }

    @Test func onlyTheAlphabetIsTaken() {
        let standard = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for byte in UInt8.min ... .max {
            let text = [0x41, 0x41, 0x41, byte]
            #expect(((try? Base64.decode(text)) != nil) == (standard.contains(byte) || byte == 0x3D), "\(byte)")
            #expect(((try? Base64.decode(text, padding: .absent)) != nil) == standard.contains(byte), "\(byte)")
        }
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "Z===", "====", "=", "Zh==", "Zm9=", "Zm9vYg==Zg==", "Zm 9v", "Zm9v\n", "Zg==\n", "=Zg=", "Z=g=", "Zm-_",
    ])
    func refusesWhatIsNotCanonical(text: String) {
        #expect(throws: CryptoError.malformedEncoding) { try Base64.decode(text.utf8) }
    }

    @Test(arguments: ["Z", "Zg==", "Zh", "Zm9", "Zm9vZ", "Zm-_", "Zm9v\n"])
    func refusesWhatIsNotCanonicalWithoutPadding(text: String) {
        #expect(throws: CryptoError.malformedEncoding) { try Base64.decode(text.utf8, padding: .absent) }
    }

    @Test func randomBytesComeBack() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        for count in 0..<300 {
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            #expect(try Base64.decode(Base64.encode(bytes).utf8) == bytes, "seed \(seed)")
        }
    }
}
