import Core
import Domain

/// What is wrong with a command line, said in the language that is set, with the usage of the command that was meant.
public struct UsageMistake: Hashable, Sendable {
    let message: Phrase
    /// The names of the command that was meant, without the program's.
    let path: [String]
    /// The argument that the mistake is about.
    var argument: CommandTable.Argument?

    /// What `sysexits.h` calls a command that was used incorrectly.
    private static let status: Int32 = 64

    /// Says it on standard error, and answers with the status to end with.
    public func end(_ table: CommandTable) -> Int32 {
        PrintedText.end(text(table, SpokenLanguage.language), status: Self.status)
    }

    func text(_ table: CommandTable, _ language: Language) -> String {
        let command = table.command(at: path)
        let name = command.path.joined(separator: " ")
        var lines = ["tidegate: " + message[language]]
        if let argument { lines += HelpPage.hanging("  \(argument.form)  ", argument.abstract, PrintedText.columns) }
        lines.append(Phrase(en: "Usage: ", zh: "用法：")[language] + command.usage(without: table.global, language))
        lines.append(Phrase(en: "\(name) --help tells more.", zh: "详见 \(name) --help。")[language])
        return lines.joined(separator: "\n")
    }
}

// MARK: A word that is no command

extension UsageMistake {
    /// The mistake of naming a command that there is not; `nil` where the arguments name one, or none at all.
    public static func unknownCommand(_ arguments: [String], _ table: CommandTable) -> UsageMistake? {
        var rest = arguments[...]
        guard var word = nextWord(&rest, table) else { return nil }
        // `help` asks about the command behind it.
        if word == CommandTable.help {
            guard let asked = nextWord(&rest, table) else { return nil }
            word = asked
        }
        guard !table.unlisted.contains(word) else { return nil }
        var command = table.program
        while let found = command.command(named: word) {
            command = found
            guard !command.commands.isEmpty, let next = nextWord(&rest, table) else { return nil }
            word = next
        }
        return unknown(word, under: command, table)
    }

    /// Takes what stands before the first word that is no option, and that word. `nil` where an option comes first that no command has:
    /// nobody knows whether what follows is its value.
    private static func nextWord(_ rest: inout ArraySlice<String>, _ table: CommandTable) -> String? {
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("-"), argument != "-" else { return argument }
            let name = argument.prefix { $0 != "=" }
            guard let option = table.option(named: String(name)) else { return nil }
            if option.takesValue, name.count == argument.count { _ = rest.popFirst() }
        }
        return nil
    }

    private static func unknown(_ word: String, under command: CommandTable.Command, _ table: CommandTable) -> UsageMistake {
        let shown = CleanText.line(word, characters: 40)
        let path = Array(command.path.dropFirst())
        let near = NearestName.names(to: word, among: table.commandPaths(under: command) + (path.isEmpty ? [[CommandTable.help]] : []))
        let (ask, zhAsk) = near.isEmpty ? ("", "") : suggestion(near)
        let names = command.commands.map { $0.path[$0.path.count - 1] }
        let known = near.isEmpty ? (" Known: \(names.joined(separator: ", ")).", "可用：\(names.joined(separator: "、"))。") : ("", "")
        guard !path.isEmpty else {
            return UsageMistake(
                message: Phrase(
                    en: "There is no command “\(shown)”.\(ask)\(known.0)", zh: "没有命令“\(shown)”。\(zhAsk)\(known.1)"), path: [])
        }
        let group = path.joined(separator: " ")
        return UsageMistake(
            message: Phrase(
                en: "“\(group)” has no command “\(shown)”.\(ask)\(known.0)", zh: "“\(group)” 没有子命令“\(shown)”。\(zhAsk)\(known.1)"),
            path: path)
    }

    private static func suggestion(_ names: [String]) -> (String, String) {
        let quoted = names.map { "“\($0)”" }
        return (
            " Did you mean \(quoted.joined(separator: " or "))?", "您是不是要用\(quoted.joined(separator: "或"))？"
        )
    }
}

// MARK: What the parser says

extension UsageMistake {
    /// What the parser found wrong with the arguments of a command.
    public init(parsers sentence: String, _ arguments: [String], _ table: CommandTable) {
        let path = table.path(in: arguments)
        let command = table.command(at: path)
        let said = Self.spoken(sentence)
        if let option = said.option {
            self.init(message: Self.unknownOption(option, of: command, table), path: path)
        } else {
            self.init(message: said.message, path: path, argument: command.arguments.first { $0.form == said.form })
        }
    }

    private static func unknownOption(_ option: String, of command: CommandTable.Command, _ table: CommandTable) -> Phrase {
        let words = Phrase(en: "There is no option “\(option)”.", zh: "没有选项“\(option)”。")
        // Only what every command knows may stand before one.
        if command == table.program, table.option(named: option) != nil {
            return Phrase(en: "“\(option)” stands behind the command that it is for.", zh: "“\(option)” 应写在所属的命令之后。")
        }
        let known = (command.commands.isEmpty ? command.arguments : table.global).flatMap(\.names).filter { $0.hasPrefix("--") }.map {
            [String($0.dropFirst(2))]
        }
        let near = NearestName.names(to: String(option.drop { $0 == "-" }), among: known).map { "--" + $0 }
        guard !near.isEmpty else { return words }
        let (ask, zhAsk) = suggestion(near)
        return Phrase(en: words.english + ask, zh: words.simplifiedChinese + zhAsk)
    }

