import App
import Core
import Crypto
import Domain
import Exchanges
import Glibc

/// Takes the three values of an API key from standard input, into locked memory: from a pipe or file in any form that can be
/// pasted, or typed at a terminal without being shown.
struct CredentialInput {
    let descriptor: Int32
    let exchange: ExchangeProfile
    let language: Language
    let signals: SignalWait
    var talk = STDERR_FILENO

    /// Throws `credentials-malformed`, or `Interrupted`.
    func read() throws -> Credentials {
        isatty(descriptor) == 1 ? try prompt() : try readPiped()
    }

    // MARK: Piped

    private func readPiped() throws -> Credentials {
        let bytes: SecretBytes
        do {
            bytes = try SecretReader(descriptor: descriptor, signals: signals).everything(limitBytes: SecretStore.longestPasteBytes)
        } catch let problem as SecretReader.Problem {
            throw failure(for: problem)
        }
        defer { bytes.wipe() }
        var values: [Credential: SecretBytes] = [:]
        bytes.withUnsafeBytes { borrowed in
            for (credential, value) in PasteParser.parse(borrowed).values {
                values[credential] = value.withBytes(of: borrowed) { try? SecretBytes(copying: $0) }
            }
        }
        return try credentials(values)
    }

    private func failure(for problem: SecretReader.Problem) -> Failure {
        switch problem {
        case .tooLong: malformed(Phrase(en: "Standard input holds more than the three values.", zh: "标准输入的内容超出三项。"))
        case .timedOut, .unreadable: malformed(Phrase(en: "Standard input cannot be read.", zh: "无法读取标准输入。"))
        }
    }

    // MARK: Typed

    private func prompt() throws -> Credentials {
        let entry = HiddenEntry(descriptor: descriptor, talk: talk, signals: signals)
        var values: [Credential: SecretBytes] = [:]
        for credential in Credential.allCases {
            let name = exchange.credentialNames[credential]?[language] ?? credential.rawValue
            do {
                let line = try entry.ask("\(name): ", limitBytes: SecretStore.longestValueBytes)
                values[credential] = try line.withUnsafeBytes {
                    try SecretBytes(copying: UnsafeRawBufferPointer(rebasing: $0[ScalarText($0).trimmed(0 ..< $0.count).range]))
                }
            } catch let problem as SecretReader.Problem {
                throw failure(for: problem)
            }
        }
        return try credentials(values)
    }

    // MARK: Both

    private func credentials(_ values: [Credential: SecretBytes]) throws(Failure) -> Credentials {
        for credential in Credential.allCases {
            let name = exchange.credentialNames[credential]?[language] ?? credential.rawValue
            guard let value = values[credential], !value.isEmpty else {
                throw malformed(Phrase(en: "\(name) is missing on standard input.", zh: "标准输入中缺少 \(name)。"))
            }
            let summary = value.withUnsafeBytes { SecretInspection.summary(of: $0) }
            guard summary.canTravel else {
                let position = summary.troubles.first { $0.character != .space }?.position ?? 1
                throw malformed(Phrase(
                    en: "\(name) cannot be sent: its character \(position) is not printable ASCII.",
                    zh: "\(name) 无法发送：第 \(position) 个字符不是可打印的 ASCII 字符。"))
            }
        }
        guard let apiKey = values[.apiKey], let secretKey = values[.secretKey], let passphrase = values[.passphrase] else {
            throw malformed(Phrase(en: "A value is missing on standard input.", zh: "标准输入不完整。"))
        }
        return Credentials(apiKey: apiKey, secretKey: secretKey, passphrase: passphrase)
    }

    private func malformed(_ message: Phrase) -> Failure {
        Failure(
            .credentialsMalformed, message: message,
            remedy: [
                Phrase(
                    en: "Give API key, secret key and passphrase on three lines, as the block that the exchange shows, or as JSON {\"apiKey\",\"secretKey\",\"passphrase\"}.",
                    zh: "请用三行依次给出 API Key、Secret Key 和 Passphrase，或粘贴交易所显示的内容，或使用 JSON {\"apiKey\",\"secretKey\",\"passphrase\"}。"),
            ])
    }
}
