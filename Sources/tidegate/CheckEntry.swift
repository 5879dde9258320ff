import ArgumentParser
import Commands

struct CheckEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "The whole verification of a connection, row by row.",
        discussion: "With --site, the credentials of one account come on standard input instead, as for connect, and no vault is needed.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var account: AccountOptions
    @OptionGroup var search: ProbeOptions

    @Argument(help: ArgumentHelp("The stored connection.", valueName: "name"))
    var name: String?

    @Option(
        help: ArgumentHelp("The exchange of the account on standard input.", valueName: "exchange"), completion: .list(ExchangeArgument.ids)
    )
    var exchange = ExchangeArgument.usual

    @Flag(help: "Print a report that can be shown to anyone: no secrets, addresses, ids or amounts.")
    var report = false

    @Flag(help: "The key may go to the address that its site has now, where that is another one than when it was stored.")
    var acceptAddress = false

    func validate() throws {
        guard (account.site == nil) != (name == nil) else {
            throw ValidationError("Name a stored connection, or the --site of an account on standard input.")
        }
        guard account.site == nil || !acceptAddress else {
            throw ValidationError("--accept-address is for a stored connection; name it.")
        }
        try account.requireSite(exchange: exchange)
    }

    func run() throws {
        let form: CheckCommand.Form = report ? .report : .rows
        try global.run { context in
            if let name {
                return try CheckCommand.run(name: name, form, probe: search.consent, address: acceptAddress ? .given : .withheld, context)
            }
            var command = try account.command(exchange: exchange)
            command.probe = search.consent
            return try command.check(form, context)
        }
    }
}
