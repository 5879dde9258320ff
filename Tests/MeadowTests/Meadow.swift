import Domain

/// An invented exchange with what other exchanges have and OKX lacks: a key of two fields, one of them a PEM block, and a third field for
/// the passphrase of an encrypted one.
///
/// It is defined here through what the packages offer to each other, and nothing of the program knows it.
enum Meadow {
    static let privateKeyField = KeyField.ID.privateKey
    static let passphraseField = KeyField.ID.privateKeyPassphrase

    /// Where keys and wallets are kept; counts weight by address.
    static let ledger = SiteHost("ledger")
    /// Where prices are made; counts requests by key, over all hosts. There is none in the testnet.
    static let field = SiteHost("field")
    /// Where changes come from.
    static let post = SiteHost("post", .stream)

    static let profile = ExchangeProfile(
        id: "meadow", name: "Meadow", summary: Phrase(en: "clover only", zh: "仅三叶草"),
        sites: [
            Site(
                id: "west", name: Phrase(en: "West field", zh: "西草地"),
                places: [
                    .live: SiteAddresses(
                        web: "https://meadow.example",
                        [ledger: "https://ledger.meadow.example", field: "https://field.meadow.example", post: "wss://post.meadow.example"]),
                    .testnet: SiteAddresses(
                        web: "https://test.meadow.example",
                        [ledger: "https://ledger.test.meadow.example", post: "wss://post.test.meadow.example"]),
                ]),
            Site(
                id: "east", name: Phrase(en: "East field", zh: "东草地"),
                places: [
                    .live: SiteAddresses(
                        web: "https://east.meadow.example",
                        [ledger: "https://ledger.east.meadow.example", field: "https://field.east.meadow.example"])
                ]),
            Site(
                closed: "north", name: Phrase(en: "North field", zh: "北草地"),
                why: Phrase(en: "The north field gives keys to its tenants alone.", zh: "北草地仅向租户发放 Key。"),
                remedy: [Phrase(en: "Ask a tenant.", zh: "请询问租户。")], web: "https://north.meadow.example"),
        ],
        hosts: [ledger, field, post],
        keyFields: [
            KeyField(
                id: .apiKey, name: Phrase(en: "Access Key", zh: "访问 Key"), labels: ["accesskey", "key", "访问key", "meadowkey"],
                shape: .alphanumeric(count: 24), secrecy: .masked,
                unusualRemark: Phrase(
                    en: "Unusual for an Access Key: most have 24 letters and digits.", zh: "与常见的访问 Key 不同：通常为 24 位字母和数字。"),
                lookalikeRemark: Phrase(en: "This looks like an Access Key.", zh: "这看起来是访问 Key。")),
            KeyField(
                id: privateKeyField, name: Phrase(en: "Private Key", zh: "私钥"), labels: ["secret", "私钥", "rsaprivatekey"], form: .pem,
                shape: .pem,
                unusualRemark: Phrase(en: "Unusual for a Private Key: it begins with -----BEGIN.", zh: "与常见的私钥不同：通常以 -----BEGIN 开头。"),
                lookalikeRemark: Phrase(en: "This looks like a Private Key.", zh: "这看起来是私钥。"), causes: [.secretWrong]),
            KeyField(
                id: passphraseField, name: Phrase(en: "Key Password", zh: "私钥密码"), labels: ["keypassphrase", "keypassword", "私钥密码"],
                form: .unlocking(privateKeyField), shape: .other, need: .optional, unusualRemark: Phrase(verbatim: ""),
                lookalikeRemark: Phrase(verbatim: ""), causes: [.passphraseWrong]),
        ],
        keyNames: KeyNames(exchange: ["meadow", "草地"]),
        keyPagePath: "/keys", keyPageQuery: [:], keyGuide: [], futuresAdvice: [], sampleInstrument: "CLOVER",
        fastAPI: ExchangeProfile.FastAPIOffer(
            needs: Phrase(en: "nothing", zh: "无"), grants: Phrase(en: "nothing", zh: "无"),
            unavailable: Phrase(en: "Not here.", zh: "此处没有。"),
            revocation: Phrase(en: "Take it back on {page}.", zh: "请在 {page} 撤销。")
        ), keyLifetime: KeyLifetime(noticeDays: 30, remedy: [Phrase(en: "Bind a gate.", zh: "请绑定栅门。")]), feeds: [post])

    /// A published sample key.
    static let key = "Mw7Clover24LettersNumb3r"
    static let otherKey = "Mw7Another4LettersNumb3r"

    /// As RFC 7468 writes one, with two lines of Base64: an Ed25519 key with its public half behind it (RFC 8410, 10.3).
    static let lines = [
        "-----BEGIN PRIVATE KEY-----", "MFECAQEwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "gSEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=", "-----END PRIVATE KEY-----",
    ]
    /// What is kept of it.
    static let kept = lines[1] + lines[2]
    /// What the exchange has of it.
    static let publicKey: [UInt8] = [
        0x03, 0xA1, 0x07, 0xBF, 0xF3, 0xCE, 0x10, 0xBE, 0x1D, 0x70, 0xDD, 0x18, 0xE7, 0x4B, 0xC0, 0x99, 0x67, 0xE4, 0xD6, 0x30, 0x9B, 0xA5,
        0x0D, 0x5F, 0x1D, 0xDC, 0x86, 0x64, 0x12, 0x55, 0x31, 0xB8,
    ]
    /// The same key without its public half, encrypted.
    static let encryptedLines = [
        "-----BEGIN ENCRYPTED PRIVATE KEY-----",
        "MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAggmphi7RVTOQICCAAw",
        "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEIIx+s6AJYxioxFTnJ179VMEQNrr",
        "/3di2byBHZqiy6uUjmGxc3jpsqNViu5esi5AmQDeBo+Pj2jokDmFNZOcagqRzFQv",
        "ONoORy9J5ox9efUCvxM=",
        "-----END ENCRYPTED PRIVATE KEY-----",
    ]
    static let encryptedBlock = encryptedLines.joined(separator: "\n")
    static let passphrase = "two oxen"
    static let keptOfEncrypted = "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
    static let block = lines.joined(separator: "\n")

    /// How such a block is passed around, with a word for a failed test.
    static let writings: [(name: String, text: String)] = [
        ("as it is", block), ("with a line end", block + "\n"), ("of Windows", lines.joined(separator: "\r\n") + "\r\n"),
        ("of old Macs", lines.joined(separator: "\r")), ("indented", lines.map { "    " + $0 + "  " }.joined(separator: "\n")),
        ("in one line", lines.joined(separator: " ")), ("with letters for line ends", lines.joined(separator: "\\n") + "\\n"),
        ("in long lines", ([lines[0], lines[1] + lines[2], lines[3]]).joined(separator: "\n")),
        ("with blank lines", lines.joined(separator: "\n\n")),
    ]

    /// Every piece of the key that must be seen nowhere.
    static let canaries = [
        key, lines[1], lines[2], "MFECAQEwBQYDK2Vw", "MC4CAQAwBQYDK2Vw", "Clover24Letters", encryptedLines[2], passphrase,
    ]
}
