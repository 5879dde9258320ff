import ArgumentParser
import Commands

/// The root of all commands.
struct Tidegate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tidegate",
        abstract: "Connects exchange accounts safely and watches their balances.",
        discussion: "Without a command, the terminal interface starts. The options that every command knows may stand before it too.",
        version: ProgramVersion.text,
        subcommands: [
            InterfaceEntry.self, DemoEntry.self, SandboxEntry.self, ConnectEntry.self, ListEntry.self, StatusEntry.self, CheckEntry.self,
            SettingsEntry.self, ReplaceEntry.self,
            RenameEntry.self, RemoveEntry.self, ExplainEntry.self, VaultEntry.self, DoctorEntry.self, ThemesEntry.self,
            CompletionsEntry.self,
            ManualEntry.self,
        ],
        defaultSubcommand: InterfaceEntry.self)

    /// Runs what the arguments ask for, and ends the process.
    ///
    /// Building the tree of all commands takes longer than most commands, and memory as long as the interface runs. So the named command
    /// parses its arguments alone; what it does not understand, help included, goes through the whole tree.
    static func start(_ arguments: [String]) -> Never {
        // The most frequent start: there are no arguments to parse.
        if arguments.isEmpty { Program.run { try InterfaceCommand.run($0) } }
        if let named = named(by: arguments), var command = try? named.type.parseAsRoot(named.arguments), type(of: command) == named.type {
            do {
                try command.run()
            } catch {
                end(with: error)
            }
            Program.end(0)
        }
        PrintedText.fixColumns()
        if [["--help"], ["-h"], ["help"]].contains(arguments) {
            end(with: CleanExit.message(ProgramOutline.helpMessage(columns: PrintedText.columns)))
        }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch {
            end(with: error)
        }
        Program.end(0)
    }

    /// Ends as the parser would, which does not check whether its output could be written.
    private static func end(with error: any Error) -> Never {
        if let code = error as? ExitCode { Program.end(code.rawValue) }
        Program.end(PrintedText.end(fullMessage(for: error, columns: PrintedText.columns), status: exitCode(for: error).rawValue))
    }

    private static func named(by arguments: [String]) -> (type: any ParsableCommand.Type, arguments: [String])? {
        if arguments[0].hasPrefix("-") { return (InterfaceEntry.self, arguments) }
        let type = configuration.subcommands.first { $0.configuration.commandName == arguments[0] && $0.configuration.subcommands.isEmpty }
        return type.map { ($0, Array(arguments.dropFirst())) }
    }
}
