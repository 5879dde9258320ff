import ArgumentParser
import Commands

struct InterfaceEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interface", abstract: "The terminal interface.", shouldDisplay: false)

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try InterfaceCommand.run($0) }
    }
}
