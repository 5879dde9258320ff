/// A block of lines as RFC 7468 has it, decoded into locked memory.
struct PEMText {
    /// What stands behind `BEGIN`, such as `PRIVATE KEY`.
    let label: String
    let der: SecretBytes

    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let dashes = Array("-----".utf8)
    /// An RSA key of 4096 bits, encrypted, has less than 2600.
    private static let longestBytes = 8_192

    /// The first block of a text.
    init(_ text: UnsafeRawBufferPointer) throws(PrivateKeyProblem) {
        guard let opening = Self.marker(Self.begin, in: text, from: 0),
            let closing = Self.marker(Self.end, in: text, from: opening.range.upperBound), closing.label == opening.label
        else { throw .notPEM }
        label = opening.label
        let content = UnsafeRawBufferPointer(rebasing: text[opening.range.upperBound..<closing.range.lowerBound])
        // RFC 1421, which no text of today has headers of.
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

    private static func marker(_ word: [UInt8], in text: UnsafeRawBufferPointer, from start: Int) -> (range: Range<Int>, label: String)? {
        var place = start
        while place + word.count <= text.count {
            guard text[place] == word[0], text[place..<place + word.count].elementsEqual(word) else {
                place += 1
                continue
            }
            let labelStart = place + word.count
            let labelEnd = text[labelStart...].firstIndex { !isLabel($0) } ?? text.count
            guard labelEnd - labelStart <= 64, text[labelEnd...].starts(with: dashes) else {
                place = labelStart
                continue
            }
            // What is named there is no secret.
            return (place..<labelEnd + dashes.count, String(decoding: text[labelStart..<labelEnd], as: UTF8.self))
        }
        return nil
    }

    private static func isLabel(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x20
    }
}
