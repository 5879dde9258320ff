import Crypto
import Domain

/// Why a request could not be signed. Nothing of it was sent.
package enum SigningProblem: Error, Hashable, Sendable {
    /// The key was wiped, because the request is no longer wanted.
    case wiped
    /// The key has no value for a field that the request needs.
    case lacking(KeyField.ID)
    /// The request has a hole for a signature and nothing that is signed.
    case unsigned
    /// The private key is of a kind that the exchange does not take.
    case unsuitable
    case privateKey(PrivateKeyProblem)
    case memoryExhausted

    /// The problem as a failure to show; `nil` where the request is no longer wanted.
    var failure: Failure? {
        switch self {
        case .wiped: nil
        case .lacking, .unsigned:
            Failure(
                .credentialsMalformed,
                message: Phrase(en: "The key is not one that requests to this exchange can be signed with.", zh: "此 Key 无法用于对该交易所的请求签名。"),
                remedy: [Phrase(en: "Connect again with a key that was made at this exchange.", zh: "请使用在该交易所创建的 Key 重新连接。")])
        case .unsuitable:
            Failure(
                .credentialsMalformed,
                message: Phrase(en: "The private key is of a kind that this exchange does not take.", zh: "该交易所不支持此类型的私钥。"),
                remedy: [
                    Phrase(
                        en: "Make a key pair of a kind that the exchange takes, and register its public key there.",
                        zh: "请生成交易所支持的密钥对，并在交易所登记其公钥。")
                ])
        case .privateKey(let problem): problem.failure(of: nil)
        case .memoryExhausted: Self.exhausted
        }
    }

    /// There is no locked memory left for a key or a signature.
    package static let exhausted = Failure(
        .featureUnavailable,
        message: Phrase(
            en: "The locked memory for keys is used up; this connection's key could not be loaded.", zh: "用于保存密钥的锁定内存已用尽，无法载入该连接的 Key。"),
        remedy: [
            Phrase(
                en:
                    "Allow more locked memory (ulimit -l, at least 1024 KiB) and start again, or split the connections over several vaults (--home).",
                zh: "请提高锁定内存上限（ulimit -l，至少 1024 KiB）后重新启动，或用 --home 将连接分到多个保险库。")
        ])
}
