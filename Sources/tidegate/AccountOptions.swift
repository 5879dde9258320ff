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

    @Flag(help: "The key belongs to the exchange's testnet.")
    var testnet = false

    func validate() throws {
        guard !(demoTrading && testnet) else { throw ValidationError("A key belongs to --demo-trading or to --testnet, not to both.") }
    }

    /// Throws a usage error where an environment is named and no site, of which stored connections know theirs.
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
