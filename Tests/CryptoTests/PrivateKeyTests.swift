import Foundation
import TestSupport
import Testing

@testable import Crypto

/// Keys that the distribution's OpenSSL made and signed with; each of those that are refused breaks one rule. All of them are worth nothing.
struct PrivateKeyTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "keys")
    private static let passphrase = "clover-Pässwort"
    private static let message = Array("tidegate signs this".utf8)

    private static func text(_ name: String) throws -> SecretBytes {
        SecretBytes(try Data(contentsOf: folder.appending(path: name + ".pem")))
    }

    private static func signature(_ key: PrivateKey) throws -> String {
        Base64.encode(try message.withUnsafeBytes { try key.signature(of: $0) })
    }

    private static func expected(_ name: String) throws -> String {
        let lines = try String(contentsOf: folder.appending(path: "signatures.txt"), encoding: .utf8).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix(name + " ") })
        return String(line.dropFirst(name.count + 1))
    }

    @Test(arguments: ["ed25519", "rsa2048", "rsa3072", "rsa4096"])
    func signsAsAnotherProgramDoes(name: String) throws {
        let key = try PrivateKey(pem: Self.text(name), passphrase: nil)
        #expect(key.kind == (name == "ed25519" ? .ed25519 : .rsa(bits: Int(name.dropFirst(3))!)))
        #expect(try Self.signature(key) == Self.expected(name))
        #expect(try Self.signature(key) == Self.expected(name), "a key signs more than once")
        // What is kept of it signs alike.
        let kept = try key.text()
        let block = try Self.text(name)
        #expect(PrivateKey.isText(kept) && !PrivateKey.isText(block))
        let again = try PrivateKey(text: kept)
        #expect(again.kind == key.kind)
        #expect(try Self.signature(again) == Self.expected(name))
        key.wipe()
        #expect(throws: PrivateKeyProblem.damaged) { try Self.signature(key) }
    }

    @Test(arguments: [
        ("rsa2048-pkcs1", "rsa2048"), ("encrypted-sha1", "ed25519"), ("encrypted-sha256", "ed25519"), ("encrypted-sha384", "ed25519"),
        ("encrypted-sha512", "ed25519"), ("encrypted-scrypt", "rsa2048"), ("encrypted-rsa4096", "rsa4096"),
    ])
    func otherFormsAreTheSameKey(form: String, name: String) throws {
        let key = try PrivateKey(pem: Self.text(form), passphrase: SecretBytes(Self.passphrase.utf8))
        #expect(try Self.signature(key) == Self.expected(name))
        let plain = try PrivateKey(pem: Self.text(name), passphrase: nil)
        #expect(key.der.isEqual(to: plain.der), "the whole of it is as if it had never had another form")
        guard form.hasPrefix("encrypted") else { return }
        #expect(throws: PrivateKeyProblem.passphraseNeeded) { try PrivateKey(pem: Self.text(form), passphrase: nil) }
        #expect(throws: PrivateKeyProblem.passphraseNeeded) { try PrivateKey(pem: Self.text(form), passphrase: SecretBytes([])) }
        for wrong in ["clover", "clover-Passwort", Self.passphrase + " "] {
            #expect(throws: PrivateKeyProblem.passphraseWrong) {
                try PrivateKey(pem: Self.text(form), passphrase: SecretBytes(wrong.utf8))
            }
        }
    }

    @Test(arguments: [
        ("rsa1024", PrivateKeyProblem.tooShort(bits: 1_024)), ("rsa4104", .tooLong(bits: 4_104)), ("ec", .kind(.ellipticCurve)),
        ("ec-sec1", .kind(.ellipticCurve)), ("x25519", .kind(.otherEdwards)), ("ed448", .kind(.otherEdwards)),
        ("rsa-pss", .kind(.rsaPSS)), ("dsa", .kind(.dsa)), ("openssh", .kind(.openSSH)), ("public", .publicKey),
        ("certificate", .certificate), ("old-encryption", .oldEncryption), ("des3", .unknownEncryption), ("pbes1", .unknownEncryption),
        ("costly", .tooCostly), ("costly-scrypt", .tooCostly),
    ])
    func everythingElseIsRefusedByName(name: String, problem: PrivateKeyProblem) throws {
        #expect(throws: problem) {
            try PrivateKey(pem: Self.text("refused-" + name), passphrase: SecretBytes(Self.passphrase.utf8))
        }
    }

    /// Of a key that is cut, changed or followed by something, there is a cause, and no trap.
    @Test(arguments: ["ed25519", "rsa2048-pkcs1", "encrypted-sha256"]) func damagedKeysAreRefused(name: String) throws {
        let whole = Array(try Data(contentsOf: Self.folder.appending(path: name + ".pem")))
        let passphrase = SecretBytes(Self.passphrase.utf8)
        for count in stride(from: 0, to: whole.count - 1, by: 7) {
            #expect(throws: PrivateKeyProblem.self) { try PrivateKey(pem: SecretBytes(whole[..<count]), passphrase: passphrase) }
        }
        let base64 = try #require(whole.firstIndex(of: 0x0A)) + 1
        for place in stride(from: base64, to: whole.count - 30, by: 3) {
            var changed = whole
            changed[place] = changed[place] == UInt8(ascii: "A") ? UInt8(ascii: "Q") : UInt8(ascii: "A")
            guard let key = try? PrivateKey(pem: SecretBytes(changed), passphrase: passphrase) else { continue }
            // Another seed is another key. An RSA key says most things twice: it signs as it should, or not at all.
            if let signature = try? Self.signature(key), name == "rsa2048-pkcs1" {
                #expect(try signature == Self.expected("rsa2048"))
            }
        }
        var followed = whole
        followed.insert(contentsOf: Array("AAAA".utf8), at: base64)
        #expect(throws: PrivateKeyProblem.self) { try PrivateKey(pem: SecretBytes(followed), passphrase: passphrase) }
        #expect(throws: PrivateKeyProblem.notPEM) { try PrivateKey(pem: SecretBytes("no block".utf8), passphrase: nil) }
        #expect(throws: PrivateKeyProblem.damaged) { try PrivateKey(text: SecretBytes("AAAA".utf8)) }
        #expect(throws: PrivateKeyProblem.damaged) { try PrivateKey(text: SecretBytes("no base64".utf8)) }
    }

    /// Other keys here are counted up, as much in memory is.
    private static func randomKey() throws -> PrivateKey {
        let der = try SecretBytes(capacity: 48)
        for byte in [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20] as [UInt8] {
            try der.append(byte)
        }
        let seed = try SecureRandom.secretBytes(32)
        defer { seed.wipe() }
        try der.append(seed)
        return try PrivateKey(der: der)
    }

    /// After a signature nothing of the key is anywhere in the memory of the process, but where the key itself is kept. Other tests in the
    /// same process hold the other keys, so that this one has a key that nobody else reads.
    @Test(.enabled(if: !Sanitizer.isActive), arguments: ["ed25519", "alone-rsa4096"])
    func nothingOfTheKeyStaysBehind(name: String) throws {
        let key = try name == "ed25519" ? Self.randomKey() : PrivateKey(pem: Self.text(name), passphrase: nil)
        // From within the primes and the private exponent, or the seed: in both orders of bytes, for numbers lie the other way round.
        let traces = key.der.withUnsafeBytes { bytes -> [[UInt8]] in
            let places = name == "ed25519" ? [16] : [620, 1_200, 1_500, 1_800, 2_050]
            return places.flatMap { [Array(bytes[$0..<$0 + 24]), Array(bytes[$0..<$0 + 24].reversed())] }.map { $0.map { ~$0 } }
        }
        for _ in 0..<3 { _ = try Self.signature(key) }
        #expect(try MemorySearch.count(ofInverted: traces) > 0, "the search finds the key where it is kept")
        key.wipe()
        #expect(try MemorySearch.count(ofInverted: traces) == 0)
    }
}
