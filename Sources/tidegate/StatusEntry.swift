import ArgumentParser
import Runtime

struct StatusEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Signs in and prints status and balances.",
        discussion: "With --site, the credentials of one account come on standard input, as for connect.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var account: AccountOptions

    @Argument(help: ArgumentHelp("The stored connections to read; all of them without a name.", valueName: "name"))
    var names: [String] = []

    @Option(help: ArgumentHelp("The exchange of the account on standard input.", valueName: "exchange"))
    var exchange = "okx"

    func run() throws {
        try global.run { context in
            guard names.isEmpty, account.site != nil else { throw AccountCommand.vaultMissing }
            return try account.command(exchange: exchange).status(context)
        }
    }
}
