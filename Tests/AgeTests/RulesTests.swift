import Crypto
import Testing

@testable import Age

/// One broken rule a file, and the layer that must notice. The unbroken files open.
struct RulesTests {
    private static let keys = [AgeKey.passphrase(Forge.passphrase)]
    private static let full = [UInt8](repeating: 0x61, count: Payload.chunkBytes)

    private func refusal(_ forge: Forge) throws -> AgeError? { AgeFile.refusal(of: try forge.file, with: Self.keys) }

    private func refusal(_ change: (inout Forge) -> Void) throws -> AgeError? {
        try refusal(Forge(stanza: Forge.scrypt(), change))
    }

    @Test func unbrokenFileOpens() throws {
        #expect(try AgeFile.open(Forge(Forge.scrypt()).file, with: Self.keys) == Array("hello".utf8))
    }

    @Test func version() throws {
        #expect(try refusal { $0.version = "age-encryption.org/v2\n" } == .header)
        #expect(try refusal { $0.version = "age-encryption.org/v1\r\n" } == .header)
        #expect(try refusal { $0.version = " age-encryption.org/v1\n" } == .header)
        #expect(try refusal { $0.stanzas = [] } == .header)
    }

    @Test func headerCode() throws {
        #expect(try refusal { $0.codeText = { "A" + $0.dropFirst() } } == .headerCode)
        #expect(try refusal { $0.codeText = { String($0.dropLast()) } } == .header)
        #expect(try refusal { $0.codeText = { $0 + "=" } } == .header)
        #expect(try refusal { $0.codeText = { $0 + "A" } } == .header)
        #expect(try refusal { $0.codeText = { _ in "" } } == .header)
        #expect(try refusal { $0.beforeCode = "---" } == .header)
        #expect(try refusal { $0.beforeCode = "---  " } == .header)
        #expect(try refusal { $0.beforeCode = "----" } == .header)
        #expect(try refusal { $0.afterCode = " \n" } == .header)
        #expect(try refusal { $0.afterCode = "\r\n" } == .header)
    }

    @Test func passphraseStanza() throws {
        func broken(_ arguments: @escaping (String, String) -> String) throws -> AgeError? {
            try refusal(Forge(Forge.scrypt(arguments: arguments)))
        }
        #expect(try broken { salt, _ in salt } == .header)
        #expect(try broken { salt, factor in "\(salt) \(factor) x" } == .header)
        #expect(try broken { salt, factor in "\(salt)  \(factor)" } == .header)
        #expect(try broken { salt, factor in "\(salt)== \(factor)" } == .header)
        #expect(try broken { salt, factor in "\(salt.dropLast())x \(factor)" } == .header)
        for text in ["0", "010", "+10", "-10", "10.", "0xa", "1e1", "٣", "ten"] {
            #expect(try broken { salt, _ in "\(salt) \(text)" } == .header, "\(text)")
        }
        for text in ["21", "22", "99", "100", "18446744073709551626"] {
            #expect(try broken { salt, _ in "\(salt) \(text)" } == .workFactorTooHigh(limit: 20), "\(text)")
        }
        #expect(try refusal(Forge(Forge.scrypt(salt: Array(1...15)))) == .header)
        #expect(try refusal(Forge(Forge.scrypt(salt: Array(1...17)))) == .header)
        #expect(try refusal(Forge(Forge.scrypt(fileKey: Forge.fileKey + [0]))) == .header)
        #expect(try refusal(Forge(Forge.scrypt(cost: 11))) == .noMatch)
    }

    @Test func passphraseStandsAlone() throws {
        let stanza = try Forge.scrypt()
        #expect(try refusal(Forge(stanza, stanza)) == .header)
        #expect(try refusal(Forge(stanza, "-> other\n\n")) == .header)
        #expect(try refusal(Forge("-> other\n\n", stanza)) == .header)
        let identity = try X25519Identity.generate()
        let mixed = try Forge(stanza, Forge.x25519(identity.recipient)).file
        #expect(AgeFile.refusal(of: mixed, with: [.identity(identity)]) == .header)
    }

