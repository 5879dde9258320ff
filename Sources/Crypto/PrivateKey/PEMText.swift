/// A block of lines as RFC 7468 has it, decoded into locked memory.
struct PEMText {
    /// What stands behind `BEGIN`, such as `PRIVATE KEY`.
    let label: String
    let der: SecretBytes

    /// An RSA key of 4096 bits, encrypted, has less than 2600.
    private static let longestBytes = 8_192

    /// The first block of a text.
    init(_ text: UnsafeRawBufferPointer) throws(PrivateKeyProblem) {
        guard let opening = PEMMarker.first(.begin, in: text, from: 0),
            let closing = PEMMarker.first(.end, in: text, from: opening.range.upperBound),
            text[closing.label].elementsEqual(text[opening.label])
        else { throw .notPEM }
        // The label is not secret.
        label = String(decoding: text[opening.label], as: UTF8.self)
        let content = UnsafeRawBufferPointer(rebasing: text[opening.range.upperBound..<closing.range.lowerBound])
        // Headers occur only in the encryption of old programs (RFC 1421, 4.6).
        if content.contains(UInt8(ascii: ":")) { throw .oldEncryption }
        der = try Self.decoded(content)
    }

    private static func decoded(_ content: UnsafeRawBufferPointer) throws(PrivateKeyProblem) -> SecretBytes {
        guard content.count <= longestBytes else { throw .damaged }
        do throws(CryptoError) {
            let text = try SecretBytes(capacity: content.count)
            defer { text.wipe() }
            for byte in content where byte > 0x20 { try text.append(byte) }
            return try Base64.decodeSecret(text)
        } catch {
            throw error == .lockedMemoryExhausted ? .memoryExhausted : .damaged
        }
    }
}
