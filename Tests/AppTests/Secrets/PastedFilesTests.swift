import Core
import TestSupport
import Testing

@testable import App

/// Keys as they stand in the files of shells, bots and programs, and on people's notes.
@Suite struct PastedFilesTests {
    typealias Example = PasteParserTests.Example

    private static let key = SampleKey.apiKey
    private static let secret = SampleKey.secretKey
    private static let passphrase = SampleKey.passphrase
    private static let otherKey = SampleKey.otherKey
    private static let otherSecret = SampleKey.otherSecret

    static let examples: [Example] = [
        Example(
            name: "exports", text: "export OKX_API_KEY=\(key)\nexport OKX_SECRET_KEY=\(secret)\nexport OKX_PASSPHRASE=\(passphrase)\n",
            layout: .labelledLines),
        Example(
            name: "exports in quotes",
            text: "export OKX_API_KEY=\"\(key)\"\nexport OKX_API_SECRET='\(secret)'\nexport OKX_API_PASSPHRASE=\"\(passphrase)\"\n",
            layout: .labelledLines),
        Example(
            name: "exports with Windows line ends",
            text: "export OKX_API_KEY=\(key)\r\nexport OKX_SECRET_KEY=\(secret)\r\nexport OKX_PASSPHRASE=\(passphrase)\r\n",
            layout: .labelledLines),
        Example(
            name: "another order", text: "OKX_PASSPHRASE=\(passphrase)\nOKX_SECRET_KEY=\(secret)\nOKX_API_KEY=\(key)",
            layout: .labelledLines),
        Example(
            name: "comments behind and between",
            text:
                "# OKX, main account\nOKX_API_KEY=\"\(key)\" # read, trade\n\n# OKX_API_KEY=\(otherKey)\nOKX_SECRET_KEY='\(secret)'  # keep\n;x\nOKX_PASSPHRASE=\"\(passphrase)\" // \"new\"\n",
            layout: .labelledLines),
        Example(
            name: "a comment behind a value without quotes", text: "API_KEY=\(key) # a\nSECRET_KEY=\(secret)\nPASSPHRASE=\(passphrase)",
            layout: .labelledLines, trimmed: 4),
        Example(
            name: "a sign that begins no comment", text: "API_KEY=\(key)\nSECRET_KEY=\(secret)\nPASSPHRASE=Ab#1//x!",
            layout: .labelledLines, values: [.apiKey: key, .secretKey: secret, .passphrase: "Ab#1//x!"]),
        Example(
            name: "a prefix of one's own",
            text: "MY_OKX_BOT2_API_KEY=\(key)\nMY_OKX_BOT2_SECRET_KEY=\(secret)\nMY_OKX_BOT2_PASSPHRASE=\(passphrase)",
            layout: .labelledLines),
        Example(
            name: "freqtrade's environment",
            text: "FREQTRADE__EXCHANGE__KEY=\(key)\nFREQTRADE__EXCHANGE__SECRET=\(secret)\nFREQTRADE__EXCHANGE__PASSWORD=\(passphrase)",
            layout: .labelledLines),
        Example(
            name: "beside another exchange's",
            text:
                "BINANCE_API_KEY=abcdefgh\nBINANCE_SECRET_KEY=ijklmnop\nOKX_API_KEY=\(key)\nOKX_SECRET_KEY=\(secret)\nOKX_PASSPHRASE=\(passphrase)\nDJANGO_SECRET_KEY=zzz\nSMTP_PASSWORD=yyy",
            layout: .labelledLines),
        Example(
            name: "YAML", text: "okx:\n  apiKey: \(key)\n  secret: '\(secret)'\n  password: \"\(passphrase)\"  # of the key\n",
            layout: .labelledLines),
        Example(
            name: "YAML of several exchanges",
            text:
                "binance:\n  apiKey: abcdefgh\n  secret: ijklmnop\nokx:\n  - apiKey: \(key)\n    secret: \(secret)\n    password: \(passphrase)\n",
            layout: .labelledLines),
        Example(name: "INI", text: "[okx]\napi_key = \(key)\napi_secret = \(secret)\npassphrase = \(passphrase)\n", layout: .labelledLines),
        Example(
            name: "INI of several exchanges",
            text:
                "[bybit]\napi_key = abcd\napi_secret = efgh\n\n[okx]\napi_key = \(key)\napi_secret = \(secret)\npassphrase = \(passphrase)\n",
            layout: .labelledLines),
        Example(
            name: "a program", text: "const apiKey = \"\(key)\";\nconst secretKey = '\(secret)';\nlet passphrase = `\(passphrase)`; // new",
            layout: .labelledLines),
        Example(
            name: "Python",
            text: "os.environ[\"OKX_API_KEY\"] = \"\(key)\"\nexchange.secret = \"\(secret)\"\nself.password = '\(passphrase)'",
            layout: .labelledLines),
        Example(
            name: "PowerShell",
            text: "$env:OKX_API_KEY = \"\(key)\"\n$env:OKX_SECRET_KEY = \"\(secret)\"\n$env:OKX_PASSPHRASE = \"\(passphrase)\"",
            layout: .labelledLines),
        Example(
            name: "PHP", text: "'apiKey' => '\(key)',\n'secret' => '\(secret)',\n'password' => '\(passphrase)',", layout: .labelledLines),
        Example(
            name: "headings above values", text: "## API Key\n\(key)\n## Secret Key\n\(secret)\n## Passphrase\n\(passphrase)",
            layout: .labelledLines),
        Example(
            name: "escapes between quotes",
            text: "OKX_API_KEY=\"\(key)\"\nOKX_SECRET_KEY=\"\(secret)\"\nOKX_PASSPHRASE=\"a\\\"b # \\\\c1\" # x", layout: .labelledLines,
            values: [.apiKey: key, .secretKey: secret, .passphrase: "a\"b # \\c1"]),
        Example(
            name: "labels that are wrong for the values stay as they are",
            text: "API Key: \(secret)\nSecret Key: \(key)\nPassphrase: \(passphrase)", layout: .labelledLines,
            values: [.apiKey: secret, .secretKey: key, .passphrase: passphrase]),
        Example(
            name: "the same twice", text: "API Key: \(key)\nAPI Key: \(key)\nSecret Key: \(secret)\nPassphrase: \(passphrase)\nName: bot",
            layout: .labelledLines),
        // Three lines in another order that their shapes reveal.
        Example(name: "secret last", text: "\(key)\n\(passphrase)\n\(secret)", layout: .shapedLines),
        Example(name: "secret first", text: "\(secret)\n\(key)\n\(passphrase)\n", layout: .shapedLines),
        Example(name: "key last, in quotes", text: "\"\(passphrase)\",\n\"\(secret)\",\n\"\(key)\",", layout: .shapedLines),
        Example(name: "with a comment", text: "# okx\n\(passphrase)\n\(key)\n\(secret)", layout: .shapedLines),
        // Their shapes reveal nothing: the values are taken in order.
        Example(
            name: "two that could be the secret", text: "\(otherSecret)\n\(key)\n\(secret)", layout: .bareLines,
            values: [.apiKey: otherSecret, .secretKey: key, .passphrase: secret]),
        Example(
            name: "no secret among them", text: "abc\n\(key)\ndef", layout: .bareLines,
            values: [.apiKey: "abc", .secretKey: key, .passphrase: "def"]),
        // JSON of others.
        Example(
            name: "ccxt",
            text: "{\n \"okx\": {\n  \"apiKey\": \"\(key)\",\n  \"secret\": \"\(secret)\",\n  \"password\": \"Ab\\\"cd1xyz\"\n }\n}",
            layout: .json, values: [.apiKey: key, .secretKey: secret, .passphrase: "Ab\"cd1xyz"]),
        Example(
            name: "ccxt for several exchanges",
            text:
                "{\"binance\":{\"apiKey\":\"x\",\"secret\":\"y\"},\"okx\":{\"secret\":\"\(secret)\",\"password\":\"\(passphrase)\",\"apiKey\":\"\(key)\"}}",
            layout: .json),
        Example(
            name: "freqtrade",
            text:
                "{\"api_server\":{\"enabled\":true,\"username\":\"u\",\"password\":\"ftpw\",\"jwt_secret_key\":\"j\"},\"telegram\":{\"token\":\"t\",\"key\":\"k\"},\n\"exchange\":{\"name\":\"okx\",\n\"key\":\"\(key)\",\"secret\":\"\(secret)\",\"password\":\"\(passphrase)\",\"pair_whitelist\":[\"BTC/USDT\"]},\"pairlists\":[{\"method\":\"x\",\"key\":\"y\"}]}",
            layout: .json),
        Example(
            name: "a list",
            text: "[{\"name\":\"main\",\"apiKey\":\"\(key)\",\"secretKey\":\"\(secret)\",\"passphrase\":\"\(passphrase)\"}]", layout: .json),
        Example(
            name: "an environment as JSON",
            text: "{\"OKX_API_KEY\":\"\(key)\",\"OKX_SECRET_KEY\":\"\(secret)\",\"OKX_PASSPHRASE\":\"\(passphrase)\"}", layout: .json),
        // Broken JSON is not searched.
        Example(
            name: "broken JSON", text: "{\"apiKey\": \"\(key)\",\n\"secret\": \"\(secret)\",\n\"password\": \"\(passphrase)\"",
            layout: .brokenJSON, values: [:]),
        Example(
            name: "JSON with comments",
            text: "{\n// mine\n\"apiKey\": \"\(key)\",\n\"secret\": \"\(secret)\",\n\"password\": \"\(passphrase)\"\n}",
            layout: .brokenJSON, values: [:]),
        Example(name: "JSON without a key", text: "{\"a\":1,\n\"b\":2,\n\"c\":3}", layout: .brokenJSON, values: [:]),
        Example(
            name: "a program's literal", text: "{\napiKey: '\(key)',\nsecret: '\(secret)',\npassword: '\(passphrase)'\n}",
            layout: .brokenJSON, values: [:]),
        Example(
            name: "JSON of another exchange",
            text: "{\"exchange\":{\"name\":\"binance\",\"key\":\"\(key)\",\"secret\":\"\(secret)\",\"password\":\"\(passphrase)\"}}",
            layout: .brokenJSON, values: [:]),
        // Two keys.
        Example(
            name: "two blocks",
            text:
                "apikey = \"\(key)\"\nsecretkey = \"\(secret)\"\nIP = \"\"\n\napikey = \"\(otherKey)\"\nsecretkey = \"\(otherSecret)\"\npassphrase = \"Zz9!zzzz\"",
            layout: .twoKeys, values: [:]),
        Example(
            name: "two bare", text: "\(key)\n\(secret)\n\(passphrase)\n\(otherKey)\n\(otherSecret)\nZz9!zzzz", layout: .twoKeys, values: [:]
        ),
        Example(
            name: "two sections",
            text: "[main]\nkey=\(key)\nsecret=\(secret)\npassphrase=a\n[sub]\nkey=\(otherKey)\nsecret=\(otherSecret)\npassphrase=b",
            layout: .twoKeys, values: [:]),
        Example(
            name: "two in JSON",
            text:
                "{\"a\":{\"apiKey\":\"\(key)\",\"secret\":\"\(secret)\",\"password\":\"a\"},\"b\":{\"apiKey\":\"\(otherKey)\",\"secret\":\"\(otherSecret)\",\"password\":\"b\"}}",
            layout: .twoKeys, values: [:]),
        Example(
            name: "two of one name in JSON", text: "{\"apiKey\":\"\(key)\",\"apiKey\":\"\(otherKey)\",\"secret\":\"\(secret)\"}",
            layout: .twoKeys, values: [:]),
        Example(
            name: "live and demo",
            text:
                "OKX_API_KEY_LIVE=\(key)\nOKX_SECRET_KEY_LIVE=\(secret)\nOKX_API_KEY_DEMO=\(otherKey)\nOKX_SECRET_KEY_DEMO=\(otherSecret)",
            layout: .twoKeys, values: [:]),
    ]

    @Test(arguments: examples) func finds(_ example: Example) {
        let (parsed, values) = PasteParserTests.parse(Array(example.text.utf8))
        #expect(parsed.layout == example.layout)
        #expect(values == example.values)
        #expect(parsed.trimmedCharacters == example.trimmed)
        #expect(parsed.secrecy == .mayBeSecret)
    }

    /// Whatever the order of three labelled lines, they are what their labels say.
    @Test func labelsDecideInEveryOrder() {
        let lines = ["OKX_API_KEY=\(Self.key)", "export OKX_SECRET_KEY='\(Self.secret)'", "  passphrase: \"\(Self.passphrase)\""]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let (_, values) = PasteParserTests.parse(Array(order.map { lines[$0] }.joined(separator: "\n").utf8))
            #expect(values == PasteParserTests.all, "\(order)")
        }
    }
}