    @Test func stanzaText() throws {
        let identity = try X25519Identity.generate()
        let known = try Forge.x25519(identity.recipient)
        func refusal(_ stanza: String) throws -> AgeError? {
            AgeFile.refusal(of: try Forge(stanza, known).file, with: [.identity(identity)])
        }
        let line = String(repeating: "A", count: 64)
        for accepted in ["-> grease\n\n", "-> a b c !~\nAAAA\n", "-> x\n\(line)\n\n", "-> x\n\(line)\n\(line)\nAA\n"] {
            #expect(try refusal(accepted) == nil, "\(accepted)")
        }
        for broken in [
            "->grease\n\n", "-> \n\n", "-> a \n\n", "->  a\n\n", "-> a\u{7F}\n\n", "-> é\n\n", "-> a\r\n\n", "-> a\tb\n\n", "-> a\n",
            "-> a\n\(line)\n", "-> a\n\(line)A\n\n", "-> a\nAAAA\nAAAA\n", "-> a\nAA==\n", "-> a\nAB\n", "-> a\nA\n", "-> a\nA A\n",
            "-> a\n\r\n", "- a\n\n", "\n",
        ] {
            #expect(try refusal(broken) == .header, "\(broken)")
        }
    }

    @Test func publicKeyStanza() throws {
        let identity = try X25519Identity.generate()
        func refusal(_ stanza: String) throws -> AgeError? {
            AgeFile.refusal(of: try Forge(stanza).file, with: [.identity(identity)])
        }
        #expect(try refusal(Forge.x25519(identity.recipient)) == nil)
        #expect(try refusal(Forge.x25519(X25519Identity.generate().recipient)) == .noMatch)
        #expect(try refusal(Forge.x25519(identity.recipient, share: { "\($0) x" })) == .header)
        #expect(try refusal(Forge.x25519(identity.recipient, share: { String($0.dropLast()) })) == .header)
        #expect(try refusal(Forge.x25519(identity.recipient, share: { "\($0)=" })) == .header)
        #expect(try refusal(Forge.x25519(identity.recipient, share: { _ in String(repeating: "A", count: 43) })) == .header)
        #expect(try refusal(Forge.x25519(identity.recipient, fileKey: Forge.fileKey + [0])) == .header)
        // Somebody else's passphrase, and nobody's key.
        #expect(AgeFile.refusal(of: try Forge(Forge.x25519(identity.recipient)).file, with: Self.keys) == .noMatch)
        #expect(AgeFile.refusal(of: try Forge(Forge.x25519(identity.recipient)).file, with: []) == .noMatch)
    }

