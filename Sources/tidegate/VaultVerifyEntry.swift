import ArgumentParser
import Commands

struct VaultVerifyEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Opens the vault and says what is in it.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try VaultCommands.verify($0) }
    }
}
