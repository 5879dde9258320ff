import ArgumentParser
import Commands

struct DoctorEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "doctor",
            abstract: .spoken(
                en: "Looks at this machine: terminal, locale, locked memory, certificates, configuration, files.",
                zh: "检查本机：终端、语言环境、锁定内存、证书、配置、文件。"))
    }

    @OptionGroup var global: GlobalOptions

    @Flag(
        help: ArgumentHelp(
            en: "Ask every exchange for its time too: whether it can be reached, and whether the clocks agree.",
            zh: "同时向每个交易所询问时间：能否连通，时钟是否一致。"))
    var online = false

    func run() throws {
        try global.run(configuration: .any) { try DoctorCommand.run(network: online ? .used : .unused, $0) }
    }
}

struct ThemesEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "themes",
            abstract: .spoken(
                en: "The names of the themes; with a file, whether it is a good theme file.", zh: "列出主题名称；给出文件时检查它是否为有效的主题文件。"))
    }

    @OptionGroup var global: GlobalOptions

    @Argument(help: ArgumentHelp(en: "A theme file to check.", zh: "要检查的主题文件。", valueName: "file"), completion: .file(extensions: ["toml"]))
    var file: String?

    func run() throws {
        try global.run { context in
            guard let file else { return ThemesCommand.list(context) }
            return try ThemesCommand.check(file: file, context)
        }
    }
}

struct ManualEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "manual", abstract: .spoken(en: "The manual page; man -l reads it.", zh: "手册页；可用 man -l 阅读。"),
            discussion: .spoken(en: "To look at it: tidegate manual | man -l -", zh: "查看方法：tidegate manual | man -l -"))
    }

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try global.run(configuration: .any) { context in
            SpokenLanguage.settle(context)
            guard let table = Tidegate.table else { throw ExitCode(1) }
            return PrintedText.print("roff", ManualPage.page(table, context), context)
        }
    }
}

struct CompletionsEntry: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "completions",
            abstract: .spoken(en: "A script that completes commands and options in a shell.", zh: "输出在 shell 中补全命令和选项的脚本。"),
            discussion: .spoken(
                en:
                    "For bash: tidegate completions bash > ~/.local/share/bash-completion/completions/tidegate. For zsh: into a file _tidegate on its $fpath. For fish: into ~/.config/fish/completions/tidegate.fish.",
                zh:
                    "bash：tidegate completions bash > ~/.local/share/bash-completion/completions/tidegate。zsh：写入 $fpath 中名为 _tidegate 的文件。fish：写入 ~/.config/fish/completions/tidegate.fish。"
            )
        )
    }

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

    @Argument(
        help: ArgumentHelp(
            en: "The shell: \(Shell.allCases.map(\.rawValue).joined(separator: ", ")).",
            zh: "shell：\(Shell.allCases.map(\.rawValue).joined(separator: "、"))。", valueName: "shell"))
    var shell: Shell

    func run() throws {
        try global.run(configuration: .any) { context in
            SpokenLanguage.settle(context)
            return PrintedText.print("script", ProgramOutline.completionScript(for: shell.parsers), context)
        }
    }
}

/// The program for completions, with the global options at the top. Arguments are not parsed with it, because the parser would
/// assign options behind a command to the program.
struct ProgramOutline: ParsableCommand {
    static var configuration: CommandConfiguration {
        var configuration = Tidegate.configuration
        configuration.subcommands = configuration.subcommands.map { $0 == VaultEntry.self ? VaultOutline.self : $0 }
        return configuration
    }

    @OptionGroup(title: .spoken(en: "Options of every command", zh: "每个命令都有的选项")) var global: GlobalOptions
}

/// `vault` with the same options.
struct VaultOutline: ParsableCommand {
    static var configuration: CommandConfiguration { VaultEntry.configuration }

    @OptionGroup var global: GlobalOptions
}
