import ArgumentParser
import Commands

struct VaultEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault", abstract: "The encrypted file that keeps the connections.",
        discussion: "It is a standard age file: the public age program opens it too, with the same passphrase.",
        subcommands: [VaultCreateEntry.self, VaultVerifyEntry.self, VaultChangePassphraseEntry.self, VaultPathEntry.self])
}

struct VaultCreateEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a vault; the passphrase is typed twice, or comes from --passphrase-file.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try VaultCommands.create($0) }
    }
}

struct VaultVerifyEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Opens the vault and says what is in it.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try VaultCommands.verify($0) }
    }
}

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

struct VaultPathEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Where the vault is, or would be.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { VaultCommands.path($0) }
    }
}
