import ArgumentParser
import Commands

struct VaultChangePassphraseEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change-passphrase", abstract: "Seals the vault and its backup with another passphrase.")

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("A file whose first line is the new passphrase.", valueName: "file"), completion: .file())
    var newPassphraseFile: String?

    func run() throws {
        try global.run { try VaultCommands.changePassphrase(newPassphraseFile: newPassphraseFile, $0) }
    }
}
