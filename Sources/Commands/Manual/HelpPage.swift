import Core
import Domain

/// What `--help` prints of a command: its purpose, its usage, and what may stand behind it.
///
/// The parser's own page is in English, and counts letters where columns are meant.
public enum HelpPage {
    /// Prints the page of the command to which a path of names leads, and answers with the status to end with.
    public static func end(_ path: [String], _ table: CommandTable) -> Int32 {
        PrintedText.end(text(path, table, SpokenLanguage.language, columns: PrintedText.columns), status: 0)
    }

    static func text(_ path: [String], _ table: CommandTable, _ language: Language, columns: Int) -> String {
        let command = table.command(at: path)
        var blocks = [([command.abstract, command.discussion].filter { !$0.isEmpty }).flatMap { wrapped($0, columns) }]
        blocks.append(hanging(Phrase(en: "Usage: ", zh: "用法：")[language], command.usage(without: table.global, language), columns))
        let own = command.arguments.filter { !table.global.contains($0) }
        let places = own.filter(\.isPositional)
        blocks.append(list(Phrase(en: "Arguments:", zh: "参数："), places.map { ($0.form, $0.abstract) }, language, columns))
        let options = own.filter { !$0.isPositional }
        blocks.append(list(Phrase(en: "Options:", zh: "选项："), options.map { ($0.form, $0.abstract) }, language, columns))
        blocks.append(
            list(
                Phrase(en: "Commands:", zh: "命令："), command.commands.map { ($0.path[$0.path.count - 1], $0.abstract) }, language, columns))
        blocks.append(
            list(
                Phrase(en: "Options of every command:", zh: "每个命令都有的选项："),
                table.global.map { ($0.form, $0.abstract) }, language, columns))
        if !command.commands.isEmpty {
            let name = command.path.joined(separator: " ")
            blocks.append([
                Phrase(en: "\(name) <command> --help tells more of a command.", zh: "\(name) <命令> --help 查看某个命令的详细说明。")[language]
            ])
        }
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private static let labelColumns = 26

    private static func list(_ title: Phrase, _ entries: [(String, String)], _ language: Language, _ columns: Int) -> [String] {
        guard !entries.isEmpty else { return [] }
        return [title[language]]
            + entries.flatMap { label, meaning -> [String] in
                let indent = String(repeating: " ", count: labelColumns)
                let lines = wrapped(meaning, columns - labelColumns).map { indent + $0 }
                let label = "  " + label
                guard TextWidth.columns(of: label) + 2 <= labelColumns, let first = lines.first else { return [label] + lines }
                return [TextWidth.padEnd(label, to: labelColumns) + first.dropFirst(labelColumns)] + lines.dropFirst()
            }
    }

    /// Words behind a lead, and further lines below the first of them.
    static func hanging(_ lead: String, _ words: String, _ columns: Int) -> [String] {
        let width = TextWidth.columns(of: lead)
        return wrapped(words, columns - width).enumerated().map { ($0 == 0 ? lead : String(repeating: " ", count: width)) + $1 }
    }

    private static func wrapped(_ text: String, _ columns: Int) -> [String] { TextWrap.lines(of: text, columns: columns) }
}
