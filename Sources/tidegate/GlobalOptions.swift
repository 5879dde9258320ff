import App
import ArgumentParser
import Commands
import Crypto
import Domain
import Glibc
import Themes

/// The options that every command knows.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Keep all files in this folder; TIDEGATE_HOME does the same.", valueName: "folder"), completion: .directory)
    var home: String?

    @Option(help: ArgumentHelp("The language: \(Language.allCases.map(\.rawValue).joined(separator: " or ")).", valueName: "language"))
    var lang: Language?

    @Option(
        help: ArgumentHelp("The theme; see the command themes.", valueName: "name"), completion: .list(["auto"] + ThemeCatalog.builtInNames)
    )
    var theme: String?

    @Flag(help: "Line by line instead of a full screen, for screen readers and poor terminals; ACCESSIBLE=1 does the same.")
    var plain = false

    @Flag(help: "Print JSON.")
    var json = false

    @Option(
        help: ArgumentHelp("A file whose first line is the vault's passphrase; TIDEGATE_PASSPHRASE_FILE does the same.", valueName: "file"),
        completion: .file())
    var passphraseFile: String?

    var options: CommandOptions {
        CommandOptions(
            home: home, language: lang, theme: theme, format: json ? .json : .text, presentation: plain ? .plain : .fullScreen,
            passphraseFile: passphraseFile)
    }

    /// Runs a command and ends the process with its status.
    func run(configuration: CommandContext.ConfigurationDemand = .flawless, _ body: (CommandContext) throws -> Int32) throws {
        let status = CommandContext.run(options, configuration: configuration, body)
        fflush(nil)
        ProcessGuard.leave(status)
    }
}
