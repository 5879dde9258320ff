import ArgumentParser
import Commands

struct ListEntry: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The stored connections, without the network.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try ConnectionsCommand.list($0) }
    }
}

struct RenameEntry: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rename", abstract: "Gives a stored connection another name.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The name that it has.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The name that it is to have.", valueName: "new"))
    var new: String

    func run() throws {
        try global.run { try ConnectionsCommand.rename(old, to: new, $0) }
    }
}

struct RemoveEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Removes a stored connection; the exchange still knows its key afterwards.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The connection.", valueName: "name"))
    var name: String

    @Flag(help: "Do not ask.")
    var yes = false

    func run() throws {
        try global.run { try ConnectionsCommand.remove(name, confirmation: yes ? .given : .asked, $0) }
    }
}

struct ReplaceEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace",
        abstract: "Gives a stored connection new credentials, from standard input; the old ones stay until the new work.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var search: ProbeOptions

    @Argument(help: ArgumentHelp("The connection.", valueName: "name"))
    var name: String

    @Flag(help: "Use the key although it can withdraw.")
    var allowWithdraw = false

    @Flag(help: "Use the key although it belongs to another account than the connection; what was kept of the old account is forgotten.")
    var otherAccount = false

    func run() throws {
        var command = AccountCommand()
        command.probe = search.consent
        command.otherAccount = otherAccount ? .insisted : .refused
        if allowWithdraw { command.allowWithdrawal() }
        try global.run { try command.replace(name: name, $0) }
    }
}

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
