import ArgumentParser
import Commands

struct DoctorEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Looks at this machine: terminal, locale, locked memory, certificates, configuration, files.")

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Compare the clock with an exchange's too.")
    var online = false

    func run() throws {
        try global.run(configuration: .any) { try DoctorCommand.run(network: online ? .used : .unused, $0) }
    }
}

struct ThemesEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "The names of the themes; with a file, whether it is a good theme file.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("A theme file to check.", valueName: "file"), completion: .file(extensions: ["toml"]))
    var file: String?

    func run() throws {
        try global.run { context in
            guard let file else { return ThemesCommand.list(context) }
            return try ThemesCommand.check(file: file, context)
        }
    }
}

struct ManualEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "The manual page; man -l reads it.", discussion: "To look at it: tidegate manual | man -l -")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        guard let table = CommandTable(description: Tidegate._dumpHelp()) else { throw ExitCode(1) }
        try global.run(configuration: .any) { PrintedText.print("roff", ManualPage.page(table, $0), $0) }
    }
}

struct CompletionsEntry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "A script that completes commands and options in a shell.",
        discussion:
            "For bash: tidegate completions bash > ~/.local/share/bash-completion/completions/tidegate. For zsh: into a file _tidegate on its $fpath. For fish: into ~/.config/fish/completions/tidegate.fish."
    )

    /// The shells that the parser knows.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var parsers: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp("The shell: \(Shell.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "shell"))
    var shell: Shell

    func run() throws {
        try global.run(configuration: .any) { PrintedText.print("script", ProgramOutline.completionScript(for: shell.parsers), $0) }
    }
}

/// The program for completions and help, with the global options at the top. Arguments are not parsed with it, because the parser would
/// assign options behind a command to the program.
struct ProgramOutline: ParsableCommand {
    static let configuration: CommandConfiguration = {
        var configuration = Tidegate.configuration
        configuration.subcommands = configuration.subcommands.map { $0 == VaultEntry.self ? VaultOutline.self : $0 }
        return configuration
    }()

    @OptionGroup(title: "Options of every command") var global: GlobalOptions
}

/// `vault` with the same options.
struct VaultOutline: ParsableCommand {
    static let configuration = VaultEntry.configuration

    @OptionGroup var global: GlobalOptions
}
