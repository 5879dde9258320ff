import App
import Crypto
import Domain
import Exchanges
import Glibc
import JSON
import Vault

/// What a command works with: folders, configuration, language, output, and the signals that end it.
public struct CommandContext {
    let options: CommandOptions
    let folders: ProgramFolders
    let configuration: Configuration
    /// What is wrong with the configuration, for a command that goes on with the defaults; `nil` otherwise.
    let configurationProblem: Failure?
    let language: Language
    /// The exchanges with the sites that are configured.
    let exchanges: [ExchangeProfile]
    let process: CommandEnvironment
    let signals: SignalWait

    /// What a command asks of the configuration file.
    public enum ConfigurationDemand: Hashable, Sendable {
        case flawless
        case any
    }

    /// Runs a command to its end and answers the status to end the process with. What `body` throws is reported on standard error, and with
    /// `--json` on standard output too.
    static func run(
        _ options: CommandOptions, _ process: CommandEnvironment = .process, configuration demand: ConfigurationDemand = .flawless,
        _ body: (CommandContext) throws -> Int32
    ) -> Int32 {
        let output = process.output
        var language = output.spoken(options.language ?? localeLanguage(process.environment))
        func end(_ failure: Failure) -> Int32 {
            switch options.format {
            case .json: output.write(FailureReport.json(failure, language))
            case .text: break
            }
            output.tell("tidegate: " + FailureReport.text(failure, language))
            return failure.cause.exitCode
        }
        func attempt() -> Int32 {
            do {
                guard let signals = SignalWait(process.signals) else { throw outOfDescriptors }
                let folders = ProgramFolders(home: options.home, environment: process.environment)
                let (configuration, problem) = try load(folders.configurationFile, process.registry, demand)
                language = output.spoken(options.language ?? configuration.language ?? language)
                return try body(
                    CommandContext(
                        options: options, folders: folders, configuration: configuration, configurationProblem: problem, language: language,
                        exchanges: configuration.exchanges(process.registry.profiles), process: process, signals: signals))
            } catch let failure as Failure {
                return end(failure)
            } catch let problem as VaultProblem {
                return end(
                    VaultFile(path: ProgramFolders(home: options.home, environment: process.environment).vaultFile).failure(
                        of: problem))
            } catch is CryptoError {
                return end(VaultProblem.memoryExhausted.failure)
            } catch let interrupted as Interrupted {
                switch interrupted.activity {
                case .other: ProcessGuard.wipeEverything()
                // Wiping would corrupt what another thread is encrypting; the memory goes with the process anyway.
                case .savingVault: break
                }
                return interrupted.exitCode
            } catch {
                output.tell("tidegate: internal error")
                return 1
            }
        }
        let status = attempt()
        do throws(Failure) {
            try output.requireWritten()
        } catch {
            // An incomplete output counts more than another failure. A command that a signal ended keeps its status, and the same failure
            // is not reported twice.
            if status < 128, status != error.cause.exitCode { return end(error) }
        }
        return status
    }

    private static func load(
        _ file: String, _ registry: ExchangeRegistry, _ demand: ConfigurationDemand
    ) throws(Failure) -> (Configuration, Failure?) {
        do throws(Failure) {
            return (try Configuration.load(file: file, among: registry.profiles), nil)
        } catch {
            switch demand {
            case .flawless: throw error
            case .any: return (Configuration(), error)
            }
        }
    }

    /// The language of the locale.
    static func localeLanguage(_ environment: (String) -> String?) -> Language {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(environment)
        return Language(localeName: names.first { !$0.isEmpty } ?? "")
    }

    var output: CommandOutput { process.output }

    /// The adapters of the exchanges.
    var registry: ExchangeRegistry { process.registry }

    func print(json: @autoclosure () -> JSONValue, text: @autoclosure () -> String) {
        switch options.format {
        case .json: output.write(json())
        case .text: output.write(text())
        }
    }

    /// Prints a message for people, on standard error and never among the data.
    func say(_ words: Phrase) {
        switch options.format {
        case .json: break
        case .text: output.tell(words[language])
        }
    }

    /// The exchange of that id. Throws `name-unknown`.
    func exchange(_ id: String) throws(Failure) -> ExchangeProfile {
        if let profile = exchanges.first(where: { $0.id == id }) { return profile }
        let known = exchanges.map(\.id).joined(separator: ", ")
        throw Failure(
            .nameUnknown,
            message: Phrase(
                en: "There is no exchange “\(CleanText.line(id, characters: 40))”.", zh: "没有名为“\(CleanText.line(id, characters: 40))”的交易所。"),
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
