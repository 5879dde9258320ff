import ArgumentParser
import Commands

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
