import Crypto
import Domain

extension PrivateKeyProblem {
    /// The same to be shown, about a field of a key.
    func failure(of field: KeyField?) -> Failure {
        let name = field?.name ?? Phrase(en: "Private Key", zh: "私钥")
        switch self {
        case .memoryExhausted: return SigningProblem.exhausted
        case .passphraseWrong: return Self.wrongPassphrase(name)
        case .passphraseNeeded: return Self.failure(name, Self.neededPassphrase, Self.enterPassphrase)
        case .publicKey: return Self.failure(name, Self.halfOfThePair, Self.pasteThePrivateOne)
        case .certificate:
            return Self.failure(
                name, Phrase(en: "It is a certificate, which holds no private key.", zh: "这是证书，不含私钥。"), Self.pasteThePrivateOne)
        case .notPEM:
            return Self.failure(
                name, Phrase(en: "It is not the block of lines of a private key.", zh: "内容不是私钥的 PEM 文本。"), Self.pasteWhole)
        case .damaged: return Self.failure(name, Phrase(en: "The block is incomplete or damaged.", zh: "PEM 内容不完整或已损坏。"), Self.pasteWhole)
        case .kind(let kind): return Self.failure(name, Self.words(of: kind, wanted: Self.wanted(field)), Self.makeAnother)
        case .tooShort(let bits):
            return Self.failure(
                name, Phrase(en: "Its RSA key has \(bits) bits; 2048 are the least.", zh: "该 RSA 密钥为 \(bits) 位，至少需要 2048 位。"),
                Self.makeAnother)
        case .tooLong(let bits):
            return Self.failure(
                name, Phrase(en: "Its RSA key has \(bits) bits; 4096 are the most.", zh: "该 RSA 密钥为 \(bits) 位，最多支持 4096 位。"),
                Self.makeAnother)
        case .oldEncryption:
            return Self.failure(
                name,
                Phrase(
                    en:
                        "It is encrypted in the manner of old programs (Proc-Type: 4,ENCRYPTED), which protects little and is not read here.",
                    zh: "它采用旧式加密（Proc-Type: 4,ENCRYPTED），保护强度低，此处不支持读取。"), Self.encryptAnew)
        case .unknownEncryption:
            return Self.failure(
                name, Phrase(en: "It is encrypted in a way that is not known here.", zh: "不支持该私钥的加密方式。"), Self.encryptAnew)
        case .tooCostly:
            return Self.failure(
                name,
                Phrase(
                    en: "Its encryption asks for more time or memory than is given to it here.", zh: "其加密的密钥派生开销超出此处允许的上限。"),
                Self.encryptAnew)
        case .libraryFailed:
            return Self.failure(
                name, Phrase(en: "The system's cryptographic library could not sign with it.", zh: "系统加密库无法使用该私钥签名。"), Self.makeAnother)
        }
    }

    private static func failure(_ name: Phrase, _ words: Phrase, _ remedy: Phrase) -> Failure {
        Failure(
            .credentialsMalformed,
            message: Phrase(
                en: "\(name.english): \(words.english)", zh: "\(name.simplifiedChinese)：\(words.simplifiedChinese)"),
            remedy: [remedy])
    }

    private static func wrongPassphrase(_ name: Phrase) -> Failure {
        Failure(
            .passphraseWrong,
            message: Phrase(
                en: "The passphrase does not open the \(name.english).", zh: "密码短语无法解开\(name.simplifiedChinese)。"),
            remedy: [enterPassphrase])
    }

    /// The private keys that a field takes; where none is known, those of any exchange.
    private static func wanted(_ field: KeyField?) -> Phrase {
        field?.algorithmNames ?? Phrase(en: "RSA or Ed25519", zh: "RSA 或 Ed25519")
    }

    private static func words(of kind: Kind, wanted: Phrase) -> Phrase {
        func words(_ what: Phrase) -> Phrase {
            Phrase(
                en: "It is \(what.english); \(wanted.english) is wanted.",
                zh: "这是\(what.simplifiedChinese)密钥；需要 \(wanted.simplifiedChinese)。")
        }
        return switch kind {
        case .rsa: words(Phrase(en: "an RSA key", zh: " RSA "))
        case .ed25519: words(Phrase(en: "an Ed25519 key", zh: " Ed25519 "))
        case .ellipticCurve: words(Phrase(en: "an elliptic curve key (EC)", zh: "椭圆曲线（EC）"))
        case .dsa: words(Phrase(en: "a DSA key", zh: " DSA "))
        case .rsaPSS: Phrase(en: "It is an RSA key for PSS alone; a plain RSA key is wanted.", zh: "这是仅限 PSS 的 RSA 密钥；需要普通 RSA 密钥。")
        case .otherEdwards: words(Phrase(en: "an Ed448, X25519 or X448 key", zh: " Ed448、X25519 或 X448 "))
        case .openSSH:
            Phrase(en: "It is in the format of OpenSSH; PKCS #8 or PKCS #1 is wanted.", zh: "这是 OpenSSH 格式；需要 PKCS #8 或 PKCS #1 格式。")
        case .unknown: Phrase(en: "It is a private key of an unknown kind.", zh: "无法识别该私钥的类型。")
        }
    }

    private static let neededPassphrase = Phrase(en: "It is encrypted, and its passphrase is missing.", zh: "私钥已加密，缺少其密码短语。")
    private static let enterPassphrase = Phrase(
        en: "Enter the passphrase that the private key was encrypted with.", zh: "请填写加密该私钥时使用的密码短语。")
    private static let halfOfThePair = Phrase(
        en: "It is the public key, which the exchange gets; the private one signs.", zh: "这是提交给交易所的公钥；签名需要私钥。")
    private static let pasteThePrivateOne = Phrase(
        en: "Paste the block that begins with -----BEGIN PRIVATE KEY-----.", zh: "请粘贴以 -----BEGIN PRIVATE KEY----- 开头的内容。")
    private static let pasteWhole = Phrase(
        en: "Paste the whole block, from -----BEGIN to the end of -----END.", zh: "请粘贴从 -----BEGIN 到 -----END 结尾的完整内容。")
    private static let makeAnother = Phrase(
        en: "Make a key pair of a kind that the exchange takes, and register its public key there.", zh: "请生成交易所支持的密钥对，并在交易所登记其公钥。")
    private static let encryptAnew = Phrase(
        en: "Convert it with openssl pkcs8 -topk8, and paste what comes out.", zh: "请用 openssl pkcs8 -topk8 转换后粘贴结果。")
}
