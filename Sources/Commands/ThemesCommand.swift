import App
import Core
import Domain
import JSON
import Themes

/// `themes`: the themes that can be chosen, and what is wrong with a theme file.
public enum ThemesCommand {
    /// The names that are always there, for completions.
    public static var names: [String] { ["auto"] + ThemeCatalog.builtInNames }

    /// Prints the names.
    public static func list(_ context: CommandContext) -> Int32 {
        let catalog = ThemeCatalog(userThemes: UserThemes.load(folder: context.folders.themes))
        let themes = catalog.names.compactMap { name in catalog.theme(named: name).map { (name, $0.theme) } }
        let width = themes.map { TextWidth.columns(of: $0.0) }.max() ?? 0
        context.print(
            json: .object([
                StatusReport.schema,
                .init(
                    "themes",
                    .array(
                        themes.map { name, theme in
                            .object([
                                .init("name", .string(name)), .init("title", .string(title(theme, name, context.language))),
                                .init("appearance", .string(theme.appearance.rawValue)),
                            ])
                        })),
            ]),
            text: themes.map { TextWidth.padEnd($0.0, to: width) + "  " + title($0.1, $0.0, context.language) }.joined(separator: "\n"))
        return 0
    }

    /// Checks a theme file. Throws `configuration-invalid` with every mistake named.
    public static func check(file: String, _ context: CommandContext) throws -> Int32 {
        guard case .success(let bytes) = FileContent.read(file, limitBytes: Theme.longestFileBytes) else {
            throw ConfigurationProblem(
                file: file,
                expected: Phrase(
                    en: "a theme file of at most \(Theme.longestFileBytes) bytes that can be read",
                    zh: "可读取且不超过 \(Theme.longestFileBytes) 字节的主题文件")
            ).failure
        }
        let catalog = ThemeCatalog(userThemes: UserThemes.load(folder: context.folders.themes))
        let problems = Theme.load(bytes) { name in catalog.theme(named: name).map { .found($0.theme) } ?? .missing }.problems
        guard problems.isEmpty else {
            let named = problems.map(\.description).joined(separator: "; ")
            throw Failure(
                .configurationInvalid, message: Phrase(verbatim: "\(CleanText.line(file)): \(named)"),
                remedy: [Phrase(en: "Correct the file; what is wrong is left out until then.", zh: "请改正该文件；在此之前，错误的条目会被忽略。")])
        }
        context.print(
            json: .object([StatusReport.schema, .init("file", .string(file)), .init("problems", [])]),
            text: Phrase(en: "Nothing is wrong with it.", zh: "没有发现问题。")[context.language])
        return 0
    }

    private static func title(_ theme: Theme, _ name: String, _ language: Language) -> String {
        CleanText.line(theme.titles[language] ?? name, characters: 60)
    }
}
