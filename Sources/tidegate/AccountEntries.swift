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

struct CheckEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "The whole verification of a connection, row by row.",
        discussion: "With --site, the credentials of one account come on standard input instead, as for connect, and no vault is needed.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var account: AccountOptions
    @OptionGroup var search: ProbeOptions

    @Argument(help: ArgumentHelp("The stored connection; the default one without a name.", valueName: "name"))
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
        guard account.site == nil || name == nil else {
            throw ValidationError("Name a stored connection, or the --site of an account on standard input.")
        }
        // A change needs the name of its connection; the default does not count.
        guard name != nil || !acceptAddress else {
            throw ValidationError("--accept-address is for a stored connection; name it.")
        }
        guard name != nil || account.site != nil || search.consent == .withheld else {
            throw ValidationError("--probe may give a stored connection another site; name it.")
        }
        try account.requireSite(exchange: exchange)
    }

    func run() throws {
        let form: CheckCommand.Form = report ? .report : .rows
        try global.run { context in
            guard account.site != nil else {
                return try CheckCommand.run(name: name, form, probe: search.consent, address: acceptAddress ? .given : .withheld, context)
            }
            var command = try account.command(exchange: exchange)
            command.probe = search.consent
            return try command.check(form, context)
        }
    }
}

struct SettingsEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "The futures settings of a connection: a plan that changes nothing, or applied.",
        discussion: "Orders are never cancelled and positions never closed. Ends with status 15 where settings differ.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The stored connection; without --apply, the default one where none is named.", valueName: "name"))
    var name: String?

    @Flag(help: "Carry out the plan, after a confirmation.")
    var apply = false

    @Flag(help: "With --apply: do not ask.")
    var yes = false

    @Option(help: ArgumentHelp("The leverage for --instrument, and for positions that leave portfolio margin.", valueName: "number"))
    var leverage: String?

    @Option(help: ArgumentHelp("The instrument whose leverage is looked at or set, such as BTC-USDT-SWAP.", valueName: "id"))
    var instrument: String?

    func validate() throws {
        guard name != nil || !apply else { throw ValidationError("--apply changes an account; name its connection.") }
        guard apply || !yes else { throw ValidationError("--yes confirms --apply; without it nothing is changed.") }
        if let leverage, !SettingsCommand.isLeverage(leverage) { throw ValidationError("--leverage is a number above 0, such as 5.") }
        if let instrument, !SettingsCommand.isInstrument(instrument) {
            throw ValidationError("--instrument is an id of the exchange, such as BTC-USDT-SWAP.")
        }
    }

    func run() throws {
        let command = SettingsCommand(name: name, instrument: instrument, leverage: leverage)
        try global.run { try command.run(apply ? .apply(yes ? .given : .asked) : .plan, $0) }
    }
}

struct ExplainEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "An exchange's code in words, with the remedy.",
        usage: "tidegate explain [<exchange>] <code> [--host <host>]",
        discussion: "The exchange may stand before the code; without it the codes of all exchanges are looked through.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The code, such as 50119.", valueName: "code"), completion: .list(ExchangeArgument.ids))
    var code: String

    @Option(
        help: ArgumentHelp("The exchange that the code is from: \(ExchangeArgument.list).", valueName: "exchange"),
        completion: .list(ExchangeArgument.ids))
    var exchange: String?

    @Option(
        help: ArgumentHelp(
            "Where the exchange's hosts mean different things by a code, the one that said it; without it all meanings are told.",
            valueName: "host"))
    var host: String?

    func run() throws {
        try global.run { try ExplainCommand.run(code: code, exchange: exchange, host: host, $0) }
    }
}
