import Core
import Domain
import Exchanges
import Testing

@testable import App

/// What Bybit's page shows, in three scripts, and what the files of its SDKs and of bots hold.
struct BybitPasteTests {
    static let (key, secret) = (BybitKeys.key, BybitKeys.secret)
    private static let words = PasteVocabulary(.bybit, among: [.okx, .bybit, Meadow.profile])

    private func values(_ text: String) -> (layout: PasteFindings.Layout, values: [KeyField.ID: String]) {
        Array(text.utf8).withUnsafeBytes { bytes in
            let parsed = PasteParser.parse(bytes, Self.words)
            return (
                parsed.layout,
                parsed.values.mapValues { value in value.withBytes(of: bytes) { String(decoding: $0, as: UTF8.self) } }
            )
        }
    }

    @Test(arguments: [
        "\(key)\n\(secret)\n", "\(secret)\n\(key)", "API Key\n\(key)\nAPI Secret\n\(secret)",
        "API Key: \(key)\nAPI Secret: \(secret)", "API Key\t\(key)\nAPI Secret\t\(secret)",
        "Name\nterminal\nAPI Key\n\(key)\nAPI Secret\n\(secret)\nPermissions\nOrders, Positions\nIP\n203.0.113.7",
        "API 密钥\n\(key)\nAPI 密码\n\(secret)", "API密钥：\(key)\nAPI密码：\(secret)\n权限：读写", "API Key：\(key)\n密钥：\(secret)",
        "API Key（公钥）\n\(key)\nSecret（私钥）\n\(secret)\nIP 地址\n203.0.113.7",
        "API 密鑰\n\(key)\nAPI 密碼\n\(secret)\nAPI 密鑰權限\n讀寫", "API金鑰：\(key)\nAPI密碼：\(secret)\n備註：terminal",
        "API Key\n\(key)\nAPI 私鑰\n\(secret)",
        "export BYBIT_API_KEY=\(key)\nexport BYBIT_API_SECRET=\"\(secret)\"",
        "BYBIT_TESTNET_API_KEY=\(key)\nBYBIT_TESTNET_API_SECRET=\(secret)",
        "HTTP(\n    testnet=False,\n    api_key=\"\(key)\",\n    api_secret=\"\(secret)\",\n)",
        #"{"apiKey":"\#(key)","secretKey":"\#(secret)"}"#, #"{"apiKey":"\#(key)","secret":"\#(secret)","password":""}"#,
        #"{"exchange":{"name":"bybit","key":"\#(key)","secret":"\#(secret)"}}"#,
        "OKX\nAPI Key: 37c541a1-0000-4000-8000-1b2c3d4e5f60\nSecret Key: 1E7E68B0265662BC022CC1FDDED39D60\n\n[bybit]\napi_key = \(key)\napi_secret = \(secret)",
    ])
    func secretKeys(text: String) {
        let found = values(text)
        #expect(found.values == [.apiKey: Self.key, .secretKey: Self.secret], "\(found) of \(text)")
    }

    @Test(arguments: ["rsa2048", "rsa2048-pkcs1", "rsa4096"]) func privateKeys(name: String) {
        let block = BybitKeys.block(name)
        let escaped = block.replacing("\n", with: "\\n")
        for text in [
            "\(Self.key)\n\(block)\n", "\(block)\n\(Self.key)", "API Key\n\(Self.key)\nRSA Private Key\n\(block)",
            "API 密钥：\(Self.key)\n私钥：\n\(block)", "api_key=\(Self.key)\napi_secret=\"\(escaped)\\n\"",
            "API Key: \(Self.key)\r\n" + block.replacing("\n", with: "\r\n"),
            #"{"apiKey":"\#(Self.key)","privateKey":"\#(escaped)\n"}"#,
            // pybit and ccxt take the block as the secret.
            #"{"api_key":"\#(Self.key)","api_secret":"\#(escaped)\n","rsa_authentication":true}"#,
            // The public half lies beside it.
            "\(Self.key)\n\(block)\n\(BybitKeys.block("refused-public"))\n",
        ] {
            let found = values(text)
            #expect(found.values == [.apiKey: Self.key, .privateKey: block], "\(found.layout) of \(text.prefix(60))")
        }
    }

    @Test func encryptedOnes() {
        let block = BybitKeys.block("encrypted-rsa4096")
        let all: [KeyField.ID: String] = [.apiKey: Self.key, .privateKey: block, .privateKeyPassphrase: "two oxen"]
        for text in [
            "\(Self.key)\n\(block)\ntwo oxen\n", "API Key: \(Self.key)\n\(block)\nPassphrase: two oxen",
            "API 密钥：\(Self.key)\n\(block)\n密码：two oxen",
        ] {
            #expect(values(text).values == all, "\(values(text).layout)")
        }
    }

    /// A block alone, in any field, is the private key; and what looks like one half of a key is told by its shape.
    @Test func partsAreToldByWhatTheyAre() {
        #expect(values(BybitKeys.block("rsa3072")).values == [.privateKey: BybitKeys.block("rsa3072")])
        #expect(values(BybitKeys.secret).values == [.secretKey: Self.secret] && values(Self.key).values == [.apiKey: Self.key])
        #expect(values("\(Self.key)\n\(Self.secret)\n\(Self.key.lowercased())").layout == .twoKeys)
        // A public key goes where a private one is wanted, to be answered there.
        #expect(values("\(Self.key)\n\(BybitKeys.block("refused-public"))").values[.privateKey] == BybitKeys.block("refused-public"))
    }
}
