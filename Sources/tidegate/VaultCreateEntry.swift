import ArgumentParser
import Commands

struct VaultCreateEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a vault; the passphrase is typed twice, or comes from --passphrase-file.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try VaultCommands.create($0) }
    }
}
