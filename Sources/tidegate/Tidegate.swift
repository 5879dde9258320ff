import ArgumentParser
import Runtime

/// The root of all commands.
struct Tidegate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tidegate",
        abstract: "Connects exchange accounts safely and watches their balances.",
        discussion: "Without a command, the terminal interface starts. The options that every command knows may stand before it too.",
        version: ProgramVersion.text,
        subcommands: [
            InterfaceEntry.self, DemoEntry.self, SandboxEntry.self, ConnectEntry.self, ListEntry.self, StatusEntry.self, CheckEntry.self, SettingsEntry.self, ReplaceEntry.self,
            RenameEntry.self, RemoveEntry.self, ExplainEntry.self, VaultEntry.self, DoctorEntry.self, ThemesEntry.self, CompletionsEntry.self,
            ManualEntry.self,
        ],
        defaultSubcommand: InterfaceEntry.self)
}
