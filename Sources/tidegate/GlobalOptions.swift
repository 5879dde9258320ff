import ArgumentParser
import Commands

/// The options that every command knows.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Keep all files in this folder; TIDEGATE_HOME does the same.", valueName: "folder"), completion: .directory)
    var home: String?

    @Option(
        help: ArgumentHelp("The language: \(LanguageArgument.allCases.map(\.rawValue).joined(separator: " or ")).", valueName: "language"))
    var lang: LanguageArgument?

    @Option(help: ArgumentHelp("The theme; see the command themes.", valueName: "name"), completion: .list(ThemesCommand.names))
    var theme: String?

    @Flag(help: "Line by line instead of a full screen, for screen readers and poor terminals; ACCESSIBLE=1 does the same.")
    var plain = false

    @Flag(help: "Print JSON.")
    var json = false

    @Option(
        help: ArgumentHelp("A file whose first line is the vault's passphrase; TIDEGATE_PASSPHRASE_FILE does the same.", valueName: "file"),
        completion: .file())
    var passphraseFile: String?

    var options: ProgramOptions {
        var options = ProgramOptions()
        options.home = home
        options.language = lang
        options.theme = theme
        options.plain = plain
        options.json = json
        options.passphraseFile = passphraseFile
        return options
    }

    /// Runs a command and ends the process with its status.
    func run(configuration: CommandContext.ConfigurationDemand = .flawless, _ body: (CommandContext) throws -> Int32) throws {
        Program.run(options, configuration: configuration, body)
    }
}
