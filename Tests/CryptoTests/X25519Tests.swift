import Crypto
import Testing

@Suite struct X25519Tests {
    // RFC 7748 section 6.1.
    static let alice = hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    static let alicePublic = hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
    static let bob = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
    static let bobPublic = hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
    static let shared = hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")

    @Test func followsTheStandard() throws {
        #expect(try X25519.publicKey(for: SecretBytes(Self.alice)) == Self.alicePublic)
        #expect(try X25519.publicKey(for: SecretBytes(Self.bob)) == Self.bobPublic)
        #expect(try X25519.sharedSecret(SecretBytes(Self.alice), publicKey: Self.bobPublic).contents == Self.shared)
        #expect(try X25519.sharedSecret(SecretBytes(Self.bob), publicKey: Self.alicePublic).contents == Self.shared)
    }

    // Points of low order: 0, 1 and p.
    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
    func refusesPublicKeysThatForceTheResult(publicKey: String) {
        #expect(throws: CryptoError.unsafePublicKey) {
            try X25519.sharedSecret(SecretBytes(Self.alice), publicKey: hex(publicKey))
        }
    }

    @Test func lengthsAreChecked() {
        #expect(throws: CryptoError.unsuitableLength) { try X25519.publicKey(for: SecretBytes(Self.alice.dropLast())) }
        #expect(throws: CryptoError.unsuitableLength) { try X25519.sharedSecret(SecretBytes(Self.alice + [0]), publicKey: Self.bobPublic) }
        #expect(throws: CryptoError.unsuitableLength) { try X25519.sharedSecret(SecretBytes(Self.alice), publicKey: []) }
    }

    @Test func randomKeysAgree() throws {
        let mine = try SecureRandom.secretBytes(32)
        let theirs = try SecureRandom.secretBytes(32)
        #expect(!mine.isEqual(to: theirs))
        let here = try X25519.sharedSecret(mine, publicKey: X25519.publicKey(for: theirs))
        let there = try X25519.sharedSecret(theirs, publicKey: X25519.publicKey(for: mine))
        #expect(here.isEqual(to: there))
    }
}
