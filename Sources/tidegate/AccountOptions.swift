import ArgumentParser
import Commands

/// The options of the commands that sign in to an account.
struct AccountOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The exchange's site on which the account is, such as \(ExchangeArgument.siteExamples).", valueName: "id"),
        completion: .list(ExchangeArgument.sites))
    var site: String?

    @Flag(help: "The key belongs to demo trading.")
    var demoTrading = false

    func command(exchange: String) -> AccountCommand {
        AccountCommand(exchange: exchange, site: site, demoTrading: demoTrading)
    }
}
