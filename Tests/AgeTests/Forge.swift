import Crypto

@testable import Age

/// Makes files byte by byte from the format's description, without the writer under test, so that each can break one rule.
struct Forge {
    static let passphrase = "correct horse"
    static let fileKey: [UInt8] = Array(0x40..<0x50)
    static let nonce = [UInt8](repeating: 7, count: 16)

    var version = "age-encryption.org/v1\n"
    var stanzas: [String]
    var beforeCode = "--- "
    var codeText: (String) -> String = { $0 }
    var afterCode = "\n"
    var nonce = Forge.nonce
    /// Chunks, each with the last byte of its nonce.
    var chunks: [(plain: [UInt8], flag: UInt8)] = [(Array("hello".utf8), 1)]
    var trailing: [UInt8] = []

    init(_ stanzas: String...) { self.stanzas = stanzas }

    init(stanza: String, _ change: (inout Forge) -> Void) {
        self.init(stanza)
        change(&self)
    }

    var file: [UInt8] {
        get throws {
            let authenticated = Array((version + stanzas.joined() + "---").utf8)
            let key = try HKDFSHA256.derive(from: SecretBytes(Self.fileKey), context: Array("header".utf8), count: 32)
            let code = codeText(Self.base64(HMACSHA256.code(for: authenticated, key: key)))
            let head = Array((version + stanzas.joined() + beforeCode + code + afterCode).utf8)
            let payloadKey = try HKDFSHA256.derive(
                from: SecretBytes(Self.fileKey), salt: nonce, context: Array("payload".utf8), count: 32)
            var body = nonce
            for (number, chunk) in chunks.enumerated() {
                let chunkNonce = [UInt8](repeating: 0, count: 10) + [UInt8(number), chunk.flag]
                body += try chunk.plain.withUnsafeBytes { try ChaCha20Poly1305.seal($0, key: payloadKey, nonce: chunkNonce) }
            }
            return head + body + trailing
        }
    }

    static func base64(_ bytes: [UInt8]) -> String { Base64.encode(bytes, padding: .absent) }

    /// A scrypt stanza that wraps the file key as its texts say.
    static func scrypt(
        salt: [UInt8] = Array(1...16), workFactor: String = "10", arguments: ((String, String) -> String)? = nil,
        fileKey: [UInt8] = Forge.fileKey, cost: Int = 10
    ) throws -> String {
        let key = try Scrypt.derive(
            from: SecretBytes(passphrase.utf8), salt: Array("age-encryption.org/v1/scrypt".utf8) + salt, logN: cost, count: 32)
        let list = arguments?(base64(salt), workFactor) ?? "\(base64(salt)) \(workFactor)"
        return "-> scrypt \(list)\n\(base64(try wrapped(fileKey, key)))\n"
    }

    static func wrapped(_ fileKey: [UInt8], _ key: SecretBytes) throws -> [UInt8] {
        try ChaCha20Poly1305.seal(SecretBytes(fileKey), key: key, nonce: [UInt8](repeating: 0, count: 12))
    }

    /// An X25519 stanza for a recipient; `share` replaces the true one in the text.
    static func x25519(
        _ recipient: X25519Recipient, share text: ((String) -> String)? = nil, fileKey: [UInt8] = Forge.fileKey
    ) throws -> String {
        let ephemeral = SecretBytes([UInt8](repeating: 9, count: 32))
        let share = try X25519.publicKey(for: ephemeral)
        let key = try HKDFSHA256.derive(
            from: X25519.sharedSecret(ephemeral, publicKey: recipient.publicKey), salt: share + recipient.publicKey,
            context: Array("age-encryption.org/v1/X25519".utf8), count: 32)
        return "-> X25519 \(text?(base64(share)) ?? base64(share))\n\(base64(try wrapped(fileKey, key)))\n"
    }
}
