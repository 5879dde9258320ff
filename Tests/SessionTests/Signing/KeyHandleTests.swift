import Crypto
import Session
import TestSupport
import Testing

@Suite struct KeyHandleTests {
    @Test(arguments: [
        ("37c541a1-1111-2222-3333-10fe7a038418", "37c…418"),
        ("abcdefghijkl", "abc…jkl"),
        ("abcdefghijk", "…"),
        ("", "…"),
        ("é23456789012é", "…"),
        ("a\u{1B}c456789012", "…"),
    ])
    func showNoMoreThanTheEnds(text: String, masked: String) {
        let key = KeyHandle(
            apiKey: SecretBytes(text.utf8), secretKey: SecretBytes("s".utf8), passphrase: SecretBytes("p".utf8)
        )
        #expect(key.maskedKey == masked)
    }

    @Test func areNotPrintedByDump() {
        let secret = "very-secret-value-0123456789"
        let key = KeyHandle(
            apiKey: SecretBytes(secret.utf8), secretKey: SecretBytes(secret.utf8), passphrase: SecretBytes(secret.utf8)
        )
        var printed = ""
        dump(key, to: &printed)
        #expect(!printed.contains("very-secret"))
        #expect(!"\(key)".contains("very-secret"))
    }
}
