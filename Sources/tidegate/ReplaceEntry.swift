import ArgumentParser
import Commands

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
