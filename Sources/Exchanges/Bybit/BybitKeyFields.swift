import Domain

extension ExchangeProfile {
    /// The values of a key of Bybit, labelled as its pages, its SDKs and the files of bots label them.
    static let bybitKeyFields = [
        KeyField(
            id: .apiKey, name: Phrase(verbatim: "API Key"), labels: ["apikey", "key", "api密钥"], shape: .alphanumeric(count: 18),
            secrecy: .masked,
            unusualRemark: Phrase(
                en: "Unusual for an API Key: most have 18 letters and digits.", zh: "与常见的 API Key 不同：通常为 18 位字母和数字。"),
            lookalikeRemark: Phrase(en: "This looks like an API Key.", zh: "这看起来是 API Key。")),
        KeyField(
            id: .secretKey, name: Phrase(verbatim: "API Secret"), labels: ["apisecret", "secret", "api密码"], shape: .alphanumeric(count: 36),
            unusualRemark: Phrase(
                en: "Unusual for an API Secret: most have 36 letters and digits.", zh: "与常见的 API Secret 不同：通常为 36 位字母和数字。"),
            lookalikeRemark: Phrase(en: "This looks like an API Secret.", zh: "这看起来是 API Secret。"), causes: [.secretWrong]),
    ]
}
