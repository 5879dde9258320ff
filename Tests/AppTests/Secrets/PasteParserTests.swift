import Core
import Domain
import TestSupport
import Testing

@testable import App
@testable import Session

@Suite struct PasteParserTests {
    private static let key = SampleKey.apiKey
    private static let secret = SampleKey.secretKey
    private static let passphrase = SampleKey.passphrase
    static let all: [Credential: String] = [.apiKey: key, .secretKey: secret, .passphrase: passphrase]

    struct Example: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        let layout: PasteFindings.Layout
        var values = PasteParserTests.all
        var trimmed = 0

        var testDescription: String { name }
    }

    static let examples: [Example] = [
        Example(name: "bare", text: "\(key)\n\(secret)\n\(passphrase)", layout: .bareLines),
        Example(name: "bare, CRLF and a last line end", text: "\(key)\r\n\(secret)\r\n\(passphrase)\r\n", layout: .bareLines),
        Example(name: "bare, CR only", text: "\(key)\r\(secret)\r\(passphrase)", layout: .bareLines),
        Example(name: "bare, blank lines between", text: "\n\(key)\n\n\(secret)\n \n\(passphrase)\n\n", layout: .bareLines),
        Example(
            name: "bare, dirt at the edges", text: "\u{FEFF} \(key)\u{200B}\n\u{3000}\(secret)\u{A0}\n“\(passphrase)”", layout: .bareLines,
            trimmed: 7),
        Example(name: "bare, each in quotes", text: "\"\(key)\"\n\"\(secret)\"\n\"\(passphrase)\"", layout: .bareLines),
        Example(
            name: "bare wins over a passphrase that looks labelled", text: "\(key)\n\(secret)\nsecret=Foo1!bar", layout: .bareLines,
            values: [.apiKey: key, .secretKey: secret, .passphrase: "secret=Foo1!bar"]),
        Example(
            name: "bare wins over a passphrase that is a label", text: "abc\ndef\npassword", layout: .bareLines,
            values: [.apiKey: "abc", .secretKey: "def", .passphrase: "password"]),
        Example(
            name: "bare, the passphrase keeps its quotes and spaces inside", text: "\(key)\n\(secret)\n\"My pass\"word", layout: .bareLines,
            values: [.apiKey: key, .secretKey: secret, .passphrase: "\"My pass\"word"]),
        Example(
            name: "labelled as OKX's code shows it",
            text:
                "apikey = \"\(key)\"\nsecretkey = \"\(secret)\"\nIP = \"\"\nAPI name = \"terminal01\"\nPermissions = \"Read/Trade\"\nPassphrase = \"\(passphrase)\"",
            layout: .labelledLines),
        Example(
            name: "labelled in English, three lines", text: "API Key: \(key)\nSecret Key: \(secret)\nPassphrase: \(passphrase)",
            layout: .labelledLines),
        Example(
            name: "labelled in Chinese",
            text: "备注名：terminal01\nAPI Key：\(key)\n密钥：\(secret)\n密码：\(passphrase)\n权限：读取/交易\nIP：203.0.113.7", layout: .labelledLines),
        Example(
            name: "labelled in Chinese with both names",
            text: "API Key（公钥）：\(key)\n密钥（Secret Key）：\(secret)\n通行短语（Passphrase）：\(passphrase)",
            layout: .labelledLines),
        Example(
            name: "label above value", text: "API Key\n\(key)\nSecret Key\n\(secret)\nPassphrase\n\(passphrase)\nPermissions\nRead",
            layout: .labelledLines),
        Example(name: "tabs", text: "API Key\t\(key)\nSecret Key\t\(secret)\nPassphrase\t\(passphrase)", layout: .labelledLines),
        Example(name: "blanks", text: "API Key \(key)\nSecret Key \(secret)\nPassphrase \(passphrase)", layout: .labelledLines),
        Example(
            name: "full-width letters and signs", text: "ＡＰＩ　Ｋｅｙ＝\(key)\nＳｅｃｒｅｔ　Ｋｅｙ＝\(secret)\nＰａｓｓｐｈｒａｓｅ＝\(passphrase)",
            layout: .labelledLines),
        Example(
            name: "lines of a program", text: "'apiKey': '\(key)',\n'secret': '\(secret)',\n'password': '\(passphrase)',",
            layout: .labelledLines),
        Example(
            name: "another order", text: "Passphrase: \(passphrase)\nSecret Key: \(secret)\nAPI Key: \(key)", layout: .labelledLines),
        Example(
            name: "a passphrase with separators", text: "API Key: \(key)\nSecret Key: \(secret)\nPassphrase: a=b:c D1",
            layout: .labelledLines,
            values: [.apiKey: key, .secretKey: secret, .passphrase: "a=b:c D1"]),
        Example(name: "one label", text: "Secret Key: \(secret)", layout: .labelledLines, values: [.secretKey: secret]),
        Example(
            name: "JSON", text: "{\"apiKey\":\"\(key)\",\"secretKey\":\"\(secret)\",\"passphrase\":\"\(passphrase)\"}", layout: .json),
        Example(
            name: "JSON, escapes, other spellings and members",
            text: " {\n \"note\": [1], \"api_key\": \" \(key) \", \"secret\": \"\(secret)\",\n\"passphrase\": \" a\\\"b\\u0041\\\\ \" }\n",
            layout: .json,
            values: [.apiKey: key, .secretKey: secret, .passphrase: "a\"bA\\"]),
        Example(name: "one value", text: " \(key)\n", layout: .singleValue, values: [.apiKey: key], trimmed: 1),
        Example(name: "one value that could be any", text: passphrase, layout: .singleValue, values: [:]),
        Example(name: "a name", text: "Key 1", layout: .singleValue, values: [:]),
        Example(name: "empty", text: " \n\u{200B}\r\n", layout: .empty, values: [:]),
        Example(name: "two bare lines", text: "\(key)\n\(secret)", layout: .bareLines, values: [.apiKey: key, .secretKey: secret]),
        Example(
            name: "two bare lines in another order", text: "\(secret)\n\n\(key)", layout: .shapedLines,
            values: [.apiKey: key, .secretKey: secret]),
        // Either of them could be anything, or both are the same.
        Example(name: "a key and a word", text: "\(key)\n\(passphrase)", layout: .unrecognised, values: [:]),
        Example(name: "the same twice", text: "\(key)\n\(key)", layout: .unrecognised, values: [:]),
        Example(name: "a value and prose", text: "\(key)\nhere you are", layout: .unrecognised, values: [:]),
        Example(name: "three bare lines in another order", text: "\(passphrase)\n\(key)\n\(secret)", layout: .shapedLines),
        Example(name: "prose", text: "Dear all,\nplease find\nthe key\nattached.", layout: .unrecognised, values: [:]),
        Example(name: "broken JSON", text: "{\"apiKey\":\"\(key)\",\n", layout: .labelledLines, values: [:]),
    ]

    @Test(arguments: examples.dropLast()) func finds(_ example: Example) {
        let (parsed, values) = Self.parse(Array(example.text.utf8))
        #expect(parsed.layout == example.layout)
        #expect(values == example.values)
        #expect(parsed.trimmedCharacters == example.trimmed)
    }

    @Test func brokenJSONIsNoJSON() {
        let (parsed, _) = Self.parse(Array("{\"apiKey\":\"\(Self.key)\"".utf8))
        #expect(parsed.layout != .json)
        #expect(parsed.secrecy == .mayBeSecret)
    }

    @Test(arguments: [
        ("main", PasteFindings.Secrecy.plainText), ("OKX bot 2", .plainText), ("主账户", .plainText), ("", .plainText),
        (key, .mayBeSecret), (secret, .mayBeSecret), (passphrase, .mayBeSecret), ("37c541a1-1111-22", .plainText),
        ("0123456789abcdef", .mayBeSecret), ("abcdefghijklmnopqrst1", .mayBeSecret), ("two\nlines", .mayBeSecret),
    ])
    func releasesOnlyWhatCannotBeSecret(_ text: String, _ secrecy: PasteFindings.Secrecy) {
        #expect(Self.parse(Array(text.utf8)).parsed.secrecy == secrecy)
    }

    /// Whatever is pasted: nothing traps, every value lies inside the paste, and its edges are clean.
    @Test func anyBytesAreTaken() {
        let seed: UInt64 = 20_261_122
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "API Key", "Secret Key", "passphrase", "密钥", "：", ":", "=", "\n", "\r\n", "\t", " ", "\u{200B}", "\"", "{", "}", ",", "\\u00",
            "\u{3000}", "“",
            Self.key, Self.secret, Self.passphrase, "\u{2028}",
        ]
        for round in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...14, using: &random) {
                if Int.random(in: 0..<6, using: &random) == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                } else {
                    bytes += Array(pieces.randomElement(using: &random)!.utf8)
                }
            }
            bytes.withUnsafeBytes { borrowed in
                let parsed = PasteParser.parse(borrowed)
                for value in parsed.values.values {
                    #expect(value.range.lowerBound >= 0 && value.range.upperBound <= bytes.count, "seed \(seed), round \(round)")
                    value.withBytes(of: borrowed) { text in
                        #expect(ScalarText(text).trimmed(0..<text.count).removed == 0, "seed \(seed), round \(round)")
                    }
                }
                #expect(parsed.whole.upperBound <= bytes.count)
            }
        }
    }

    /// Three shuffled values with dirt around them always come back whole.
    @Test func bareLinesSurviveDirt() {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        let dirt = [" ", "\t", "\u{200B}", "\u{FEFF}", "\u{3000}", "\u{A0}", "“", "”", "\u{202E}", ""]
        for round in 0..<2_000 {
            let lines = [Self.key, Self.secret, Self.passphrase].map {
                dirt.randomElement(using: &random)! + $0 + dirt.randomElement(using: &random)! + dirt.randomElement(using: &random)!
            }
            let end = ["\n", "\r\n", "\r", "\n\n"].randomElement(using: &random)!
            let (parsed, values) = Self.parse(Array(lines.joined(separator: end).utf8))
            #expect(parsed.layout == .bareLines && values == Self.all, "seed \(seed), round \(round)")
        }
    }

    static func parse(_ bytes: [UInt8]) -> (parsed: ParsedPaste, values: [Credential: String]) {
        bytes.withUnsafeBytes { borrowed in
            let parsed = PasteParser.parse(borrowed)
            return (parsed, parsed.values.mapValues { $0.withBytes(of: borrowed) { String(decoding: $0, as: UTF8.self) } })
        }
    }
}
