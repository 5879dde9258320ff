import ArgumentParser
import Commands

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
