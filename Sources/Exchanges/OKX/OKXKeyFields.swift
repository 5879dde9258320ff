import Domain

extension KeyField.ID {
    /// Chosen by the user when the key is made at OKX.
    public static let passphrase = KeyField.ID("passphrase")
}

extension ExchangeProfile {
    /// The values of a key of OKX, labelled as its pages, its SDKs and the files of bots label them.
    static let okxKeyFields = [
        KeyField(
            id: .apiKey, name: Phrase(verbatim: "API Key"),
            labels: [
                "apikey", "key", "accesskey", "okaccesskey", "okxapikey", "okapikey", "公钥", "apikey公钥", "公钥apikey", "api密钥",
                "api密钥apikey", "apikeyapi密钥", "访问密钥", "apikeyid",
            ],
            shape: .uuid, secrecy: .masked,
            unusualRemark: Phrase(
                en: "Unusual for an API Key: most have 36 characters with hyphens.", zh: "与常见的 API Key 不同：通常为 36 个字符，含连字符。"),
            lookalikeRemark: Phrase(
                en: "This looks like an API Key (five groups with hyphens).", zh: "这看起来是 API Key（五段，以连字符分隔）。")),
        KeyField(
            id: .secretKey, name: Phrase(verbatim: "Secret Key"),
            labels: [
                "secretkey", "secret", "apisecret", "apisecretkey", "apikeysecret", "okxsecretkey", "okxapisecret", "oksecretkey", "密钥",
                "私钥", "秘钥", "密钥secretkey", "secretkey密钥", "私钥secretkey", "secretkey私钥", "秘钥secretkey", "secretkey秘钥",
            ],
            shape: .hexadecimal32,
            unusualRemark: Phrase(
                en: "Unusual for a Secret Key: most have 32 hexadecimal digits.", zh: "与常见的 Secret Key 不同：通常为 32 位十六进制。"),
            lookalikeRemark: Phrase(
                en: "This looks like a Secret Key (32 hexadecimal digits).", zh: "这看起来是 Secret Key（32 位十六进制）。"),
            causes: [.secretWrong]),
        KeyField(
            id: .passphrase, name: Phrase(verbatim: "Passphrase"),
            labels: [
                "passphrase", "apipassphrase", "okxpassphrase", "okxapipassphrase", "okaccesspassphrase", "password", "apipassword", "密码",
                "api密码", "通行短语", "密码短语", "口令", "密码passphrase", "passphrase密码", "通行短语passphrase", "passphrase通行短语",
                "api密码passphrase",
            ],
            shape: .passphraseRule, sending: .withEachRequest,
            unusualRemark: Phrase(
                en: "Unusual for a Passphrase: 8 to 32 characters with upper and lower case, a digit and a sign.",
                zh: "与常见的 Passphrase 不同：8 至 32 位，含大小写字母、数字和特殊字符。"),
            lookalikeRemark: Phrase(en: "This looks like a Passphrase.", zh: "这看起来是 Passphrase。"),
            causes: [.passphraseWrong]),
    ]
}
