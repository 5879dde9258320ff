import ArgumentParser
import Commands

struct StatusEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Signs in to the stored connections and prints status and balances.",
        discussion: "With --site, the credentials of one account come on standard input instead, as for connect, and no vault is needed.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var account: AccountOptions

    @Argument(help: ArgumentHelp("The stored connections to read; all of them without a name.", valueName: "name"))
    var names: [String] = []

    @Option(
        help: ArgumentHelp("The exchange of the account on standard input.", valueName: "exchange"), completion: .list(ExchangeArgument.ids)
    )
    var exchange = ExchangeArgument.usual

    func validate() throws {
        guard account.site == nil || names.isEmpty else {
            throw ValidationError("--site is for an account on standard input; stored connections know their site.")
        }
        try account.requireSite(exchange: exchange)
    }

    func run() throws {
        try global.run { context in
            guard account.site != nil else { return try StatusCommand.run(names: names, context) }
            return try account.command(exchange: exchange).status(context)
        }
    }
}
