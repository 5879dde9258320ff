import ArgumentParser
import Commands

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
