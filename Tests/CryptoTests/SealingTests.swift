import Crypto
import Testing

@Suite struct SealingTests {
    // RFC 8439 section 2.8.2.
    static let plain = Array(
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.".utf8)
    static let key: [UInt8] = Array(0x80...0x9f)
    static let nonce = hex("070000004041424344454647")
    static let associated = hex("50515253c0c1c2c3c4c5c6c7")
    static let sealed = hex(
        """
        d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b29
        05d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116
        1ae10b594f09e26a7e902ecbd0600691
        """)

    private func open(_ sealed: [UInt8], key: [UInt8] = key, nonce: [UInt8] = nonce, associated: [UInt8] = associated) throws -> [UInt8] {
        try sealed.withUnsafeBytes {
            try ChaCha20Poly1305.open($0, key: SecretBytes(key), nonce: nonce, authenticating: associated).contents
        }
    }

    @Test func followsTheStandard() throws {
        let sealed = try ChaCha20Poly1305.seal(
            SecretBytes(Self.plain), key: SecretBytes(Self.key), nonce: Self.nonce, authenticating: Self.associated)
        #expect(sealed == Self.sealed)
        #expect(try open(sealed) == Self.plain)
    }

    @Test func everyFlippedBitAndEveryCutIsRefused() {
        for position in Self.sealed.indices {
            var changed = Self.sealed
            changed[position] ^= 1 << (position % 8)
            #expect(throws: CryptoError.authenticationFailed) { try open(changed) }
            #expect(throws: CryptoError.authenticationFailed) { try open(Array(Self.sealed[..<position])) }
        }
        #expect(throws: CryptoError.authenticationFailed) { try open(Self.sealed, key: Array(0x81...0xa0)) }
        #expect(throws: CryptoError.authenticationFailed) { try open(Self.sealed, nonce: hex("070000004041424344454648")) }
        #expect(throws: CryptoError.authenticationFailed) { try open(Self.sealed, associated: []) }
    }

    @Test func nothingCanBeSealed() throws {
        for associated in [[], [1, 2, 3]] as [[UInt8]] {
            let sealed = try ChaCha20Poly1305.seal(
                SecretBytes([]), key: SecretBytes(Self.key), nonce: Self.nonce, authenticating: associated)
            #expect(sealed.count == 16)
            #expect(try open(sealed, associated: associated) == [])
            var changed = sealed
            changed[3] ^= 1
            #expect(throws: CryptoError.authenticationFailed) { try open(changed, associated: associated) }
        }
    }

    @Test func aCallersRoomIsUsedAndWipedAfterFailure() throws {
        var room = [UInt8](repeating: 0xEE, count: Self.plain.count + 2)
        try Self.sealed.withUnsafeBytes { sealed in
            try room.withUnsafeMutableBytes {
                try ChaCha20Poly1305.open(sealed, key: SecretBytes(Self.key), nonce: Self.nonce, authenticating: Self.associated, into: $0)
            }
        }
        #expect(room == Self.plain + [0xEE, 0xEE])
        #expect(throws: CryptoError.authenticationFailed) {
            try Self.sealed.withUnsafeBytes { sealed in
                try room.withUnsafeMutableBytes {
                    try ChaCha20Poly1305.open(sealed, key: SecretBytes(Self.key), nonce: Self.nonce, into: $0)
                }
            }
        }
        #expect(room == Array(repeating: 0, count: Self.plain.count) + [0xEE, 0xEE])
        var small = [UInt8](repeating: 0xEE, count: Self.plain.count - 1)
        #expect(throws: CryptoError.unsuitableLength) {
            try Self.sealed.withUnsafeBytes { sealed in
                try small.withUnsafeMutableBytes {
                    try ChaCha20Poly1305.open(
                        sealed, key: SecretBytes(Self.key), nonce: Self.nonce, authenticating: Self.associated, into: $0)
                }
            }
        }
    }

    @Test func lengthsAreChecked() {
        #expect(throws: CryptoError.unsuitableLength) { try open(Self.sealed, key: Array(Self.key.dropLast())) }
        #expect(throws: CryptoError.unsuitableLength) { try open(Self.sealed, nonce: Array(Self.nonce.dropLast())) }
        #expect(throws: CryptoError.unsuitableLength) {
            try ChaCha20Poly1305.seal(SecretBytes([]), key: SecretBytes([]), nonce: Self.nonce)
        }
    }
}
