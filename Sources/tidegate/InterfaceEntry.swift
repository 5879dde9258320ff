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

struct DemoEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "The interface against the built-in sandbox exchange; nothing is kept on disk.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try InterfaceCommand.demo($0) }
    }
}
