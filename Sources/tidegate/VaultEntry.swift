import ArgumentParser

struct VaultEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault", abstract: "The encrypted file that keeps the connections.",
        discussion: "It is a standard age file: the public age program opens it too, with the same passphrase.",
        subcommands: [VaultCreateEntry.self, VaultVerifyEntry.self, VaultChangePassphraseEntry.self, VaultPathEntry.self])
}
