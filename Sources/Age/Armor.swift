import Crypto

/// The armored form (C2SP age.md, "ASCII armor"; RFC 7468 strict).
enum Armor {
    private static let columns = 64
    private static let beginning = Array("-----BEGIN AGE ENCRYPTED FILE-----".utf8)
    private static let ending = Array("-----END AGE ENCRYPTED FILE-----".utf8)

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

    static func encode(_ file: [UInt8]) -> [UInt8] {
        var text = beginning + [0x0A]
        let characters = Array(Base64.encode(file).utf8)
        for start in stride(from: 0, to: characters.count, by: columns) {
            text += characters[start..<min(start + columns, characters.count)]
            text.append(0x0A)
        }
        return text + ending + [0x0A]
    }

    /// Throws `armor`.
    static func decode(_ text: UnsafeRawBufferPointer) throws(AgeError) -> [UInt8] {
        var lines = LineReader(text)
        lines.skip(while: isBlank)
        guard let first = lines.next(), content(first).elementsEqual(beginning) else { throw .armor }
        var characters: [UInt8] = []
        characters.reserveCapacity(text.count)
        var isLast = false
        while let line = lines.next() {
            let content = content(line)
            if content.elementsEqual(ending) {
                guard lines.rest.allSatisfy(isBlank) else { throw .armor }
                do throws(CryptoError) {
                    return try Base64.decode(characters)
                } catch {
                    throw .armor
                }
            }
            guard !isLast, 1...columns ~= content.count else { throw .armor }
            isLast = content.count < columns
            characters += content
        }
        throw .armor
    }

    /// Without the carriage return of a line that ends in CRLF.
    private static func content(_ line: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        line.last == 0x0D ? line.dropLast() : line
    }
}
