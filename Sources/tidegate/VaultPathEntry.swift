import ArgumentParser
import Commands

struct VaultPathEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Where the vault is, or would be.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { VaultCommands.path($0) }
    }
}
