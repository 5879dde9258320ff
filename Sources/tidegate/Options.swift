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

/// The options of the commands that sign in to an account.
struct AccountOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The exchange's site on which the account is, such as \(ExchangeArgument.siteExamples).", valueName: "id"),
        completion: .list(ExchangeArgument.sites))
    var site: String?

    @Flag(help: "The key belongs to demo trading.")
    var demoTrading = false

    @Flag(help: "The key belongs to the exchange's testnet.")
    var testnet = false

    func validate() throws {
        guard !(demoTrading && testnet) else { throw ValidationError("A key belongs to --demo-trading or to --testnet, not to both.") }
    }

    /// Throws a usage error where an environment is named without a site; stored connections have both.
    func requireSite(exchange: String) throws {
        guard site != nil || !(demoTrading || testnet) else {
            throw ValidationError("--\(testnet ? "testnet" : "demo-trading") is for an account on standard input; name its --site.")
        }
        _ = try command(exchange: exchange)
    }

    /// Throws a usage error where the exchange has no such environment.
    func command(exchange: String) throws -> AccountCommand {
        let command = AccountCommand(exchange: exchange, site: site, environment: testnet ? .testnet : demoTrading ? .demo : .live)
        if let problem = command.usageProblem { throw ValidationError(problem) }
        return command
    }
}

/// The option of the commands that can look for a key elsewhere.
struct ProbeOptions: ParsableArguments {
    @Flag(help: "Where the key is unknown, ask the exchange's other sites and the other environment for it, with one signed request each.")
    var probe = false

    var consent: ProbeConsent { probe ? .given : .withheld }
}

extension LanguageArgument: ExpressibleByArgument {}

extension SandboxSiteArgument: ExpressibleByArgument {}
