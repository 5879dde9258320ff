import Core
import Exchanges
import Glibc
import HTTP

/// The commands that sign in to an account with credentials from standard input.
public struct AccountCommand: Sendable {
    public var exchange = "okx"
    /// `nil`: the exchange's first site.
    public var site: String?
    public var environment = TradingEnvironment.live
    public var withdrawal = AccessTarget.Withdrawal.refused

    public init() {}

    /// `connect`: verifies row by row and prints the connection. Throws what the verification failed with.
    public func connect(name: String, storage: Storage, _ context: CommandContext) throws -> Int32 {
        let cleaned = CleanText.line(name, characters: 64)
        guard !cleaned.isEmpty, cleaned == name else {
            throw Failure(
                .nameUnknown, message: Phrase(en: "This cannot be the name of a connection.", zh: "此名称不可用。"),
                remedy: [Phrase(en: "Use 1 to 64 visible characters.", zh: "请使用 1 至 64 个可见字符。")])
        }
        let language = context.language
        let format = context.options.format
        let report = try visit(name: name, context) { row, result in
            switch format {
            case .json: break
            case .text: StandardOutput.writeError(VerificationText.line(row, result, language))
            }
        }
        if case .failure(let failure) = report.outcome {
            switch format {
            case .json:
                StandardOutput.write(.object([
                    StatusReport.schema, .init("error", FailureReport.error(failure, language)),
                    .init("connections", [StatusReport.connection(report, language)]),
                ]))
            case .text: break
            }
            StandardOutput.writeError("tidegate: " + FailureReport.text(failure, language))
            return report.exitCode
        }
        finish(report, context)
        switch storage {
        case .verifyOnly: break
        case .store:
            context.say(Phrase(
                en: "Nothing was stored: this version keeps connections only while the interface runs.",
                zh: "未保存任何内容：此版本仅在界面运行期间保留连接。"))
        }
        return report.exitCode
    }

    /// `status` for the account whose credentials come on standard input.
    public func status(_ context: CommandContext) throws -> Int32 {
        let report = try visit(name: "stdin", context) { _, _ in }
        finish(report, context)
        return report.exitCode
    }

    /// What `connect` does with a connection that works.
    public enum Storage: Hashable, Sendable {
        case store
        case verifyOnly
    }

    /// Why `status` without credentials cannot be done.
    public static let vaultMissing = Failure(
        .vaultMissing, message: Phrase(en: "There is no vault with stored connections.", zh: "没有已保存连接的保险库。"),
        remedy: [
            Phrase(
                en: "Give the credentials on standard input and name the site: tidegate status --site global < file.",
                zh: "请通过标准输入提供凭据并指定站点：tidegate status --site global < 文件。"),
        ])

    private func visit(
        name: String, _ context: CommandContext, report: @escaping @Sendable (VerificationRow, VerificationResult) -> Void
    ) throws -> ConnectionReport {
        let profile = try context.exchange(exchange)
        let site = try context.site(site, of: profile)
        let credentials = try CredentialInput(
            descriptor: STDIN_FILENO, exchange: profile, language: context.language, signals: context.signals
        ).read()
        let visit = AccountVisit(
            exchange: profile.id, site: site, environment: environment, credentials: credentials, withdrawal: withdrawal)
        let transport = HTTPTransport(userAgent: ProgramVersion.userAgent)
        defer {
            for secret in [credentials.apiKey, credentials.secretKey, credentials.passphrase] { secret.wipe() }
            transport.shutDown()
        }
        let reader = AccountReader(transport: transport)
        let outcome = try context.signals.run { await reader.verify(visit, report: report) }
        return ConnectionReport(name: name, visit: visit, outcome: outcome)
    }

    private func finish(_ report: ConnectionReport, _ context: CommandContext) {
        context.print(
            json: StatusReport.json([report], context.language),
            text: StatusText.text([report], exchanges: context.exchanges, context.language))
    }
}
