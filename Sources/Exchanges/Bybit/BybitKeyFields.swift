import Domain

extension ExchangeProfile {
    /// The values of a key of Bybit, labelled as its pages in English, simplified and traditional Chinese, its SDKs and the files of bots label
    /// them. System-generated keys have a secret, self-generated ones an RSA private key in its place (Bybit API, "Integration Guidance",
    /// authentication).
    static let bybitKeyFields = [bybitAPIKey, bybitSecret, bybitPrivateKey, bybitKeyPassphrase]

    private static let bybitAPIKey = KeyField(
        id: .apiKey, name: Phrase(en: "API Key", zh: "API 密钥"),
        labels: [
            "apikey", "key", "accesskey", "apikeyid", "bybitkey", "bybitapikey", "xbapiapikey", "publickey", "apipublickey", "公钥", "api公钥",
            "api密钥", "api密钥apikey", "apikeyapi密钥", "apikey密钥", "apikey公钥", "公钥apikey", "访问密钥", "api密鑰", "api密鑰apikey",
            "apikeyapi密鑰", "api金鑰", "api金鑰apikey", "apikeyapi金鑰", "金鑰", "公鑰", "api公鑰",
        ],
        shape: .alphanumeric(count: 18), secrecy: .masked,
        unusualRemark: Phrase(
            en: "Unusual for an API Key: most have 18 letters and digits.", zh: "与常见的 API 密钥不同：通常为 18 位字母和数字。"),
        lookalikeRemark: Phrase(
            en: "This looks like an API Key (18 letters and digits).", zh: "这看起来是 API 密钥（18 位字母和数字）。"))

    private static let bybitSecret = KeyField(
        id: .secretKey, name: Phrase(en: "API Secret", zh: "API 密码"),
        labels: [
            "apisecret", "secret", "secretkey", "apisecretkey", "apikeysecret", "bybitsecret", "bybitapisecret", "bybitsecretkey", "密钥",
            "私钥", "秘钥", "api密码", "api私钥", "api密码apisecret", "apisecretapi密码", "密钥secret", "secret密钥", "私钥secret", "secret私钥",
            "apisecret密钥", "密钥apisecret", "api密碼", "api密碼apisecret", "apisecretapi密碼", "密鑰", "私鑰", "api私鑰", "密鑰secret",
            "secret密鑰",
        ],
        shape: .alphanumeric(count: 36),
        unusualRemark: Phrase(
            en: "Unusual for an API Secret: most have 36 letters and digits.", zh: "与常见的 API 密码不同：通常为 36 位字母和数字。"),
        lookalikeRemark: Phrase(
            en: "This looks like an API Secret (36 letters and digits).", zh: "这看起来是 API 密码（36 位字母和数字）。"),
        causes: [.secretWrong])

    private static let bybitPrivateKey = KeyField(
        id: .privateKey, name: Phrase(en: "RSA Private Key", zh: "RSA 私钥"),
        labels: [
            "rsaprivatekey", "rsakey", "privatekeypem", "pemprivatekey", "apiprivatekey", "pem", "rsa私钥", "私钥pem", "pem私钥", "rsa私鑰",
            "私鑰pem",
        ],
        form: .pem, shape: .pem, need: .inPlace(of: .secretKey),
        unusualRemark: Phrase(
            en: "Unusual for an RSA Private Key: it begins with -----BEGIN.", zh: "与常见的 RSA 私钥不同：通常以 -----BEGIN 开头。"),
        lookalikeRemark: Phrase(
            en: "This looks like an RSA Private Key (PEM).", zh: "这看起来是 RSA 私钥（PEM）。"),
        causes: [.secretWrong], algorithms: [.rsa])

    private static let bybitKeyPassphrase = KeyField(
        id: .privateKeyPassphrase, name: Phrase(en: "Private Key Passphrase", zh: "私钥密码"),
        labels: [
            "keypassphrase", "keypassword", "privatekeypassword", "rsapassphrase", "pempassphrase", "pempassword", "passphrase", "password",
            "私钥密码", "私钥口令", "密码", "口令", "密码短语", "私鑰密碼", "密碼",
        ],
        form: .unlocking(.privateKey), shape: .other, need: .optional, unusualRemark: Phrase(verbatim: ""),
        lookalikeRemark: Phrase(verbatim: ""), causes: [.passphraseWrong])
}