    /// What a sentence of swift-argument-parser 1.8 says.
    struct Spoken: Hashable {
        /// A sentence of ours, and one that is not known, stays as it is.
        let message: Phrase
        /// The argument that it names, as help writes it.
        var form: String?
        /// The option that it calls unknown.
        var option: String?
    }

    static func spoken(_ sentence: String) -> Spoken {
        let said = sentence.split(separator: "\n").map { CleanText.line(String($0), characters: 400) }.joined(separator: "\n")
        for rule in rules {
            guard let values = values(in: said, between: rule.pieces) else { continue }
            var phrase = rule.phrase
            for (index, value) in values.enumerated() {
                let words = index == rule.list ? listed(value) : Phrase(verbatim: value)
                phrase = Phrase(
                    en: phrase.english.replacing("{\(index)}", with: words.english),
                    zh: phrase.simplifiedChinese.replacing("{\(index)}", with: words.simplifiedChinese))
            }
            return Spoken(message: phrase, form: rule.form.map { values[$0] }, option: rule.option.map { values[$0] })
        }
        return Spoken(message: Phrase(verbatim: said))
    }

    /// The quoted words of a list.
    private static func listed(_ list: String) -> Phrase {
        let parts = list.split(separator: "'", omittingEmptySubsequences: false)
        let words = parts.enumerated().filter { $0.offset % 2 == 1 }.map { "“\($0.element)”" }
        return Phrase(en: words.joined(separator: ", "), zh: words.joined(separator: "、"))
    }

    private struct Rule {
        /// What stands around the values.
        let pieces: [String]
        /// `{0}` and so on stand for the values.
        let phrase: Phrase
        /// Which of the values is an argument as it is written in help.
        var form: Int?
        /// Which of them is an option that there is not.
        var option: Int?
        /// Which of them is a list of quoted words.
        var list: Int?
    }

    private static let rules = [
        Rule(pieces: ["Unknown option '", "'. Did you mean '", "'?"], phrase: Phrase(verbatim: "{0}"), option: 0),
        Rule(pieces: ["Unknown option '", "'"], phrase: Phrase(verbatim: "{0}"), option: 0),
        Rule(pieces: ["Missing value for '", "'"], phrase: Phrase(en: "The value of “{0}” is missing.", zh: "“{0}” 缺少值。"), form: 0),
        Rule(pieces: ["Unexpected argument '", "'"], phrase: Phrase(en: "“{0}” is one argument too many.", zh: "多出了参数“{0}”。")),
        Rule(
            pieces: ["", " unexpected arguments: ", ""],
            phrase: Phrase(en: "These are {0} arguments too many: {1}.", zh: "多出了 {0} 个参数：{1}。"), list: 1),
        Rule(pieces: ["Missing expected argument '", "'"], phrase: Phrase(en: "“{0}” is missing.", zh: "缺少“{0}”。"), form: 0),
        Rule(
            pieces: ["The value '", "' is invalid for '", "'. Please provide one of ", "."],
            phrase: Phrase(en: "“{0}” cannot be the value of “{1}”. Known: {2}.", zh: "“{0}” 不能用于“{1}”。可用：{2}。"), form: 1, list: 2),
        Rule(
            pieces: ["The value '", "' is invalid for '", "': ", ""],
            phrase: Phrase(en: "“{0}” cannot be the value of “{1}”: {2}", zh: "“{0}” 不能用于“{1}”：{2}"), form: 1),
        Rule(
            pieces: ["The value '", "' is invalid for '", "'"],
            phrase: Phrase(en: "“{0}” cannot be the value of “{1}”.", zh: "“{0}” 不能用于“{1}”。"), form: 1),
        Rule(
            pieces: ["The option '", "' does not take any value, but '", "' was specified."],
            phrase: Phrase(en: "“{0}” takes no value; “{1}” was given.", zh: "“{0}” 不接受值，却给出了“{1}”。"), form: 0),
        Rule(pieces: ["Invalid option: ", ""], phrase: Phrase(en: "“{0}” cannot be an option.", zh: "“{0}” 不是选项。")),
    ]

    /// The texts between the pieces, of which the first begins the sentence and the last ends it.
    private static func values(in sentence: String, between pieces: [String]) -> [String]? {
        guard let first = pieces.first, let last = pieces.last, sentence.hasPrefix(first), sentence.hasSuffix(last) else { return nil }
        var rest = sentence.dropFirst(first.count)
        var values: [String] = []
        for piece in pieces.dropFirst().dropLast() {
            guard let place = rest.firstRange(of: piece) else { return nil }
            values.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        guard rest.count >= last.count else { return nil }
        return values + [String(rest.dropLast(last.count))]
    }
}
