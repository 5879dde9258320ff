import Core
import Crypto
import Glibc
import JSON

/// What a command works with: folders, configuration, language, output, and the signals that end it.
public struct CommandContext {
    public let options: CommandOptions
    public let folders: ProgramFolders
    public let configuration: Configuration
    public let language: Language
    public let exchanges: [ExchangeProfile]
    let signals: SignalWait

    /// Runs a command to its end and answers the status to end the process with. What `body` throws is told to the user, on
    /// standard error, and with `--json` on standard output too.
    public static func run(_ options: CommandOptions, _ body: (CommandContext) throws -> Int32) -> Int32 {
        var language = options.language ?? localeLanguage
        do {
            guard let signals = SignalWait([SIGINT, SIGTERM, SIGHUP]) else { throw outOfDescriptors }
            let folders = ProgramFolders(home: options.home)
            let configuration = try Configuration.load(file: folders.configurationFile)
            language = options.language ?? configuration.language ?? localeLanguage
            return try body(CommandContext(
                options: options, folders: folders, configuration: configuration, language: language,
                exchanges: configuration.exchanges(), signals: signals))
        } catch let failure as Failure {
            switch options.format {
            case .json: StandardOutput.write(FailureReport.json(failure, language))
            case .text: break
            }
            StandardOutput.writeError("tidegate: " + FailureReport.text(failure, language))
            return failure.cause.exitCode
        } catch let interrupted as Interrupted {
            ProcessGuard.wipeEverything()
            return interrupted.exitCode
        } catch {
            StandardOutput.writeError("tidegate: internal error")
            return 1
        }
    }

    /// The language of the locale.
    public static var localeLanguage: Language {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(ProgramFolders.variable)
        return Language(localeName: names.first { !$0.isEmpty } ?? "")
    }

    func print(json: @autoclosure () -> JSONValue, text: @autoclosure () -> String) {
        switch options.format {
        case .json: StandardOutput.write(json())
        case .text: StandardOutput.write(text())
        }
    }

    /// Talk: for people only, and never among the data.
    func say(_ words: Phrase) {
        switch options.format {
        case .json: break
        case .text: StandardOutput.writeError(words[language])
        }
    }

    /// The exchange of that id. Throws `name-unknown`.
    func exchange(_ id: String) throws(Failure) -> ExchangeProfile {
        if let profile = exchanges.first(where: { $0.id == id }) { return profile }
        let known = exchanges.map(\.id).joined(separator: ", ")
        throw Failure(
            .nameUnknown,
            message: Phrase(en: "There is no exchange “\(CleanText.line(id, characters: 40))”.", zh: "没有名为“\(CleanText.line(id, characters: 40))”的交易所。"),
            remedy: [Phrase(en: "Known: \(known).", zh: "可用：\(known)。")])
    }

    /// The site of that id, or the exchange's first one. Throws `name-unknown`.
    func site(_ id: String?, of exchange: ExchangeProfile) throws(Failure) -> Site {
        if let id, let site = exchange.sites.first(where: { $0.id == id }) { return site }
        if id == nil, let first = exchange.sites.first { return first }
        let known = exchange.sites.map(\.id).joined(separator: ", ")
        let shown = CleanText.line(id ?? "", characters: 40)
        throw Failure(
            .nameUnknown, message: Phrase(en: "\(exchange.name) has no site “\(shown)”.", zh: "\(exchange.name) 没有名为“\(shown)”的站点。"),
            remedy: [Phrase(en: "Known: \(known). The configuration can add others.", zh: "可用：\(known)。可在配置中添加其他站点。")])
    }

    private static let outOfDescriptors = Failure(
        .terminalUnsuitable, message: Phrase(en: "The process may open no more files.", zh: "进程无法再打开文件。"),
        remedy: [Phrase(en: "Raise the limit of open files (ulimit -n).", zh: "请提高可打开文件数的上限（ulimit -n）。")])
}
