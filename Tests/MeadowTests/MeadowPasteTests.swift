import Core
import Domain
import Exchanges
import Testing

@testable import App

/// Pastes of a key that has a block of lines in it, in each layout that a paste can have.
struct MeadowPasteTests {
    private static let words = PasteVocabulary(Meadow.profile, among: ExchangeRegistry.all.profiles + [Meadow.profile])
    private static let both: [KeyField.ID: String] = [.apiKey: Meadow.key, Meadow.privateKeyField: Meadow.block]

    private func parse(_ text: String, _ words: PasteVocabulary = words) -> (layout: PasteFindings.Layout, values: [KeyField.ID: String]) {
        Array(text.utf8).withUnsafeBytes { bytes in
            let parsed = PasteParser.parse(bytes, words)
            return (parsed.layout, parsed.values.mapValues { $0.withBytes(of: bytes) { String(decoding: $0, as: UTF8.self) } })
        }
    }

    @Test func linesInTheirOrder() {
        for (name, block) in Meadow.writings {
            let (layout, values) = parse(Meadow.key + "\n" + block)
            #expect(layout == .bareLines && values == Self.both, "\(name): \(layout)")
        }
    }

    @Test func aBlockBeforeTheKeyIsToldByItsShape() {
        let (layout, values) = parse(Meadow.block + "\n\n" + Meadow.key + "\n")
        #expect(layout == .shapedLines && values == Self.both)
    }

    @Test func labelledBlocks() {
        for (name, block) in Meadow.writings {
            for text in [
                "Access Key: \(Meadow.key)\nPrivate Key:\n\(block)", "Access Key\n\(Meadow.key)\nPrivate Key\n\(block)",
                "访问 Key：\(Meadow.key)\n私钥：\n\(block)", "Private Key: \(block)\nAccess Key: \(Meadow.key)",
                "MEADOW_ACCESS_KEY=\(Meadow.key)\nMEADOW_PRIVATE_KEY=\"\(block)\"\n",
                "# my key\nname: clover\nexport MEADOW_KEY='\(Meadow.key)'\nexport MEADOW_SECRET='\(block)'",
                // Whatever is written beside a block, it is no other value.
                "Access Key: \(Meadow.key)\nthe file that the page gave me:\n\(block)",
            ] {
                let (layout, values) = parse(text)
                #expect(layout == .labelledLines && values == Self.both, "\(name): \(text)")
            }
        }
    }

    /// The passphrase to a block stands behind it, or beside its label; in JSON it has a name of its own.
    @Test func encryptedBlocks() {
        let all: [KeyField.ID: String] = [
            .apiKey: Meadow.key, Meadow.privateKeyField: Meadow.encryptedBlock, Meadow.passphraseField: Meadow.passphrase,
        ]
        let escaped = Meadow.encryptedLines.joined(separator: "\\n")
        for (text, layout) in [
            ("\(Meadow.key)\n\(Meadow.encryptedBlock)\n\(Meadow.passphrase)\n", PasteFindings.Layout.bareLines),
            ("Access Key: \(Meadow.key)\nPrivate Key:\n\(Meadow.encryptedBlock)\nkey passphrase: \(Meadow.passphrase)", .labelledLines),
            ("{\"apiKey\":\"\(Meadow.key)\",\"privateKey\":\"\(escaped)\",\"privateKeyPassphrase\":\"\(Meadow.passphrase)\"}", .json),
        ] {
            let parsed = parse(text)
            #expect(parsed.layout == layout && parsed.values == all, "\(text): \(parsed)")
        }
        // Without a block there is nothing to open.
        #expect(parse("\(Meadow.key)\n\(Meadow.passphrase)").values.isEmpty)
    }

    @Test func aBlockAloneIsItsField() {
        for (name, block) in Meadow.writings {
            let (layout, values) = parse("\n" + block)
            #expect(layout == .labelledLines && values == [Meadow.privateKeyField: Meadow.block], "\(name)")
        }
    }

    @Test func aBlockNeverGetsIntoAnotherField() {
        for text in ["Access Key:\n\(Meadow.block)", "Access Key: \(Meadow.block)", "key = \"\(Meadow.block)\""] {
            #expect(parse(text).values == [Meadow.privateKeyField: Meadow.block], "\(text)")
        }
    }

