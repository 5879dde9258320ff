import Core
import Crypto
import Domain
import Exchanges
import Testing

@testable import App

/// The form for a key that has a secret or a private key.
struct BybitEntryTests {
    private static let profile = ExchangeProfile.bybit
    private static let (key, secret) = (BybitKeys.key, BybitKeys.secret)

    private func desk(_ language: Language = .english) -> MeadowDesk {
        var desk = MeadowDesk([Self.profile], language: language)
        desk.goToEntry()
        return desk
    }

    private func check(_ desk: MeadowDesk, _ values: [KeyField.ID: String], location: SourceLocation = #_sourceLocation) {
        #expect(desk.verified?.ids == [.apiKey, .secretKey, .privateKey, .privateKeyPassphrase], sourceLocation: location)
        for field in Self.profile.keyFields { #expect(desk.text(field.id) == values[field.id], "\(field.id)", sourceLocation: location) }
        for canary in [Self.key, Self.secret, "MIIJQ", "two oxen", String(BybitKeys.kept("rsa4096").prefix(40))] {
            #expect(!desk.transcript.contains { $0.contains(canary) }, "\(canary)", sourceLocation: location)
        }
    }

    @Test(arguments: [
        (
            Language.english,
            ["API Key", "API Secret", "RSA Private Key", "Private Key Passphrase", "In place of the API Secret; paste the whole block."]
        ), (.simplifiedChinese, ["API 密钥", "API 密码", "RSA 私钥", "私钥密码", "可代替 API 密码；请粘贴完整的 PEM 内容。"]),
    ])
    func theFormHasBoth(language: Language, words: [String]) {
        let desk = desk(language)
        for word in words { #expect(desk.shown.contains { $0.contains(word) }, "\(word)") }
    }

    @Test func onePasteOfASecret() {
        var desk = desk()
        desk.paste("API Key\n\(Self.key)\nAPI Secret\n\(Self.secret)\n")
        #expect(desk.started.isEmpty && desk.shown.contains("Filled in: API Key, API Secret."), "\(desk.shown)")
        #expect(desk.shown.contains("ABC…PQR  18 characters") && desk.shown.contains("36 characters"))
        desk.press(.enter)
        check(desk, [.apiKey: Self.key, .secretKey: Self.secret])
    }

    @Test func onePasteOfAPrivateKey() {
        let block = BybitKeys.block("rsa4096")
        var desk = desk()
        desk.paste(Self.key + "\n" + block + "\n")
        #expect(desk.shown.contains("Filled in: API Key, RSA Private Key."), "\(desk.shown)")
        #expect(desk.shown.contains { $0.hasPrefix("\(BybitKeys.lines("rsa4096")) lines, ") })
        desk.press(.enter)
        check(desk, [.apiKey: Self.key, .privateKey: block])
    }

    /// As a terminal without bracketed paste does it: the block begins where the secret is expected, and every line end is an Enter.
    @Test func aBlockThatIsTypedIntoTheSecret() {
        var desk = desk()
        desk.type(Self.key + "\n" + Meadow.block)
        #expect(desk.started.isEmpty && desk.shown.contains("4 lines, 167 characters"), "\(desk.shown)")
        desk.press(.enter)
        check(desk, [.apiKey: Self.key, .privateKey: Meadow.block])
    }

    @Test func anEncryptedBlockWantsItsPassphrase() {
        let block = BybitKeys.block("encrypted-rsa4096")
        var desk = desk()
        desk.paste(Self.key + "\n" + block)
        #expect(desk.shown.contains("Filled in: API Key, RSA Private Key. Still missing: Private Key Passphrase."), "\(desk.shown)")
        // The second one leads back to what is missing.
        desk.press(.enter, .enter)
        #expect(desk.started.isEmpty)
        desk.paste("two oxen")
        desk.press(.enter)
        check(desk, [.apiKey: Self.key, .privateKey: block, .privateKeyPassphrase: "two oxen"])
    }

    /// Nobody is to guess which of the two is meant.
    @Test(arguments: [Language.english, .simplifiedChinese]) func bothAreOneTooMany(language: Language) {
        let block = BybitKeys.block("rsa2048")
        let words =
            language == .english
            ? "The API Secret is given too, and a key has one of the two: clear the other one." : "同时填写了 API 密码，二者只能保留一项，请清除另一项。"
        var desk = desk(language)
        desk.paste(Self.key + "\n" + Self.secret)
        desk.paste(block)
        #expect(desk.shown.contains(words), "\(desk.shown)")
        desk.press(.enter)
        #expect(desk.started.isEmpty && desk.shown.contains(words))
        // The focus is on the block; without it, it goes on.
        desk.press(.control("u"))
        #expect(!desk.shown.contains(words))
        for _ in 0..<8 where desk.started.isEmpty { desk.press(.enter) }
        check(desk, [.apiKey: Self.key, .secretKey: Self.secret])
    }

    @Test(arguments: [Language.english, .simplifiedChinese]) func aPublicKeyIsAnswered(language: Language) {
        var desk = desk(language)
        desk.paste(Self.key + "\n" + BybitKeys.block("refused-public"))
        let words = language == .english ? "This is the public key, which the exchange gets; the private key signs." : "这是提交给交易所的公钥；签名需要私钥。"
        #expect(desk.shown.contains(words), "\(desk.shown)")
    }

    @Test func leavingWipesEverything() {
        for text in [Self.key + "\n" + Self.secret, Self.key + "\n" + BybitKeys.block("encrypted-rsa4096") + "\ntwo oxen"] {
            var desk = desk()
            desk.paste(text)
            #expect(!desk.store.isEmpty)
            desk.press(.escape)
            #expect(desk.store.isEmpty)
        }
    }
}
