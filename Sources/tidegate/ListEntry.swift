import ArgumentParser
import Commands

struct ListEntry: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The stored connections, without the network.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try ConnectionsCommand.list($0) }
    }
}
