import ArgumentParser
import Commands

/// The root of all commands.
struct Tidegate: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "tidegate",
            abstract: .spoken(en: "Connects exchange accounts safely and watches their balances.", zh: "安全地连接交易所账户并查看余额。"),
            discussion: .spoken(
                en: "Without a command, the terminal interface starts. The options that every command knows may stand before it too.",
                zh: "不写命令则启动终端界面。每个命令都有的选项也可写在命令之前。"),
            version: ProgramVersion.text,
            subcommands: [
                InterfaceEntry.self, DemoEntry.self, SandboxEntry.self, ConnectEntry.self, ListEntry.self, StatusEntry.self,
                CheckEntry.self,
                SettingsEntry.self, ReplaceEntry.self,
                RenameEntry.self, RemoveEntry.self, ExplainEntry.self, VaultEntry.self, DoctorEntry.self, ThemesEntry.self,
                CompletionsEntry.self,
                ManualEntry.self,
            ],
            defaultSubcommand: InterfaceEntry.self)
    }

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
        SpokenLanguage.settle(arguments)
        guard let table else { Program.end(1) }
        if let mistake = UsageMistake.unknownCommand(arguments, table) { Program.end(mistake.end(table)) }
        if let group = table.groupAlone(in: arguments) { Program.end(HelpPage.end(group, table)) }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch {
            end(with: error, arguments, table)
        }
        Program.end(0)
    }

    /// The commands as help and the manual show them.
    static var table: CommandTable? {
        let usages = configuration.subcommands.compactMap { type in
            type.configuration.usage.map { (type.configuration.commandName ?? "", $0) }
        }
        return CommandTable(description: _dumpHelp(), usages: Dictionary(usages) { first, _ in first })
    }

    /// Ends as the parser would, which does not check whether its output could be written.
    private static func end(with error: any Error) -> Never {
        if let code = error as? ExitCode { Program.end(code.rawValue) }
        Program.end(PrintedText.end(fullMessage(for: error, columns: PrintedText.columns), status: exitCode(for: error).rawValue))
    }

    /// In our own words, where it is help that was asked for or the arguments that were wrong; the parser's are in English.
    private static func end(with error: any Error, _ arguments: [String], _ table: CommandTable) -> Never {
        switch exitCode(for: error) {
        case .success:
            guard let path = table.helpAsked(in: arguments) else { break }
            Program.end(HelpPage.end(path, table))
        case .validationFailure: Program.end(UsageMistake(parsers: message(for: error), arguments, table).end(table))
        default: break
        }
        end(with: error)
    }

    private static func named(by arguments: [String]) -> (type: any ParsableCommand.Type, arguments: [String])? {
        if arguments[0].hasPrefix("-") { return (InterfaceEntry.self, arguments) }
        let type = configuration.subcommands.first { $0.configuration.commandName == arguments[0] && $0.configuration.subcommands.isEmpty }
        return type.map { ($0, Array(arguments.dropFirst())) }
    }
}
