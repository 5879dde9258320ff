import Crypto
import Domain
import Exchanges

/// Reads the client secret where the configuration says, into locked memory.
enum ClientSecret {
    private static let timeoutMilliseconds: Int64 = 30_000

    /// Blocks until it is read, or until the wait is given up; a command may ask its own questions. Fails with `configuration-invalid`.
    static func read(_ source: FastAPIClient.SecretSource, of exchange: String, _ signals: SignalWait? = SignalWait([])) -> Result<
        SecretBytes, Failure
    > {
        guard let signals else { return .failure(unreadable(source, exchange, [])) }
        do {
            switch source {
            case .command(let command):
                if let flaw = FileTrust.flaw(ofCommand: command) {
                    return .failure(unreadable(source, exchange, [flaw.message, flaw.remedy]))
                }
                // The terminal shows the interface, and has no room for its words.
                return .success(
                    try PassphraseCommand(command: command, signals: signals, timeoutMilliseconds: timeoutMilliseconds, errors: .nothing)
                        .read())
            case .file(let path):
                return .success(try PassphraseFile(path: path, signals: signals, timeoutMilliseconds: timeoutMilliseconds).read())
            case .sample(let bytes):
                return .success(try bytes.withUnsafeBytes { try SecretBytes(copying: $0) })
            }
        } catch let failure as Failure {
            return .failure(unreadable(source, exchange, [failure.message] + failure.remedy))
        } catch {
            return .failure(unreadable(source, exchange, []))
        }
    }

    private static func unreadable(_ source: FastAPIClient.SecretSource, _ exchange: String, _ reasons: [Phrase]) -> Failure {
        let entry =
            switch source {
            case .command: "client_secret_command"
            case .file: "client_secret_file"
            case .sample: "client"
            }
        return Failure(
            .configurationInvalid,
            message: Phrase(
                en: "The client secret could not be read (\(entry) of [fast_api.\(exchange)] in config.toml).",
                zh: "无法读取 client secret（config.toml 中 [fast_api.\(exchange)] 的 \(entry)）。"),
            remedy: reasons + [Phrase(en: "Its first line has to be the secret.", zh: "其第一行应为 client secret。")])
    }
}
