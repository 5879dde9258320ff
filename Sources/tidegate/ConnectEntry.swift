import ArgumentParser
import Commands

struct ConnectEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect", abstract: "Verifies an account and stores it in the vault; its credentials come on standard input.",
        discussion: """
            \(ExchangeArgument.credentialForms) They are never taken from arguments or the environment.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var account: AccountOptions
    @OptionGroup var search: ProbeOptions

    @Argument(
        help: ArgumentHelp("The exchange: \(ExchangeArgument.list).", valueName: "exchange"), completion: .list(ExchangeArgument.ids))
    var exchange: String

    @Option(help: ArgumentHelp("What the connection is to be called.", valueName: "name"))
    var name: String

    @Flag(help: "Use the key although it can withdraw.")
    var allowWithdraw = false

    @Flag(help: "Store nothing.")
    var verifyOnly = false

    func validate() throws { _ = try account.command(exchange: exchange) }

    func run() throws {
        var command = try account.command(exchange: exchange)
        command.probe = search.consent
        if allowWithdraw { command.allowWithdrawal() }
        try global.run { try command.connect(name: name, storage: verifyOnly ? .verifyOnly : .store, $0) }
    }
}