    @Test func json() {
        let escaped = Meadow.block.replacing("\n", with: "\\n")
        for text in [
            #"{"apiKey":"\#(Meadow.key)","privateKey":"\#(escaped)"}"#, #"{"apiKey":"\#(Meadow.key)","privateKey":"\#(escaped)\n"}"#,
            #"{"privateKey":"\#(escaped.replacing("\\n", with: "\\r\\n"))\r\n","apiKey":"\#(Meadow.key)"}"#,
            #"{"meadow":{"key":"\#(Meadow.key)","secret":"\#(escaped)"}}"#,
            #"[{"exchange":"binance","apiKey":"x","secret":"y"},{"exchange":"meadow","apiKey":"\#(Meadow.key)","privateKey":"\#(escaped)"}]"#,
        ] {
            let (layout, values) = parse(text)
            #expect(layout == .json && values == Self.both, "\(text)")
        }
    }

    @Test func twoKeysAreNeverMixed() {
        let other = Meadow.block.replacing("MFEC", with: "MFED")
        for text in [
            "Access Key: \(Meadow.key)\nPrivate Key:\n\(Meadow.block)\nAccess Key: \(Meadow.otherKey)\nPrivate Key:\n\(other)",
            "\(Meadow.block)\n\(other)", "\(Meadow.key)\n\(Meadow.block)\n\(Meadow.otherKey)\n\(other)",
        ] {
            let (layout, values) = parse(text)
            #expect(layout == .twoKeys && values.isEmpty, "\(text)")
        }
    }

    @Test func whatIsNoWholePrivateKeyIsNone() {
        let cut = Meadow.lines.dropLast().joined(separator: "\n")
        for text in [
            cut, Meadow.block.replacing("END PRIVATE", with: "END EC PRIVATE"),
            "-----BEGIN PRIVATE KEY-----", Meadow.lines[1],
        ] {
            #expect(parse(text).values[Meadow.privateKeyField] == nil, "\(text)")
        }
        // A public key is taken for the private one, so that whoever has pasted the wrong half is told.
        let other = Meadow.block.replacing("PRIVATE", with: "PUBLIC")
        #expect(parse(other).values[Meadow.privateKeyField] == other)
    }

    /// What has headers before its Base64 keeps its lines, for they mean something.
    @Test func headersKeepTheirLines() {
        let block =
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nMIIE\n-----END RSA PRIVATE KEY-----"
        #expect(
            parse(Meadow.key + "\r\n" + block.replacing("\n", with: "\r\n")).values == [.apiKey: Meadow.key, Meadow.privateKeyField: block])
    }

    /// Labels of one exchange are none of another, and its keys are another's.
    @Test func anotherExchangesWordsAreNotOurs() {
        let okx = PasteVocabulary(.okx, among: ExchangeRegistry.all.profiles + [Meadow.profile])
        #expect(
            parse("[meadow]\napi key = 37c541a1-0000-4000-8000-1b2c3d4e5f60\nsecret key = 1E7E68B0265662BC022CC1FDDED39D60", okx).values
                .isEmpty)
        #expect(parse("[okx]\nkey = \(Meadow.key)\n\(Meadow.block)").values.isEmpty)
        #expect(parse("Passphrase: Tide-gate.2026").values.isEmpty)
        // Keys of OKX have no block, and nothing of one is looked for.
        for (name, block) in Meadow.writings {
            for text in ["\n" + block, block, "Secret Key:\n" + block, "Passphrase: \(block)"] {
                let (layout, values) = parse(text, okx)
                #expect(values.isEmpty && layout == .unrecognised, "\(name): \(layout)")
            }
        }
    }

    @Test func anythingIsReadWithoutATrap() {
        var random = SplitMix(seed: 15)
        let pieces =
            Meadow.lines + [Meadow.key, "\n", "\r\n", " ", "\\n", "Private Key:", "key=", "\"", "{", "}", "-----", "-----BEGIN ", "：", "钥"]
        for round in 0..<2_000 {
            let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
            Array(text.utf8).withUnsafeBytes { bytes in
                for (id, value) in PasteParser.parse(bytes, Self.words).values {
                    value.withBytes(of: bytes) { value in
                        let text = String(decoding: value, as: UTF8.self)
                        // A block is in its own field or in none.
                        #expect(id == Meadow.privateKeyField || !text.contains("PRIVATE KEY-----\n"), "round \(round)")
                    }
                }
            }
        }
    }
}

/// Numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    var seed: UInt64

    mutating func next() -> UInt64 {
        seed &+= 0x9E37_79B9_7F4A_7C15
        var value = seed
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
