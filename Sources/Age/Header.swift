import Crypto

/// A header as it was read (C2SP age.md, "Header"): well formed, its code not yet verified.
struct Header: Equatable {
    static let version = "age-encryption.org/v1"
    private static let columns = 64

    let stanzas: [Stanza]
    /// From the first byte up to and with the three hyphens before the code.
    let authenticated: [UInt8]
    let code: [UInt8]
    /// With the line end after the code.
    let byteCount: Int

    /// Throws `header`.
    init(reading file: UnsafeRawBufferPointer) throws(AgeError) {
        let bytes = UnsafeRawBufferPointer(rebasing: file.prefix(AgeLimits.headerBytes))
        var lines = LineReader(bytes)
        guard let first = lines.nextTerminated(), first.elementsEqual(Self.version.utf8) else { throw .header }
        var stanzas: [Stanza] = []
        while true {
            let start = lines.offset
            guard let line = lines.nextTerminated() else { throw .header }
            if line.starts(with: "---".utf8) {
                guard !stanzas.isEmpty, line.dropFirst(3).first == 0x20 else { throw .header }
                code = try Self.decoded(line.dropFirst(4))
                guard code.count == HMACSHA256.codeBytes else { throw .header }
                authenticated = Array(bytes[..<(start + 3)])
                break
            }
            stanzas.append(try Self.stanza(line, &lines))
        }
        self.stanzas = stanzas
        byteCount = lines.offset
        // A passphrase stanza has to be the only one (C2SP age.md, "scrypt recipient stanza").
        guard stanzas.count == 1 || !stanzas.contains(where: { $0.type == ScryptStanza.type }) else { throw .header }
    }

    /// Writes a header for the stanzas, with its code.
    static func encode(_ stanzas: [Stanza], fileKey: SecretBytes) throws(AgeError) -> [UInt8] {
        var text = Array("\(version)\n".utf8)
        for stanza in stanzas {
            text += Array("-> \(([stanza.type] + stanza.arguments).joined(separator: " "))\n".utf8)
            let body = Array(Base64.encode(stanza.body, padding: .absent).utf8)
            for start in stride(from: 0, through: body.count, by: columns) {
                text += body[start..<min(start + columns, body.count)]
                text.append(0x0A)
            }
        }
        text += Array("---".utf8)
        let code = try code(for: text, fileKey: fileKey)
        return text + Array(" \(Base64.encode(code, padding: .absent))\n".utf8)
    }

    /// Throws `headerCode` unless somebody who knew the file key wrote this header.
    func verify(fileKey: SecretBytes) throws(AgeError) {
        guard ConstantTime.equal(try Self.code(for: authenticated, fileKey: fileKey), code) else { throw .headerCode }
    }

    private static func code(for text: [UInt8], fileKey: SecretBytes) throws(AgeError) -> [UInt8] {
        do throws(CryptoError) {
            let key = try HKDFSHA256.derive(from: fileKey, context: Array("header".utf8), count: 32)
            return HMACSHA256.code(for: text, key: key)
        } catch {
            throw .crypto(error)
        }
    }

    private static func stanza(_ line: Slice<UnsafeRawBufferPointer>, _ lines: inout LineReader) throws(AgeError) -> Stanza {
        guard line.starts(with: "-> ".utf8) else { throw .header }
        let arguments = line.dropFirst(3).split(separator: 0x20, omittingEmptySubsequences: false)
        guard arguments.allSatisfy({ !$0.isEmpty && $0.allSatisfy { 0x21...0x7E ~= $0 } }) else { throw .header }
        var texts = arguments.map { String(decoding: $0, as: UTF8.self) }
        var body: [UInt8] = []
        while true {
            guard let bodyLine = lines.nextTerminated(), bodyLine.count <= columns else { throw .header }
            body += try decoded(bodyLine)
            if bodyLine.count < columns { break }
        }
        return Stanza(type: texts.removeFirst(), arguments: texts, body: body)
    }

    private static func decoded(_ characters: Slice<UnsafeRawBufferPointer>) throws(AgeError) -> [UInt8] {
        do throws(CryptoError) {
            return try Base64.decode(characters, padding: .absent)
        } catch {
            throw .header
        }
    }
}

/// A recipient's part of the header: what it is, its arguments, and the file key wrapped for it.
struct Stanza: Equatable {
    let type: String
    let arguments: [String]
    let body: [UInt8]
}