    @Test func payload() throws {
        #expect(try refusal { $0.chunks = [([], 1)] } == nil)
        #expect(try refusal { $0.chunks = [(Self.full, 1)] } == nil)
        #expect(try refusal { $0.chunks = [(Self.full, 0), ([1], 1)] } == nil)
        #expect(try refusal { $0.chunks = [] } == .payload)
        #expect(try refusal { $0.chunks = [([1], 0)] } == .payload)
        #expect(try refusal { $0.chunks = [([1], 2)] } == .payload)
        #expect(try refusal { $0.chunks = [([1], 1), ([2], 1)] } == .payload)
        #expect(try refusal { $0.chunks = [([1], 0), ([2], 1)] } == .payload)
        #expect(try refusal { $0.chunks = [(Self.full, 0)] } == .payload)
        #expect(try refusal { $0.chunks = [(Self.full, 0), ([], 1)] } == .payload)
        #expect(try refusal { $0.chunks = [(Self.full, 1), ([], 1)] } == .payload)
        #expect(try refusal { $0.chunks = [(Self.full, 1), (Self.full, 1)] } == .payload)
        #expect(try refusal { $0.chunks = [(Self.full + [1], 1)] } == .payload)
        #expect(try refusal { $0.trailing = [0] } == .payload)
        #expect(
            try refusal {
                $0.nonce = []
                $0.chunks = []
            } == .header)
        #expect(
            try refusal {
                $0.nonce = [UInt8](repeating: 7, count: 15)
                $0.chunks = []
            } == .header)
    }

    @Test func armor() throws {
        let binary = try Forge(Forge.scrypt()).file
        let good = String(decoding: Armor.encode(binary), as: UTF8.self)
        func refusal(_ text: String) -> AgeError? { AgeFile.refusal(of: Array(text.utf8), with: Self.keys, as: .armored) }
        let lines = good.split(separator: "\n").map(String.init)
        func joined(_ change: (inout [String]) -> Void) -> String {
            var changed = lines
            change(&changed)
            return changed.joined(separator: "\n") + "\n"
        }
        for accepted in [
            good, String(good.dropLast()), " \t\r\n\n" + good + "\n \t\r\n", good.replacing("\n", with: "\r\n"),
        ] {
            #expect(refusal(accepted) == nil, "\(accepted)")
            #expect(accepted.utf8.withContiguousStorageIfAvailable { AgeEncoding(detectedIn: UnsafeRawBufferPointer($0)) } == .armored)
        }
        for broken in [
            "", "x" + good, good + "x", good.replacing("BEGIN", with: "begin"), good.replacing("FILE", with: "MESSAGE"),
            joined { $0.removeLast() }, joined { $0.insert("", at: 1) }, joined { $0.insert("", at: $0.count - 1) },
            joined { $0[1] += " " }, joined { $0[1] = " " + $0[1] }, joined { $0[1] += $0.remove(at: 2) }, joined { $0[1].removeLast() },
            joined { $0[0] += " " }, joined { $0.insert("Comment: x", at: 1) }, joined { $0[1] = "*" + $0[1].dropFirst() },
            joined { $0[$0.count - 2] += "\r\r" }, joined { $0[$0.count - 2] = "=" },
        ] {
            #expect(refusal(broken) == .armor, "\(broken)")
        }
        #expect(refusal("\(lines.first!)\n\(lines.last!)\n") == .header)
        #expect(AgeFile.refusal(of: Array(good.utf8), with: Self.keys, as: .binary) == .header)
        #expect(AgeFile.refusal(of: binary, with: Self.keys, as: .armored) == .armor)
        #expect(binary.withUnsafeBytes { AgeEncoding(detectedIn: $0) } == .binary)
    }

    @Test func limitsAreCheckedBeforeAnyWork() throws {
        // A work factor for which no memory suffices: a reader that began the work would fail in another way.
        let file = try Forge(Forge.scrypt(arguments: { salt, _ in "\(salt) 40" })).file
        #expect(AgeFile.refusal(of: file, with: Self.keys, limits: AgeLimits(greatestWorkFactor: 20)) == .workFactorTooHigh(limit: 20))
        let small = try AgeFile.seal([1, 2, 3], passphrase: "x")
        #expect(
            AgeFile.refusal(of: small, with: [.passphrase("x")], limits: AgeLimits(greatestWorkFactor: 9)) == .workFactorTooHigh(limit: 9))
        #expect(
            AgeFile.refusal(of: small, with: [.passphrase("x")], limits: AgeLimits(fileBytes: small.count - 1))
                == .tooLarge(limitBytes: small.count - 1))
        let unending = Array("age-encryption.org/v1\n".utf8) + Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
        #expect(AgeFile.refusal(of: unending, with: Self.keys) == .header)
    }

    @Test func writesOnlyWithSensibleCosts() throws {
        for workFactor in [-1, 0, 9, 21, 64] {
            #expect(throws: AgeError.crypto(.unsuitableParameter)) { try AgeFile.seal([], passphrase: "x", workFactor: workFactor) }
        }
        #expect(throws: AgeError.crypto(.unsuitableLength)) { try AgeFile.seal([], passphrase: "") }
        #expect(throws: AgeError.malformedKey) { try AgeFile.seal([], to: []) }
        let file = try AgeFile.seal([], passphrase: "x", workFactor: 11)
        #expect(try file.withUnsafeBytes { try AgeFile.workFactor(of: $0) } == 11)
        let other = try AgeFile.seal([], to: [X25519Identity.generate().recipient])
        #expect(try other.withUnsafeBytes { try AgeFile.workFactor(of: $0) } == nil)
    }
}
