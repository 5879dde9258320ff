import ArgumentParser
import Commands

struct VaultEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "vault", abstract: .spoken(en: "The encrypted file that keeps the connections.", zh: "保存连接的加密文件。"),
            discussion: .spoken(
                en: "It is a standard age file: the public age program opens it too, with the same passphrase.",
                zh: "它是标准的 age 文件：公开的 age 程序用同一密码短语也能打开。"),
            subcommands: [VaultCreateEntry.self, VaultVerifyEntry.self, VaultChangePassphraseEntry.self, VaultPathEntry.self])
    }
}

struct VaultCreateEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "create",
            abstract: .spoken(
                en: "Makes a vault; the passphrase is typed twice, or comes from --passphrase-file.",
                zh: "创建保险库；密码短语输入两次，或来自 --passphrase-file。"))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try VaultCommands.create($0) }
    }
}

struct VaultVerifyEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify", abstract: .spoken(en: "Opens the vault and says what is in it.", zh: "打开保险库并说明其中的内容。"))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { try VaultCommands.verify($0) }
    }
}

struct VaultChangePassphraseEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "change-passphrase",
            abstract: .spoken(en: "Seals the vault and its backup with another passphrase.", zh: "用另一个密码短语重新加密保险库及其备份。"))
    }

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(en: "A file whose first line is the new passphrase.", zh: "第一行为新密码短语的文件。", valueName: "file"),
        completion: .file())
    var newPassphraseFile: String?

    func run() throws {
        try global.run { try VaultCommands.changePassphrase(newPassphraseFile: newPassphraseFile, $0) }
    }
}

struct VaultPathEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "path", abstract: .spoken(en: "Where the vault is, or would be.", zh: "保险库所在的位置，或将要创建的位置。"))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run { VaultCommands.path($0) }
    }
}
