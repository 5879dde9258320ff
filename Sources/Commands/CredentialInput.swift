import App
import Core
import Crypto
import Domain
import Exchanges
import Glibc

/// Takes the three values of an API key from standard input, into locked memory: from a pipe or file in any form that can be
/// pasted, or typed at a terminal without being shown. What is odd about them is said as the screen says it, and what cannot be a key is
/// not given to anyone.
struct CredentialInput {
    let descriptor: Int32
    let exchange: ExchangeProfile
    let language: Language
    let signals: SignalWait
    var talk = STDERR_FILENO

    /// Throws `credentials-malformed`, or `Interrupted`.
    func read() throws -> Credentials {
        do {
            let bytes =
                try isatty(descriptor) == 1
                ? prompt() : SecretReader(descriptor: descriptor, signals: signals).everything(limitBytes: SecretStore.longestPasteBytes)
            defer { bytes.wipe() }
            return try credentials(bytes)
        } catch let problem as SecretReader.Problem {
            throw failure(for: problem)
        }
    }

    private func credentials(_ bytes: SecretBytes) throws -> Credentials {
        try bytes.withUnsafeBytes { borrowed in
            let parsed = PasteParser.parse(borrowed)
            switch parsed.layout {
            case .twoKeys: throw malformed(PasteRemark.twoKeys.words, Self.oneKey)
            case .brokenJSON: throw malformed(PasteRemark.notJSON.words)
            case .shapedLines: say(PasteRemark.toldByShape.words)
            case .empty, .singleValue, .bareLines, .labelledLines, .json, .unrecognised: break
            }
            if parsed.trimmedCharacters > 0 { say(PasteRemark.trimmed(parsed.trimmedCharacters).words) }
            var values: [Credential: SecretBytes] = [:]
            for (credential, value) in parsed.values {
                values[credential] = value.withBytes(of: borrowed) { try? SecretBytes(copying: $0) }
            }
            do throws(Failure) {
                return try credentials(values)
            } catch {
                for value in values.values { value.wipe() }
                throw error
            }
        }
    }

    private func failure(for problem: SecretReader.Problem) -> Failure {
        switch problem {
        case .tooLong: malformed(Phrase(en: "Standard input holds more than the three values.", zh: "标准输入的内容超出三项。"))
        case .timedOut, .unreadable: malformed(Phrase(en: "Standard input cannot be read.", zh: "无法读取标准输入。"))
        }
    }

    // MARK: Typed

    /// Asks for one value after the other. A block that is pasted instead is taken as far as it goes: the questions are for what is still
    /// missing.
    private func prompt() throws -> SecretBytes {
        let entry = HiddenEntry(descriptor: descriptor, talk: talk, signals: signals)
        let keyboard = try HiddenKeyboard(descriptor, signals: signals)
        let typed = try SecretBytes(capacity: SecretStore.longestPasteBytes)
        do {
            for number in 0..<Self.mostLines {
                guard let credential = missing(typed, lines: number) else { break }
                let line = try entry.ask("\(name(of: credential)): ", keyboard, limitBytes: SecretStore.longestValueBytes)
                defer { line.wipe() }
                try line.withUnsafeBytes { try SecretReader.append($0, to: typed) }
                do throws(CryptoError) { try typed.append(UInt8(ascii: "\n")) } catch { throw SecretReader.Problem.tooLong }
                // Nothing typed is nothing to go on with, unless it is a line of a block.
                guard !line.isEmpty || number > 2 else { break }
            }
            return typed
        } catch {
            typed.wipe()
            throw error
        }
    }

    private static let mostLines = 64

