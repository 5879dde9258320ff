import ArgumentParser
import Commands

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
