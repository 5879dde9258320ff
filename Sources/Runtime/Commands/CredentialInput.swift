import Core
import Crypto
import Exchanges
import Glibc

/// Takes the three values of an API key from standard input, into locked memory: from a pipe or file in any form that can be
/// pasted, or typed at a terminal without being shown.
struct CredentialInput {
    let descriptor: Int32
    let exchange: ExchangeProfile
    let language: Language
    let signals: SignalWait

    /// Throws `credentials-malformed`, or `Interrupted`.
    func read() throws -> Credentials {
        isatty(descriptor) == 1 ? try prompt() : try readPiped()
    }

    // MARK: Piped

    private func readPiped() throws -> Credentials {
        let bytes = try collect(limit: SecretStore.longestPasteBytes) { _ in .goOn }
        defer { bytes.wipe() }
        var values: [Credential: SecretBytes] = [:]
        bytes.withUnsafeBytes { borrowed in
            for (credential, value) in PasteParser.parse(borrowed).values {
                values[credential] = value.withBytes(of: borrowed) { try? SecretBytes(copying: $0) }
            }
        }
        return try credentials(values)
    }

    // MARK: Typed

    private func prompt() throws -> Credentials {
        var values: [Credential: SecretBytes] = [:]
        for credential in Credential.allCases {
            let name = exchange.credentialNames[credential]?[language] ?? credential.rawValue
            StandardOutput.write(Array("\(name): ".utf8), to: STDERR_FILENO)
            values[credential] = try typedLine()
            StandardOutput.writeError("")
        }
        return try credentials(values)
    }

    private func typedLine() throws -> SecretBytes {
        var shown = termios()
        tcgetattr(descriptor, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO | ECHONL)
        hidden.c_lflag |= tcflag_t(ICANON | ISIG)
        tcsetattr(descriptor, TCSAFLUSH, &hidden)
        defer { tcsetattr(descriptor, TCSANOW, &shown) }
        let line = try collect(limit: SecretStore.longestValueBytes) { $0.last == UInt8(ascii: "\n") ? .enough : .goOn }
        defer { line.wipe() }
        return try line.withUnsafeBytes { try SecretBytes(copying: UnsafeRawBufferPointer(rebasing: $0[ScalarText($0).trimmed(0 ..< $0.count).range])) }
    }

    // MARK: Both

    private enum Demand {
        case goOn
        case enough
    }

    /// Reads until the end, or until `isEnough` is satisfied by what a read brought.
    private func collect(limit: Int, until judge: (UnsafeRawBufferPointer) -> Demand) throws -> SecretBytes {
        let bytes = try SecretBytes(capacity: limit)
        let page = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 4_096)
        // Keeps it out of swap where that is allowed; it is wiped in any case.
        mlock(page.baseAddress, page.count)
        defer {
            page.wipe()
            munlock(page.baseAddress, page.count)
            page.deallocate()
        }
        while true {
            try signals.wait(for: descriptor)
            let count = Glibc.read(descriptor, page.baseAddress, page.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return bytes }
            let part = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(page)[..<count])
            do {
                try bytes.append(part)
            } catch {
                throw malformed(Phrase(en: "Standard input holds more than the three values.", zh: "标准输入的内容超出三项。"))
            }
            let demand = judge(part)
            page.wipe()
            switch demand {
            case .goOn: continue
            case .enough: return bytes
            }
        }
    }

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