    /// What is to be asked for next; `nil` where everything is there.
    private func missing(_ typed: SecretBytes, lines: Int) -> Credential? {
        typed.withUnsafeBytes { bytes in
            let parsed = PasteParser.parse(bytes)
            switch parsed.layout {
            case .labelledLines, .json: return Credential.allCases.first { parsed.values[$0] == nil }
            // More of it is to come, or it never becomes any.
            case .brokenJSON: return .apiKey
            case .twoKeys: return nil
            case .empty, .singleValue, .bareLines, .shapedLines, .unrecognised:
                return lines < Credential.allCases.count ? Credential.allCases[lines] : nil
            }
        }
    }

    // MARK: Both

    private func name(of credential: Credential) -> String { exchange.credentialNames[credential]?[language] ?? credential.rawValue }

    private func say(_ phrase: Phrase) { _ = CommandOutput.write(Array((phrase[language] + "\n").utf8), to: talk) }

    private func credentials(_ values: [Credential: SecretBytes]) throws(Failure) -> Credentials {
        let summaries = values.mapValues { value in value.withUnsafeBytes { SecretInspection.summary(of: $0) } }
        for credential in Credential.allCases where summaries[credential].map({ $0.length == 0 }) ?? true {
            let name = name(of: credential)
            throw malformed(Phrase(en: "\(name) is missing on standard input.", zh: "标准输入中缺少 \(name)。"))
        }
        var impossible: (credential: Credential, finding: CredentialFinding)?
        for credential in Credential.allCases {
            for finding in CredentialFinding.findings(on: credential, in: summaries) + repetition(of: credential, values) {
                say(Phrase(verbatim: "\(name(of: credential)): \(finding.words[language])"))
                if finding.likelihood == .impossible, impossible == nil { impossible = (credential, finding) }
            }
        }
        for credential in Credential.allCases {
            guard let summary = summaries[credential], !summary.canTravel else { continue }
            let name = name(of: credential)
            let position = summary.troubles.first { $0.character != .space }?.position ?? 1
            throw malformed(
                Phrase(
                    en: "\(name) cannot be sent: its character \(position) is not printable ASCII.",
                    zh: "\(name) 无法发送：第 \(position) 个字符不是可打印的 ASCII 字符。"))
        }
        if let impossible {
            let name = name(of: impossible.credential)
            throw malformed(
                Phrase(
                    en: "Nothing was sent: what was given as \(name) is something else. \(impossible.finding.words.english)",
                    zh: "未发送任何内容：作为 \(name) 给出的并不是 \(name)。\(impossible.finding.words.simplifiedChinese)"))
        }
        guard let apiKey = values[.apiKey], let secretKey = values[.secretKey], let passphrase = values[.passphrase] else {
            throw malformed(Phrase(en: "A value is missing on standard input.", zh: "标准输入不完整。"))
        }
        return Credentials(apiKey: apiKey, secretKey: secretKey, passphrase: passphrase)
    }

    /// Whether one of the values before this one is the same.
    private func repetition(of credential: Credential, _ values: [Credential: SecretBytes]) -> [CredentialFinding] {
        guard let value = values[credential] else { return [] }
        let isRepeated = Credential.allCases.prefix { $0 != credential }.contains { values[$0]?.isEqual(to: value) ?? false }
        return isRepeated ? [.twice] : []
    }

    private static let oneKey = Phrase(en: "Give one key alone.", zh: "请只提供一个 Key。")

    private func malformed(_ message: Phrase, _ remedy: Phrase) -> Failure {
        Failure(.credentialsMalformed, message: message, remedy: [remedy])
    }

    private func malformed(_ message: Phrase) -> Failure {
        Failure(
            .credentialsMalformed, message: message,
            remedy: [
                Phrase(
                    en:
                        "Give API key, secret key and passphrase on three lines, as the block that the exchange shows, or as JSON {\"apiKey\",\"secretKey\",\"passphrase\"}.",
                    zh: "请用三行依次给出 API Key、Secret Key 和 Passphrase，或粘贴交易所显示的内容，或使用 JSON {\"apiKey\",\"secretKey\",\"passphrase\"}。")
            ])
    }
}
